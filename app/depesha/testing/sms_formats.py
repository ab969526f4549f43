"""How the played SMS services put things into words: requests read, answers written.

Each as its documentation or its public clients say; what is not documented is as our plugin
assumes. The marks are in the plugin's README.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from depesha.api.fate import Fate
from depesha.testing.web import Reply, Request

LOGIN = "office@example.org"
PASSWORD = "p@ss&word=7"  # noqa: S105 - opens nothing; with letters that must be quoted
API_ID = "0B4D1-api/id+SMS"
API_KEY = "k3y-of-the-office"
PRICE = Decimal("2.50")


_TO = re.compile(r"to\[(\d+)\]")


class Trouble(StrEnum):
    """Why a message is not taken."""

    REFUSED = "refused"
    THROTTLED = "throttled"
    LOGIN = "login"
    NO_MONEY = "no_money"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TWICE = "twice"
    """The same once more."""


class Want(StrEnum):
    """What a request is for."""

    SEND = "send"
    PRICE = "price"
    BALANCE = "balance"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Call:
    """A request, read."""

    want: Want
    address: str = ""
    """E.164 with `+`."""
    text: str = ""
    key: str = ""
    """The message's own id, where the client chose it."""
    ids: tuple[str, ...] = ()
    """Whose status is asked for."""
    trial: bool = False
    """In the service's test mode: looked at, answered, and neither charged nor delivered."""
    several: "tuple[Call, ...]" = ()
    """The messages of a request that has more than one, each with a text of its own."""


@dataclass(slots=True)
class Taken:
    """A message on its way."""

    id: str
    address: str
    text: str
    cost: Decimal
    left: Decimal = Decimal(0)
    """On the account afterwards."""
    fate: Fate = Fate.UNDERWAY

    @property
    def parts(self) -> int:
        """Roughly, as most letters go."""
        alone, joined = (160, 153) if self.text.isascii() else (70, 67)
        return 1 if len(self.text) <= alone else -(-len(self.text) // joined)


@dataclass(frozen=True, slots=True)
class No:
    """A message not taken."""

    why: Trouble
    call: Call
    after: float = 0
    """Seconds to wait, for THROTTLED."""


Asked = Sequence[tuple[str, Taken | None]]
"""The ids that a status request names, with the messages they belong to."""


class Format:
    """One service's way to speak. `login` and `read` take requests, the rest make replies."""

    id: ClassVar[str]
    idempotent: ClassVar[bool] = False
    """Whether a second message with the same own id is known for what it is."""

    def account(self, url: str) -> dict[str, str]:
        """Settings and secrets of an account, by the plugin's names."""
        raise NotImplementedError

    def login(self, request: Request) -> bool:
        """Whether the request comes with the right secrets."""
        raise NotImplementedError

    def read(self, request: Request, path: str) -> Call | None:
        """The request without its login; None where there is no such page."""
        raise NotImplementedError

    def refused(self, no: No) -> Reply:
        """A message not taken."""
        raise NotImplementedError

    def taken(self, one: Taken) -> Reply:
        """A message taken."""
        raise NotImplementedError

    def several(self, answers: "Sequence[Taken | No]") -> Reply:
        """Of a request with several messages: each of them taken, or not."""
        raise NotImplementedError

    def price(self, one: Taken) -> Reply:
        """What it would cost."""
        raise NotImplementedError

    def balance(self, balance: Decimal) -> Reply:
        """What is left."""
        raise NotImplementedError

    def status(self, asked: Asked) -> Reply:
        """What became of the messages asked for, in their order."""
        raise NotImplementedError


class Smsc(Format):
    """`/sys/*.php`, always 200."""

    id = "smsc"
    _PAGES: ClassVar = {"send": Want.SEND, "status": Want.STATUS, "balance": Want.BALANCE}
    _ERRORS: ClassVar = {
        Trouble.REFUSED: (8, "can't to deliver"),
        Trouble.THROTTLED: (9, "too many concurrent requests"),
        Trouble.LOGIN: (2, "authorise error"),
        Trouble.NO_MONEY: (3, "no money"),
        Trouble.TWICE: (9, "duplicate request, wait a minute"),
    }
    _CODES: ClassVar = {
        Fate.UNDERWAY: 0, Fate.DELIVERED: 1, Fate.READ: 2, Fate.EXPIRED: 3, Fate.FAILED: 20,
    }  # fmt: skip

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "login": LOGIN, "password": PASSWORD}

    def login(self, request: Request) -> bool:
        form = request.form()
        return (form.get("login"), form.get("psw")) == (LOGIN, PASSWORD)

    def read(self, request: Request, path: str) -> Call | None:
        page = re.fullmatch(r"/sys/(\w+)\.php", path)
        form = request.form(request.form().get("charset", "windows-1251"))
        if not page or page[1] not in self._PAGES or form.get("fmt") != "3":
            return None
        want = self._PAGES[page[1]]
        if want is Want.STATUS:
            return Call(want, ids=tuple(form.get("id", "").split(",")))
        if want is Want.SEND and form.get("cost") == "1":
            want = Want.PRICE
        address = _plus(form.get("phones", ""))
        return Call(want, address, form.get("mes", ""), form.get("id", ""))

    def refused(self, no: No) -> Reply:
        code, words = self._ERRORS[no.why]
        return Reply({"error": words, "error_code": code})

    def taken(self, one: Taken) -> Reply:
        money = {"cost": str(one.cost), "balance": str(one.left)}
        return Reply({"id": _number(one.id), "cnt": one.parts, **money})

    def price(self, one: Taken) -> Reply:
        return Reply({"cost": str(one.cost), "cnt": one.parts})

    def balance(self, balance: Decimal) -> Reply:
        return Reply({"balance": str(balance)})

    def status(self, asked: Asked) -> Reply:
        rows: list[dict[str, Any]] = [
            {
                "status": self._CODES[one.fate] if one else -3,
                "id": _number(id_),
                "phone": one.address.lstrip("+") if one else "",
            }
            for id_, one in asked
            if id_
        ]
        # Only a comma makes it a list.
        return Reply(rows if len(asked) > 1 else {"status": rows[0]["status"]})


