"""What is new in the account's INBOX. It is opened for reading alone, and nothing is marked."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Mail
from functools import partial
from imaplib import IMAP4
from itertools import islice

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox

from depesha_email.account import EmailAccount
from depesha_email.headers import token
from depesha_email.mailbox import opened
from depesha_email.sorting import Sorted, Sorter
from depesha_email.tokens import Tokens
from depesha_email.unsubscribing import OptOuts

_AT_ONCE = 200
"""Letters that one look takes; the next goes on there. Also how far back the first look goes."""
_HEADS = 50
"""Letters whose headers are fetched together."""
_WHOLE_MAX = 300_000
"""Bytes of a letter that are fetched: what it says stands before its attachments."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the INBOX has been read."""

    validity: int = 0
    """The server's UIDVALIDITY: under another one UIDs mean other letters."""
    uid: int = 0
    """The last letter that was looked at."""

    @classmethod
    def parse(cls, text: str) -> "Place":
        """From `str(place)`; the beginning where that is something else."""
        validity, _dot, uid = text.partition(".")
        return cls(int(validity), int(uid)) if validity.isdecimal() and uid.isdecimal() else cls()

    def __str__(self) -> str:
        return f"{self.validity}.{self.uid}"


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found."""

    found: tuple[tuple[int, Sorted], ...]
    """By the letters' UIDs."""
    place: Place
    more: bool
    """There is more to be looked at, at once."""


def look(account: EmailAccount, tokens: Tokens | None, since: Place, log: logging.Logger) -> Look:
    """The letters after that place, in order. `account` is in force (`in_force.checked`). Raises
    NotNow and AccountBroken."""
    sender_domain = token(account.sender.rpartition("@")[2]).decode("ascii")
    sorter = Sorter(sender_domain, OptOuts(account.unsubscribe_key), account.bounces)
    with opened(account, tokens) as box:
        box.folder.set("INBOX", readonly=True)
        validity, after = _number(box, "UIDVALIDITY"), _number(box, "UIDNEXT")
        first = since.uid + 1 if since.validity == validity else max(1, after - _AT_ONCE)
        # `9:*` finds the last letter even where its number is lower (RFC 3501).
        uids = sorted(uid for uid in map(int, box.uids(f"UID {first}:*")) if uid >= first)
        now = uids[:_AT_ONCE]
        found = tuple(_found(box, sorter, now, log))
        last = now[-1] if now else max(first - 1, 0)
        return Look(found, Place(validity, last), more=len(uids) > len(now))


def _number(box: BaseMailBox, name: str) -> int:
    """What the server said of the folder when it was opened."""
    said = box.client.response(name)[1]
    digits = said[-1].decode("ascii", "ignore") if said and isinstance(said[-1], bytes) else ""
    return int(digits) if digits.isdecimal() else 1


def _found(
    box: BaseMailBox, sorter: Sorter, uids: list[int], log: logging.Logger
) -> Iterator[tuple[int, Sorted]]:
    left = iter(uids)
    while lot := [str(uid) for uid in islice(left, _HEADS)]:
        heads = box.fetch(uid_list=lot, headers_only=True, mark_seen=False, bulk=True)
        for head in list(heads):
            try:
                found = sorter.sort(head.obj, partial(_whole, box, head.uid or ""))
            except (OSError, IMAP4.error, ImapToolsError):
                raise  # the mailbox, not the letter
            except Exception as error:  # noqa: BLE001
                # Whatever is wrong with one letter of a stranger's, the others are read.
                log.warning("a letter could not be read: %s", type(error).__name__)
                continue
            if found is not None:
                yield int(head.uid or 0), found


def _whole(box: BaseMailBox, uid: str) -> Mail:
    _status, parts = box.client.uid("fetch", uid, f"(BODY.PEEK[]<0.{_WHOLE_MAX}>)")
    raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    return message_from_bytes(raw)
