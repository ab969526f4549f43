"""The journal as people read it: one row per delivery, with its text made again from the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import N_, _
from depesha.delivery.clock import Clock
from depesha.delivery.composer import CannotComposeError, Composers
from depesha.delivery.keys import message_key
from depesha.domain import reasons
from depesha.domain.errors import DepeshaError
from depesha.domain.masking import Masking
from depesha.domain.states import State
from depesha.domain.words import state_title
from depesha.store import documents, journal
from depesha.store.database import Connection
from depesha.store.journal import Entry, Filter

COLUMNS = {
    "provider_id": N_("Service message id"),
    "author": N_("Author"),
    "address": N_("Recipient address"),
    "date": N_("Date"),
    "name": N_("Recipient name"),
    "code": N_("Contact code"),
    "parts": N_("SMS segments"),
    "manager": N_("Manager"),
    "processing": N_("Processing"),
    "document": N_("Document"),
    "description": N_("Description"),
    "server": N_("Sent on the server"),
    "reason": N_("Reason for the record"),
    "event": N_("Event"),
    "channel": N_("Way of sending"),
    "status": N_("Status"),
    "text": N_("Text"),
    "template": N_("Template of the text"),
}
"""What the columns of a Row are called; to be translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The eighteen columns of the journal, in words."""

    provider_id: str
    author: str
    address: str
    date: str
    name: str
    code: int
    parts: int | None
    manager: str
    processing: str
    document: str
    description: str
    server: str
    reason: str
    event: str
    channel: str
    status: str
    text: str
    template: str
    key: str


def rows(
    c: Connection,
    wanted: Filter,
    channel_of: Callable[[str], type[Channel[Any]]],
    clock: Clock,
) -> Iterator[Row]:
    """The matching rows, newest mailing first, made as they are asked for."""
    composers = Composers(channel_of)
    for entry in journal.entries(c, wanted):
        yield row_of(c, entry, composers, channel_of, clock)


def row_of(
    c: Connection,
    entry: Entry,
    composers: Composers | None,
    channel_of: Callable[[str], type[Channel[Any]]],
    clock: Clock,
) -> Row:
    """One row in words; its text is left empty without `composers`, which makes it quicker."""
    said = [reasons.title(entry.reason) if entry.reason else "", entry.answer]
    title = _title(entry.channel, channel_of)
    return Row(
        provider_id=entry.provider_id,
        author=entry.author,
        address=entry.address,
        date=f"{clock.local(entry.updated_at):%d.%m.%Y %H:%M:%S}",
        name=entry.name,
        code=entry.code,
        parts=entry.parts,
        manager=entry.manager,
        processing="",
        document=_document(c, entry.document),
        description=" — ".join(part for part in said if part),
        server="",
        reason=_("Sent by hand"),
        event=entry.title,
        channel=_("{channel} (test mode)").format(channel=title) if entry.mode == "test" else title,
        status=state_title(State(entry.state)),
        text=_text(c, entry, composers) if composers else "",
        template=entry.template,
        key=message_key(entry.key, entry.id, entry.round),
    )


def seen(row: Row, masking: Masking) -> Row:
    """The row with its addresses as `masking` shows them."""
    texts = {name: text for name in COLUMNS if isinstance(text := getattr(row, name), str)}
    return replace(row, **masking.cells(texts))  # type: ignore[arg-type]


def _document(c: Connection, reference: str) -> str:
    """Journal and number, in words."""
    key, _space, number = reference.partition(" ")
    title = documents.types(c).get(key) if number else None
    return f"{title}: {number}" if title else reference


def _title(channel_id: str, channel_of: Callable[[str], type[Channel[Any]]]) -> str:
    try:
        return _(channel_of(channel_id).title)
    except DepeshaError:  # its plugin is gone
        return channel_id


def _text(c: Connection, entry: Entry, composers: Composers) -> str:
    """As it was or would be sent; empty where it could not be made."""
    try:
        return composers.get(c, entry.mailing_id).words(entry.data)
    except (CannotComposeError, DepeshaError):
        return ""
