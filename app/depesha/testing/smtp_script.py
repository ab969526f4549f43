"""What a played SMTP provider does wrong, when, and how often."""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from depesha.testing.provider import Fault


class Stage(StrEnum):
    """Where in the dialogue the server is about to answer."""

    GREETING = "greeting"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BODY = "body"
    """The first bytes of the letter are there."""
    DOT = "dot"
    """The letter is there in full."""


class Act(StrEnum):
    """What happens instead of the right answer."""

    ANSWER = "answer"
    DROP = "drop"
    STALL = "stall"


@dataclass
class Rule:
    """One misdeed. With an `address` it waits for that recipient."""

    stages: Collection[Stage]
    act: Act
    answer: bytes = b""
    address: str = ""
    times: int = 1

    @property
    def takes(self) -> bool:
        """Whether the provider keeps a letter that met this rule after the final dot."""
        return self.act is not Act.ANSWER or self.answer[:1] not in {b"4", b"5"}

    def fits(self, stage: Stage, address: str) -> bool:
        """Whether its time has come."""
        meant = not self.address or self.address.lower() == address.lower()
        return self.times > 0 and stage in self.stages and meant


def rule_for(fault: Fault, times: int, address: str, after: float) -> Rule:
    """The way in which an SMTP server commits the fault."""
    wait = f"451 4.7.1 Greylisted, please try again in {after:g} seconds"
    answers: dict[Fault, tuple[tuple[Stage, ...], bytes]] = {
        Fault.REFUSE: ((Stage.RCPT,), b"550 5.1.1 No such user here"),
        Fault.THROTTLE: ((Stage.RCPT,), wait.encode()),
        Fault.BREAK_ACCOUNT: (
            (Stage.AUTH, Stage.MAIL),
            b"535 5.7.8 Error: authentication failed",
        ),
        Fault.GARBAGE: (
            (Stage.DOT,),
            b"\xff\xfe<html>Please sign in to the hotel's network</html>",
        ),
    }
    if fault in answers:
        stages, answer = answers[fault]
        return Rule(stages, Act.ANSWER, answer, address, times)
    stage = Stage.DATA if fault is Fault.DROP_BEFORE else Stage.DOT
    act = Act.STALL if fault is Fault.STALL else Act.DROP
    return Rule((stage,), act, b"", address, times)


class Script:
    """The rules in force. Written by tests, read by the server's thread."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._lock = threading.Lock()

    def add(self, rule: Rule) -> None:
        """The rule holds from now on, after those already there."""
        with self._lock:
            self._rules.append(rule)

    def take(self, stage: Stage, address: str) -> Rule | None:
        """The first rule whose time has come; it is used up by one."""
        with self._lock:
            for rule in self._rules:
                if rule.fits(stage, address):
                    rule.times -= 1
                    return rule
        return None
