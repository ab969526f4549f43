"""Letters that came back: delivery status notifications (RFC 3464), and the wild formats.

A reason is found as for the answers of our own server, in `answers.toml`. `dead` is said only
where the server's words leave no doubt that nobody reads that address.
"""

import logging
import re
from dataclasses import dataclass
from email.message import Message as Mail

from depesha.api import Fate, Reason
from depesha_email.answers import Stage, verdict
from depesha_email.return_path import key_in
from depesha_email.traces import in_returned, written
from depesha_email.wire import Answer

_SENDERS = re.compile(r"mailer-?daemon|postmaster|mail.?delivery|MAILER", re.IGNORECASE)
_CODE = re.compile(r"(?<![\d.])([45]\d\d)(?=[ -]|$)")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_DEAD_STATUS = re.compile(r"5\.1\.(1|2|3|6|10)|5\.2\.1")
_DEAD_WORDS = re.compile(
    r"(user|recipient|mailbox|address|account)[^.;\n]{0,40}"
    r"(unknown|not found|does ?n[o']t exist|not exist|no longer|disabled|inactive|unrouteable)"
    r"|(no such|unknown|invalid) (user|recipient|mailbox|address|local)|no mailbox here"
    r"|unrouteable address",
    re.IGNORECASE,
)
_ANSWER_MAX = 300


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of one of our letters."""

    key: str
    fate: Fate
    reason: Reason | None
    answer: str
    """The server's own words."""
    dead: bool = False
    """Nobody reads that address any more: it is not to be written to."""


def returned(mail: Mail, domain: str, bounces: str = "") -> Returned | None:
    """What the letter says of one of ours, whose Message-IDs end with `@domain`, and which come
    back to `bounces`, an address with `{key}`; None where it is no notification, or about somebody
    else's letter."""
    if not (is_report(mail) or comes_from_a_server(mail)):
        return None
    key = key_in(mail, bounces) or in_returned(mail, domain)
    if not key:
        return None
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            return _by_status(key, part)
    return _by_words(key, mail)


def comes_from_a_server(mail: Mail) -> bool:
    """Whether a mail server wrote it rather than a person."""
    sender = str(mail.get("From", ""))
    path = str(mail.get("Return-Path", "")).strip()
    return path == "<>" or "X-Failed-Recipients" in mail or bool(_SENDERS.search(sender))


def is_report(mail: Mail) -> bool:
    """Whether it calls itself a delivery status notification."""
    kind = str(mail.get_param("report-type", ""))
    return mail.get_content_type() == "multipart/report" and kind.lower() == "delivery-status"


def _by_status(key: str, part: Mail) -> Returned | None:
    for block in part.walk():
        action = str(block.get("Action", "")).strip().lower()
        if not action:
            continue
        said = str(block.get("Diagnostic-Code", ""))
        answer = _answer(said.partition(";")[2] or said, str(block.get("Status", "")))
        if action == "failed":
            return _failed(key, answer)
        fate = Fate.DELIVERED if action == "delivered" else Fate.UNDERWAY
        return Returned(key, fate, None, str(answer))
    return None


def _by_words(key: str, mail: Mail) -> Returned | None:
    from flufl.bounce import all_failures

    # It tells its own accidents as errors; a letter that nobody understands is none of ours.
    logging.getLogger("flufl.bounce._scan").setLevel(logging.CRITICAL)
    try:
        temporary, permanent = all_failures(mail)
    except Exception:  # noqa: BLE001 - whatever a stranger's letter does to it
        return None
    text = next(
        (written(part) for part in mail.walk() if part.get_content_type() == "text/plain"), ""
    )
    answer = _answer(_telling(text), "")
    if permanent:
        return _failed(key, answer)
    return Returned(key, Fate.UNDERWAY, None, str(answer)) if temporary else None


def _telling(text: str) -> str:
    """The lines of a notification that tell why."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for number, line in enumerate(lines):
        if _CODE.search(line) or _STATUS.search(line) or _DEAD_WORDS.search(line):
            return " ".join(filter(None, lines[number : number + 3]))
    return " ".join(filter(None, lines))


def _answer(said: str, status: str) -> Answer:
    """As if the server had said it to us."""
    text = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    status = (_STATUS.search(status) or [""])[0]
    if inner := _STATUS.search(text):
        if not status or status.endswith(".0.0"):
            status = inner[0]
        text = text.replace(inner[0], "", 1)
    code = _CODE.search(text)
    if code:
        text = text[code.end() :]
    number = int(code[1]) if code else 450 if status.startswith("4") else 550
    return Answer(number, status, " ".join(text.strip(" -#()").split())[:_ANSWER_MAX])


def _failed(key: str, answer: Answer) -> Returned:
    said = str(answer)
    if answer.code < 500 or answer.status.startswith("4") or answer.status == "5.4.7":
        return Returned(key, Fate.EXPIRED, Reason.EXPIRED, said)
    reason = verdict(Stage.RCPT, answer, None).reason
    if reason is not Reason.ADDRESS_REJECTED:
        return Returned(key, Fate.FAILED, reason, said)
    dead = _DEAD_STATUS.fullmatch(answer.status) or _DEAD_WORDS.search(answer.text)
    if not dead:
        return Returned(key, Fate.FAILED, Reason.REFUSED, said)
    return Returned(key, Fate.FAILED, reason, said, dead=True)
