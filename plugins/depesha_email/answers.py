"""What a server's answer means for the letter and for the account: `answers.toml`."""

import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, SendError
from depesha_email.cures import cure
from depesha_email.presets import Preset
from depesha_email.wire import Answer

_DELAY = re.compile(r"\b(\d{1,5})\s*(s|sec|seconds?|min|minutes?)\b", re.IGNORECASE)
_DAY = 86_400.0
_OF_PASSWORDS = frozenset({"password", "app_password", "oauth"})
"""Cures that speak of passwords."""


class Stage(StrEnum):
    """What was answered."""

    GREET = "greet"
    EHLO = "ehlo"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    DOT = "dot"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    at: tuple[Stage, ...] = tuple(Stage)
    code: re.Pattern[str] = field(default=re.compile("..."))
    status: re.Pattern[str] = field(default=re.compile(".*"))
    words: re.Pattern[str] = field(default=re.compile(""))
    means: Literal["refused", "later", "pause", "broken"]
    reason: Reason
    cure: str = ""

    def fits(self, stage: Stage, answer: Answer) -> bool:
        return (
            stage in self.at
            and self.code.fullmatch(str(answer.code)) is not None
            and self.status.fullmatch(answer.status) is not None
            and self.words.search(f"{answer.status} {answer.text}") is not None
        )


def verdict(
    stage: Stage, answer: Answer, preset: Preset | None, *, signed_in: bool = False
) -> SendError:
    """What to raise for an answer that is not the wanted one. Only for 4xx and 5xx. `signed_in`:
    by OAuth2, so that no password helps."""
    rule = next(rule for rule in _rules() if rule.fits(stage, answer))
    if rule.means == "refused":
        return Refused(rule.reason, str(answer))
    if rule.means == "broken":
        name = "token" if signed_in and rule.cure in _OF_PASSWORDS else rule.cure
        return AccountBroken(rule.reason, str(answer), cure=cure(name, preset))
    scope = Scope.ACCOUNT if rule.means == "pause" else Scope.ROW
    return NotNow(rule.reason, str(answer), after=_delay(answer.text), scope=scope)


def _delay(text: str) -> float | None:
    """Seconds that the server asks to wait, e.g. `Greylisted for 5 minutes`."""
    found = _DELAY.search(text)
    if found is None:
        return None
    return min(float(found[1]) * (60 if found[2][0] in "mM" else 1), _DAY)


@cache
def _rules() -> tuple[_Rule, ...]:
    text = files(__package__).joinpath("answers.toml").read_text("utf-8")
    return tuple(_rule(said) for said in tomllib.loads(text)["rule"])


def _rule(said: dict[str, Any]) -> _Rule:
    made = {**said, "reason": Reason(said["reason"])}
    if "at" in said:
        made["at"] = tuple(Stage(stage) for stage in said["at"])
    for key in {"code", "status", "words"} & said.keys():
        made[key] = re.compile(said[key], re.IGNORECASE)
    return _Rule(**made)
