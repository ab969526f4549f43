"""The services that take JSON, and the one that takes anything. See `sms_formats`."""

from decimal import Decimal
from typing import Any, ClassVar

from depesha.api.fate import Fate
from depesha.testing.sms_formats import (
    API_KEY,
    LOGIN,
    PASSWORD,
    Asked,
    Call,
    Format,
    No,
    Taken,
    Trouble,
    Want,
    basic,
)
from depesha.testing.web import Reply, Request


class SmsAero(Format):
    """JSON, a login with key; `success` tells."""

    id = "smsaero"
    _PAGES: ClassVar = {
        "/sms/send": Want.SEND,
        "/sms/testsend": Want.SEND,
        "/sms/status": Want.STATUS,
        "/sms/teststatus": Want.STATUS,
        "/balance": Want.BALANCE,
    }
    _CODES: ClassVar = {
        Fate.UNDERWAY: 3, Fate.DELIVERED: 1, Fate.READ: 1, Fate.EXPIRED: 2, Fate.FAILED: 2,
    }  # fmt: skip

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "login": LOGIN, "api_key": API_KEY}

    def login(self, request: Request) -> bool:
        return request.headers.get("authorization") == basic(LOGIN, API_KEY)

    def read(self, request: Request, path: str) -> Call | None:
        if path not in self._PAGES:
            return None
        body = request.json()
        address, text = f"+{body.get('number', '')}", str(body.get("text", ""))
        ids, trial = (str(body.get("id", "")),), path.startswith("/sms/test")
        return Call(self._PAGES[path], address, text, ids=ids, trial=trial)

    def refused(self, no: No) -> Reply:
        if no.why is Trouble.NO_MONEY:
            return Reply({"result": "no credits"})
        if no.why is Trouble.LOGIN:
            return self._bad(401, "Your request was made with invalid credentials.")
        if no.why in {Trouble.REFUSED, Trouble.TOO_LONG}:
            field = "number" if no.why is Trouble.REFUSED else "text"
            return self._bad(400, "Validation error.", {field: ["incorrect"]})
        return Reply(self._bad(429, "Too many requests.").content, 429, _wait(no.after))

    def taken(self, one: Taken) -> Reply:
        data = {"id": int(one.id), "number": one.address[1:], "text": one.text}
        state = {"status": 0, "extendStatus": "queue", "cost": float(one.cost)}
        return Reply({"success": True, "data": {**data, **state}, "message": None})

    def balance(self, balance: Decimal) -> Reply:
        return Reply({"success": True, "data": {"balance": float(balance)}, "message": None})

    def status(self, asked: Asked) -> Reply:
        _id, one = asked[0]
        if one is None:
            return self._bad(404, "Not found.")
        data = {"id": int(one.id), "status": self._CODES[one.fate]}
        return Reply({"success": True, "data": data, "message": None})

    def _bad(self, status: int, message: str, data: object = None) -> Reply:
        return Reply({"success": False, "data": data, "message": message}, status)