class SmsRu(Format):
    """Forms in, JSON out, always 200; every number has an answer of its own."""

    id = "smsru"
    _PAGES: ClassVar = {
        "/sms/send": Want.SEND,
        "/sms/cost": Want.PRICE,
        "/sms/status": Want.STATUS,
        "/my/balance": Want.BALANCE,
    }
    _ERRORS: ClassVar = {
        Trouble.REFUSED: 207,
        Trouble.THROTTLED: 220,
        Trouble.LOGIN: 200,
        Trouble.NO_MONEY: 201,
        Trouble.TWICE: 231,
        Trouble.TOO_LONG: 205,
        Trouble.TOO_MANY: 213,
    }
    _CODES: ClassVar = {
        Fate.UNDERWAY: 102, Fate.DELIVERED: 103, Fate.READ: 103, Fate.EXPIRED: 104,
        Fate.FAILED: 108,
    }  # fmt: skip

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "api_id": API_ID}

    def login(self, request: Request) -> bool:
        return request.form().get("api_id") == API_ID

    def read(self, request: Request, path: str) -> Call | None:
        form = request.form()
        if path not in self._PAGES or request.method != "POST" or form.get("json") != "1":
            return None
        want, trial = self._PAGES[path], form.get("test") == "1"
        texts = {to[1]: text for name, text in form.items() if (to := _TO.fullmatch(name))}
        several = tuple(
            Call(want, _plus(number), text, trial=trial) for number, text in texts.items()
        )
        ids = tuple(form.get("sms_id", "").split(","))
        address = _plus(form.get("to", ""))
        return Call(want, address, form.get("msg", ""), "", ids, trial, several)

    def refused(self, no: No) -> Reply:
        error = self._entry(no)
        whole = error["status_code"] in {200, 213, 220}
        return Reply(error) if whole else self._good(sms={no.call.address[1:]: error})

    def taken(self, one: Taken) -> Reply:
        return self.several([one])

    def several(self, answers: Sequence[Taken | No]) -> Reply:
        taken = [one for one in answers if isinstance(one, Taken)]
        entries = {
            (one.address if isinstance(one, Taken) else one.call.address)[1:]: self._entry(one)
            for one in answers
        }
        return self._good(sms=entries, **({"balance": float(taken[-1].left)} if taken else {}))

    def _entry(self, one: Taken | No) -> dict[str, Any]:
        if isinstance(one, Taken):
            return {"status": "OK", "status_code": 100, "sms_id": one.id}
        return {"status": "ERROR", "status_code": self._ERRORS[one.why], "status_text": "Нет."}

    def price(self, one: Taken) -> Reply:
        entry = {"status": "OK", "status_code": 100, "cost": str(one.cost), "sms": one.parts}
        return self._good(sms={one.address[1:]: entry}, total_cost=float(one.cost))

    def balance(self, balance: Decimal) -> Reply:
        return self._good(balance=float(balance))

    def status(self, asked: Asked) -> Reply:
        codes = {id_: self._CODES[one.fate] if one else -1 for id_, one in asked}
        return self._good(
            sms={id_: {"status": "OK", "status_code": code} for id_, code in codes.items()}
        )

    def _good(self, **content: Any) -> Reply:
        return Reply({"status": "OK", "status_code": 100, **content})


def _plus(number: str) -> str:
    return number if number.startswith("+") else f"+{number}"


def _number(id_: str) -> int | str:
    return int(id_) if id_.isdigit() else id_


def basic(login: str, password: str) -> str:
    """The header of a login with password."""
    return "Basic " + base64.b64encode(f"{login}:{password}".encode()).decode()
