"""Invitations: a link of one's own for each person, and its picture to print."""

import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.api.inbound import Invites
from depesha.api.settings import ChatSettings
from depesha.delivery.office import Office
from depesha.delivery.outcome import Scrubber, connecting
from depesha.domain import reasons
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.domain.people import Contact, Employee, Person, address_of
from depesha.store import invitations

QUIET = 4
"""White modules around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link for one person; whoever opens it is taken for that person."""

    person: Person
    link: str
    subscribed: bool
    """Whether the person is subscribed already."""


def kind_of(person: Person) -> str:
    """`contact` or `employee`."""
    return "employee" if isinstance(person, Employee) else "contact"


def channels(office: Office) -> list[type[Channel[Any]]]:
    """The channels to which people subscribe by talking with the office there: those with accounts
    first, then those whose addresses every card has a place for."""
    found = [
        one for one in office.host.channels().values() if issubclass(one.settings, ChatSettings)
    ]

    def order(one: type[Channel[Any]]) -> tuple[bool, bool, str]:
        own = one.address_field in Contact.__dataclass_fields__
        return not office.accounts.names(one.id), not own, one.id

    return sorted(found, key=order)


def invite(
    office: Office, channel_id: str, people: Iterable[Person], account: str = ""
) -> list[Invitation]:
    """A link for each person, through the channel's first account unless one is named.

    Raises InputError or NotConfiguredError, also where the provider cannot be asked for the link.
    """
    channel = office.channel(channel_id)
    name = office.account_names(channel_id, account)[0]
    opened = office.accounts.open(channel_id, name)
    found: list[Invitation] = []
    with ExitStack() as stack:
        try:
            session: object = stack.enter_context(opened.connect())
        except Exception as error:
            why = connecting(error, Scrubber(opened.settings))
            words = [reasons.title(why.reason), why.answer, why.cure or reasons.cure(why.reason)]
            raise _NoLinkError(". ".join(filter(None, words))) from error
        if not isinstance(session, Invites):
            raise InputError(_("{channel} has no links to subscribe by.").format(
                channel=_(channel.title)))  # fmt: skip
        for person in people:
            with office.database.write() as c:
                token = invitations.token_for(
                    c, channel_id, kind_of(person), person.id, office.clock.now()
                )
            there = bool(address_of(person, channel.address_field))
            found.append(Invitation(person, session.invitation(token), there))
    return found


class _NoLinkError(NotConfiguredError):
    """The provider could not be asked."""


def qr_png(link: str, scale: int = 8) -> bytes:
    """The link as a QR code, PNG; `scale` is pixels per module."""
    return _qr(link, "png", scale)


def qr_modules(link: str) -> Sequence[Sequence[int]]:
    """The rows of the QR code, without a margin: 1 is dark."""
    import segno

    return [list(row) for row in segno.make_qr(link, error="m").matrix]


def save_qr(link: str, path: Path) -> None:
    """Write the QR code into a `.png` or `.svg` file. Raises InputError where that fails."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in {"png", "svg"}:
        raise InputError(_("A QR code is kept as .png or .svg, not as {file}.").format(file=path))
    try:
        path.write_bytes(_qr(link, kind, 16))
    except OSError as error:
        raise InputError(
            _("{file} cannot be written: {why}.").format(file=path, why=error.strerror or error)
        ) from error


def _qr(link: str, kind: str, scale: int) -> bytes:
    import segno

    into = io.BytesIO()
    segno.make_qr(link, error="m").save(into, kind=kind, scale=scale, border=QUIET)
    return into.getvalue()


def file_name(person: Person, kind: str = "png") -> str:
    """A name for a person's QR file that every system takes."""
    name = "".join(c if c.isalnum() or c in " -_" else "_" for c in person.shown_name)
    return f"{person.code} {' '.join(name.split())[:60]}.{kind}"
