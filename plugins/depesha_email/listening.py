"""The account's mailbox as the host listens to it."""

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from depesha.api import Batch, Context, Event, Fated, Incoming, OptOut, StatusReport
from depesha_email.account import EmailAccount
from depesha_email.in_force import checked
from depesha_email.inbox import Look, Place, look
from depesha_email.sorting import Leaving, Reply
from depesha_email.tokens import tokens


class MailboxListener:
    """See `depesha.api.Listener`. Opens the mailbox anew for each look: they are minutes apart."""

    def __init__(self, settings: EmailAccount, context: Context) -> None:
        self._account = checked(settings)
        self._log = context.log
        self._tokens = tokens(self._account, context) if settings.auth == "oauth2" else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Nothing is open."""

    def receive(self, cursor: str, /) -> Batch:
        """What the letters after that place say of ours."""
        found = look(self._account, self._tokens, Place.parse(cursor), self._log)
        return Batch(tuple(_events(found)), str(found.place), found.more)


def _events(found: Look) -> Iterator[Event]:
    for uid, one in found.found:
        if isinstance(one, Reply):
            # A letter without an id of its own is known by its place.
            ref = one.id or f"{found.place.validity}.{uid}"
            yield Incoming(
                ref, one.address, one.text, one.at, one.name, one.subject, answers=one.key
            )
        elif isinstance(one, Leaving):
            ref = one.id or f"{found.place.validity}.{uid}"
            yield OptOut(ref, one.key, one.certain, one.words, one.at)
        else:
            report = StatusReport(one.key, one.fate, one.reason, one.answer)
            yield Fated(report, one.dead)
