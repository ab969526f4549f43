"""What a letter in the mailbox is to us: one that came back, a reply, an opt-out, or no business of
ours. Most are the last, and their bodies are never fetched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from email.message import Message as Mail
from email.utils import getaddresses, parsedate_to_datetime

from depesha_email.replies import is_automatic, own_words, shown, subject, wants_no_more
from depesha_email.returned import Returned, comes_from_a_server, is_report, returned
from depesha_email.traces import in_headers
from depesha_email.unsubscribing import OptOuts


@dataclass(frozen=True, slots=True)
class Reply:
    """A person's answer to one of our letters."""

    key: str
    address: str
    name: str
    subject: str
    text: str
    """Without what is quoted."""
    at: float
    """Seconds since the epoch, as the letter says; 0 where it does not."""
    id: str
    """The letter's own Message-ID."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody wants no more letters."""

    key: str
    """Of the letter that was answered."""
    certain: bool
    """Proved by our token; otherwise a person should look."""
    words: str
    at: float
    id: str


Sorted = Returned | Reply | Leaving


class Sorter:
    """Sorts the letters in one account's mailbox."""

    def __init__(self, domain: str, opt_outs: OptOuts, bounces: str = "") -> None:
        """`domain` is what follows the `@` in our Message-IDs, `bounces` the address with `{key}`
        that letters come back to, or empty."""
        self._domain = domain
        self._bounces = bounces
        self._opt_outs = opt_outs

    def sort(self, head: Mail, whole: Callable[[], Mail]) -> Sorted | None:
        """From the headers; `whole` fetches the letter where they are not enough."""
        if left := self._left(head):
            return left
        if is_report(head) or comes_from_a_server(head):
            return returned(whole(), self._domain, self._bounces)
        key = in_headers(head, self._domain)
        if not key or is_automatic(head):
            return None
        return _reply(key, head, whole())

    def _left(self, head: Mail) -> Leaving | None:
        """Opt-outs by our token: mail programs send them at the touch of a button."""
        found = self._opt_outs.find(subject(head))
        if found is None:
            return None
        key, genuine = found
        return Leaving(key, genuine, subject(head), _at(head), _id(head))


def _reply(key: str, head: Mail, mail: Mail) -> Sorted:
    words = own_words(mail)
    if wants_no_more(mail):
        said = words.partition("\n")[0] or subject(head)
        return Leaving(key, certain=False, words=said, at=_at(head), id=_id(head))
    name, address = next(iter(getaddresses([str(head.get("From", ""))])), ("", ""))
    return Reply(key, address, shown(name), subject(head), words, _at(head), _id(head))


def _id(head: Mail) -> str:
    return str(head.get("Message-ID", "")).strip().strip("<>")[:200]


def _at(head: Mail) -> float:
    try:
        at = parsedate_to_datetime(str(head.get("Date", "")))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return 0.0
