"""How Twilio and Vonage put things into words. See `sms_formats`."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from depesha.api.fate import Fate
from depesha.testing.sms_formats import (
    API_KEY,
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

SID = "AC0123456789abcdef0123456789abcdef"
KEY = "a1b2c3d4"


class Twilio(Format):
    """Forms in, JSON out; a resource for each message."""

    id = "twilio"
    _ROOT: ClassVar = f"/2010-04-01/Accounts/{SID}"
    _ERRORS: ClassVar = {
        Trouble.REFUSED: (400, 21211, "The 'To' number is not a valid phone number."),
        Trouble.THROTTLED: (429, 20429, "Too Many Requests"),
        Trouble.LOGIN: (401, 20003, "Authenticate"),
        Trouble.NO_MONEY: (403, 20005, "Account not active"),
        Trouble.TOO_LONG: (400, 21617, "The concatenated message body exceeds the 1600 limit"),
    }
    _STATES: ClassVar = {
        Fate.UNDERWAY: "sent", Fate.DELIVERED: "delivered", Fate.READ: "read",
        Fate.EXPIRED: "undelivered", Fate.FAILED: "undelivered",
    }  # fmt: skip

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "login": SID, "api_key": API_KEY, "sender": "+15005550006"}

    def login(self, request: Request) -> bool:
        return request.headers.get("authorization") == basic(SID, API_KEY)

    def read(self, request: Request, path: str) -> Call | None:
        page = path.removeprefix(self._ROOT)
        if page == "/Balance.json":
            return Call(Want.BALANCE)
        if request.method == "GET" and page.startswith("/Messages/") and page.endswith(".json"):
            return Call(Want.STATUS, ids=(page[len("/Messages/") : -len(".json")],))
        form = request.form()
        if (request.method, page) != ("POST", "/Messages.json") or "From" not in form:
            return None
        return Call(Want.SEND, form.get("To", ""), form.get("Body", ""))

    def refused(self, no: No) -> Reply:
        status, code, words = self._ERRORS[no.why]
        headers = {"Retry-After": f"{no.after:g}"} if no.why is Trouble.THROTTLED else {}
        return Reply(self._error(status, code, words), status, headers)

    def taken(self, one: Taken) -> Reply:
        return Reply(self._resource(one, "queued"), 201)

    def balance(self, balance: Decimal) -> Reply:
        return Reply({"account_sid": SID, "balance": str(balance), "currency": "USD"})

    def status(self, asked: Asked) -> Reply:
        _id, one = asked[0]
        if one is None:
            return Reply(self._error(404, 20404, "The requested resource was not found"), 404)
        return Reply(self._resource(one, self._STATES[one.fate]))

    def _resource(self, one: Taken, status: str) -> dict[str, Any]:
        failed = status == "undelivered"
        known = status != "queued"
        return {
            "sid": one.id,
            "to": one.address,
            "body": one.text,
            "status": status,
            "num_segments": str(one.parts),
            "error_code": 30003 if failed else None,
            "price": str(-one.cost) if known else None,
            "price_unit": "USD",
        }

    def _error(self, status: int, code: int, words: str) -> dict[str, Any]:
        more = f"https://www.twilio.com/docs/errors/{code}"
        return {"status": status, "code": code, "message": words, "more_info": more}


class Vonage(Format):
    """Forms in, JSON out, 200 for errors too; no statuses."""

    id = "vonage"
    _PAGES: ClassVar = {"/sms/json": Want.SEND, "/account/get-balance": Want.BALANCE}
    _ERRORS: ClassVar = {
        Trouble.REFUSED: (7, "Number barred"),
        Trouble.THROTTLED: (1, "Throughput Rate Exceeded - please wait [ 250 ] and retry"),
        Trouble.LOGIN: (4, "Bad Credentials"),
        Trouble.NO_MONEY: (9, "Quota Exceeded - rejected"),
    }

    def account(self, url: str) -> dict[str, str]:
        return {"base_url": url, "login": KEY, "api_key": API_KEY, "sender": "Depesha"}

    def login(self, request: Request) -> bool:
        return request.headers.get("authorization") == basic(KEY, API_KEY)

    def read(self, request: Request, path: str) -> Call | None:
        if path not in self._PAGES:
            return None
        form = request.form()
        text = form.get("text", "")
        if form.get("type") != "unicode":
            text = text.encode("latin-1", "replace").decode("latin-1")
        return Call(self._PAGES[path], f"+{form.get('to', '')}", text)

    def refused(self, no: No) -> Reply:
        status, words = self._ERRORS[no.why]
        return self._parts([{"status": str(status), "error-text": words}])

    def taken(self, one: Taken) -> Reply:
        each = str(one.cost / one.parts)
        return self._parts(
            [
                {
                    "to": one.address[1:],
                    # Each part has an id of its own.
                    "message-id": str(UUID(int=int(one.id) * 1000 + number)),
                    "status": "0",
                    "remaining-balance": str(one.left),
                    "message-price": each,
                    "network": "25001",
                }
                for number in range(one.parts)
            ]
        )

    def balance(self, balance: Decimal) -> Reply:
        return Reply({"value": float(balance), "autoReload": False})

    def _parts(self, parts: list[dict[str, str]]) -> Reply:
        return Reply({"message-count": str(len(parts)), "messages": parts})