class Exolve(Format):
    """JSON, a token; plain HTTP statuses."""

    id = "exolve"
    _PAGES: ClassVar = {
        "/messaging/v1/SendSMS": Want.SEND,
        "/messaging/v1/GetList": Want.STATUS,
        "/finance/v1/GetBalance": Want.BALANCE,
    }
    _ERRORS: ClassVar = {
        Trouble.REFUSED: (400, "invalid destination"),
        Trouble.THROTTLED: (429, "too many requests"),
        Trouble.LOGIN: (401, "unauthorized"),
        Trouble.NO_MONEY: (402, "insufficient funds"),
    }
    _WORDS: ClassVar = {
        Fate.UNDERWAY: "SENT", Fate.DELIVERED: "DELIVERED", Fate.READ: "READ",
        Fate.EXPIRED: "EXPIRED", Fate.FAILED: "UNDELIVERED",
    }  # fmt: skip

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "api_key": API_KEY, "sender": "79581234567"}

    def login(self, request: Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {API_KEY}"

    def read(self, request: Request, path: str) -> Call | None:
        if path not in self._PAGES:
            return None
        body = request.json()
        address, text = f"+{body.get('destination', '')}", str(body.get("text", ""))
        return Call(self._PAGES[path], address, text, ids=(str(body.get("message_id", "")),))

    def refused(self, no: No) -> Reply:
        status, words = self._ERRORS[no.why]
        headers = _wait(no.after) if no.why is Trouble.THROTTLED else {}
        return Reply({"error": {"code": status, "message": words}}, status, headers)

    def taken(self, one: Taken) -> Reply:
        return Reply({"message_id": one.id})

    def balance(self, balance: Decimal) -> Reply:
        return Reply({"balance": float(balance), "credit_limit": 0})

    def status(self, asked: Asked) -> Reply:
        rows = [
            {"message_id": one.id, "delivery_status": self._WORDS[one.fate]}
            for _id, one in asked
            if one
        ]
        return Reply({"messages": rows})


class Android(Format):
    """The phone, or its cloud."""

    id = "android"
    idempotent = True
    _ERRORS: ClassVar = {
        Trouble.REFUSED: (400, "failed to use phone in row 1: invalid phone number"),
        Trouble.THROTTLED: (503, "queue limits exceeded: too many pending messages"),
        Trouble.LOGIN: (401, "Unauthorized"),
        Trouble.TWICE: (409, "duplicate id"),
    }
    _STATES: ClassVar = {
        Fate.UNDERWAY: "Sent", Fate.DELIVERED: "Delivered", Fate.READ: "Delivered",
        Fate.EXPIRED: "Failed", Fate.FAILED: "Failed",
    }  # fmt: skip

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "login": LOGIN, "password": PASSWORD, "gap": "0"}

    def login(self, request: Request) -> bool:
        return request.headers.get("authorization") == basic(LOGIN, PASSWORD)

    def read(self, request: Request, path: str) -> Call | None:
        if request.method == "GET" and path.startswith("/messages/"):
            return Call(Want.STATUS, ids=(path.rpartition("/")[2],))
        if (request.method, path) != ("POST", "/messages"):
            return None
        body = request.json()
        address, text = str(body["phoneNumbers"][0]), str(body["textMessage"]["text"])
        return Call(Want.SEND, address, text, str(body.get("id", "")))

    def refused(self, no: No) -> Reply:
        status, words = self._ERRORS[no.why]
        return Reply({"message": words}, status)

    def taken(self, one: Taken) -> Reply:
        return Reply(self._state(one, "Pending"), 202)

    def status(self, asked: Asked) -> Reply:
        _id, one = asked[0]
        if one is None:
            return Reply({"message": "message not found"}, 404)
        return Reply(self._state(one, self._STATES[one.fate]))

    def _state(self, one: Taken, state: str) -> dict[str, Any]:
        error = "TTL expired" if one.fate is Fate.EXPIRED else None
        recipient = {"phoneNumber": one.address, "state": state, "error": error}
        return {"id": one.id, "state": state, "recipients": [recipient], "isHashed": False}


class GenericHttp(Format):
    """A small service of our own making, for the gateway that is described by a template."""

    id = "http"
    idempotent = True
    _ERRORS: ClassVar = {
        Trouble.REFUSED: (200, "ERROR number refused"),
        Trouble.THROTTLED: (429, "ERROR slow down"),
        Trouble.LOGIN: (401, "ERROR login"),
        Trouble.NO_MONEY: (402, "ERROR no money"),
    }

    def account(self, url: str) -> dict[str, str]:
        return {
            "base_url": f"{url}/send",
            "template": "to={phone}&text={text}&id={key}",
            "header": "Authorization: Bearer {api_key}",
            "success": r"^OK (?P<id>\S+)",
            "error": r"^ERROR",
            "api_key": API_KEY,
        }

    def login(self, request: Request) -> bool:
        given = {**request.form(), **request.json()}.get("api_key")
        return API_KEY in {given, request.headers.get("authorization", "")[len("Bearer ") :]}

    def read(self, request: Request, path: str) -> Call | None:
        fields = {**request.form(), **request.json()}
        if path != "/send":
            return None
        address, text = str(fields.get("to", "")), str(fields.get("text", ""))
        return Call(Want.SEND, address, text, str(fields.get("id", "")))

    def refused(self, no: No) -> Reply:
        if no.why is Trouble.TWICE:
            return Reply(f"OK {no.call.key}")
        status, words = self._ERRORS[no.why]
        return Reply(words, status, _wait(no.after) if no.why is Trouble.THROTTLED else {})

    def taken(self, one: Taken) -> Reply:
        return Reply(f"OK {one.id}")


def _wait(after: float) -> dict[str, str]:
    return {"Retry-After": f"{after:g}"}
