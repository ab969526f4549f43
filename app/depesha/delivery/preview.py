"""The message as each person will get it, before anything is planned or sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from depesha.api.channel import Channel
from depesha.api.message import Message, Picture
from depesha.delivery.clock import Clock
from depesha.delivery.composer import CannotComposeError, Composer
from depesha.delivery.people import Lookup
from depesha.delivery.plan import normal_address
from depesha.delivery.selection import Selection
from depesha.domain import reasons, segments
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


def preview(
    c: Connection,
    mailing: Mailing,
    pictures: tuple[Picture, ...],
    people: Selection,
    channel: type[Channel[Any]],
    lookup: Lookup,
    clock: Clock,
) -> Iterator[Previewed]:
    """Everybody's message in the order of choosing, made one at a time."""
    composer = Composer(replace(mailing, fields=lookup.custom_fields(c)), channel, pictures)
    lookup, today = replace(lookup), clock.local(clock.now()).date()
    for chunk in people.chunks(c):
        for person in chunk:
            values = lookup.values(c, person, today)
            address, reason, detail = normal_address(channel, person)
            problem = " — ".join(part for part in (reasons.title(reason), detail) if part)
            yield _one(composer, person, address, values, channel, problem)


def _one(
    composer: Composer,
    person: Person,
    address: str,
    values: Any,
    channel: type[Channel[Any]],
    problem: str,
) -> Previewed:
    name = person.shown_name
    try:
        message = composer.compose("preview", address, name, values)
    except CannotComposeError as error:
        said = f"{reasons.title(error.reason)} — {error.detail}"
        return Previewed(name, address, None, None, said)
    parts = segments.count(message.text).segments if channel.metered else None
    return Previewed(name, address, message, parts, problem)
