"""What a service's answer means before anybody knows the service: HTTP statuses, JSON or none."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from depesha.api import N_, AccountBroken, Money, NotNow, Reason, Refused, Scope, _
from depesha_sms.values import amount
from depesha_sms.verdicts import Verdict

_WRONG_PLACE = N_("Check the address of the service in the account's settings.")

AT_ONCE = {
    301: Verdict(AccountBroken, Reason.NOT_THE_PROVIDER, "go elsewhere with your request"),
    307: Verdict(AccountBroken, Reason.NOT_THE_PROVIDER, "go elsewhere with your request"),
    308: Verdict(AccountBroken, Reason.NOT_THE_PROVIDER, "go elsewhere with your request"),
    401: Verdict(AccountBroken, Reason.LOGIN, "who are you"),
    402: Verdict(AccountBroken, Reason.NO_MONEY, "payment required"),
    403: Verdict(AccountBroken, Reason.LOGIN, "not for you"),
    407: Verdict(AccountBroken, Reason.CONFIGURATION, "the proxy wants a login"),
    429: Verdict(NotNow, Reason.THROTTLED, "too many requests", scope=Scope.ACCOUNT),
    511: Verdict(AccountBroken, Reason.NOT_THE_PROVIDER, "log in to this network first"),
}
"""HTTP statuses that say, whatever the body, that nothing was done. (A 302 does not: some scripts
answer so after work well done.)"""

WITHOUT_ENVELOPE = {
    404: Verdict(AccountBroken, Reason.CONFIGURATION, "no such page", cure=_WRONG_PLACE),
    405: Verdict(AccountBroken, Reason.CONFIGURATION, "not by POST", cure=_WRONG_PLACE),
    408: Verdict(NotNow, Reason.TIMEOUT, "the request did not arrive in time"),
    410: Verdict(AccountBroken, Reason.CONFIGURATION, "gone for good", cure=_WRONG_PLACE),
    413: Verdict(Refused, Reason.TOO_MANY_PARTS, "too long"),
}
"""HTTP statuses that count where the body is not the service's API."""

_CLIENT_ERROR = Verdict(Refused, Reason.REFUSED, "any other 4xx: the request is refused")


class AnswerLostError(RuntimeError):
    """The request left and no answer of the service came: nobody knows whether it was obeyed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    text: str = field(repr=False)
    brief: str
    """One line of at most 300 characters without secrets, for journal and exceptions."""

    def content(self) -> Any:
        """The JSON value; raises what its absence means. Numbers with a point are Decimal."""
        try:
            return json.loads(self.text, parse_float=Decimal)
        except (ValueError, RecursionError):
            pass
        raise self.meaningless()

    def envelope(self) -> dict[str, Any]:
        """The JSON object; raises what its absence means."""
        found = self.content()
        if isinstance(found, dict):
            return found
        raise self.meaningless()

    def money(self, value: object) -> Money:
        """A sum of money out of this answer; raises what its absence means."""
        found = amount(value)
        if found is None:
            raise self.meaningless()
        return Money(found)

    def meaningless(self) -> Exception:
        """What an answer means that is not the service's API."""
        verdict = WITHOUT_ENVELOPE.get(self.status)
        if verdict is None and 400 <= self.status < 500:
            verdict = _CLIENT_ERROR
        if verdict is not None:
            return verdict.of(self.brief)
        words = _("What came back is not an answer of the service: {answer}")
        return AnswerLostError(words.format(answer=self.brief))
