"""The message as each person will get it, before anything is planned or sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from depesha.api.channel import Channel
from depesha.api.message import Message, Picture
from depesha.delivery.accounts import REHEARSAL, Accounts
from depesha.delivery.clock import Clock
from depesha.delivery.composer import CannotComposeError, Composer
from depesha.delivery.people import Lookup
from depesha.delivery.plan import normal_address
from depesha.delivery.selection import Selection
from depesha.domain import reasons, segments
from depesha.domain.masking import Masking
from depesha.domain.people import Person
from depesha.store.database import Connection
from depesha.store.mailings import Mailing


@dataclass(frozen=True, slots=True)
class Previewed:
    """One person's message, or why there is none; `problem` is empty where all is well."""

    name: str
    address: str
    message: Message | None
    segments: int | None
    problem: str


class Previewer:
    """Messages of chosen people, one at a time, in any order. Threads may share it."""

    def __init__(
        self,
        c: Connection,
        mailing: Mailing,
        pictures: tuple[Picture, ...],
        people: Selection,
        channel: type[Channel[Any]],
        lookup: Lookup,
        clock: Clock,
    ) -> None:
        """Raises render's TemplateError where the text cannot be compiled."""
        mailing = replace(mailing, fields=lookup.custom_fields(c))
        self._composer = Composer(mailing, channel, pictures)
        self._channel = channel
        # One of its own: a manager's phone may have changed since.
        self._lookup, self._today = replace(lookup), clock.local(clock.now()).date()
        self._people = people

    @property
    def warnings(self) -> tuple[str, ...]:
        """What will not look quite as it was typed."""
        return self._composer.warnings

    def __len__(self) -> int:
        return len(self._people)

    def at(self, c: Connection, index: int) -> Previewed | None:
        """The message of the person at a place in the order of choosing; None for one who was
        deleted meanwhile."""
        person = self._people.at(c, index)
        return None if person is None else self.of(c, person)

    def of(self, c: Connection, person: Person) -> Previewed:
        """This person's message."""
        address, reason, detail = normal_address(self._channel, person)
        problem = " — ".join(part for part in (reasons.title(reason), detail) if part)
        name = person.shown_name
        values = self._lookup.values(c, person, self._today)
        try:
            message = self._composer.compose("preview", address, name, values)
        except CannotComposeError as error:
            said = f"{reasons.title(error.reason)} — {error.detail}"
            return Previewed(name, address, None, None, said)
        parts = segments.count(message.text).segments if self._channel.metered else None
        return Previewed(name, address, message, parts, problem)

    def everybody(self, c: Connection) -> Iterator[Previewed]:
        """All messages in the order of choosing, made one at a time."""
        return (self.of(c, person) for chunk in self._people.chunks(c) for person in chunk)

    def parts(self, c: Connection) -> int:
        """SMS of everybody's messages together; those that cannot be made are none."""
        return sum(one.segments or 0 for one in self.everybody(c))


def seen(one: Previewed, masking: Masking) -> Previewed:
    """The preview with the addresses in it as `masking` shows them."""
    message = one.message and replace(
        one.message,
        address=masking.cell("address", one.message.address),
        subject=masking.text(one.message.subject),
        text=masking.text(one.message.text),
        html=masking.html(one.message.html),
    )
    address = masking.cell("address", one.address)
    return replace(one, address=address, message=message, problem=masking.text(one.problem))


def headers_of(accounts: Accounts, channel: type[Channel[Any]], message: Message) -> str:
    """The headers that a letter leaves with, readable; empty where its channel has none."""
    from email import policy
    from email.parser import BytesHeaderParser

    # Files change no header that people look for, and take long to encode.
    bare = replace(message, attachments=(), pictures=())
    kept = channel.rehearse(accounts.open(channel.id, REHEARSAL).settings, bare)
    if kept is None or kept[0] != ".eml":
        return ""
    parsed = BytesHeaderParser(policy=policy.default).parsebytes(kept[1])
    return "\n".join(f"{name}: {value}" for name, value in parsed.items())
