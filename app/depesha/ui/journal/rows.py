"""What the journal's table shows: its columns, and deliveries as rows of it."""

from collections.abc import Callable, Sequence

from depesha.api.i18n import _
from depesha.delivery import journal as words
from depesha.delivery.composer import Composers
from depesha.delivery.office import Office
from depesha.domain.states import State
from depesha.store import journal
from depesha.ui.table import Column, Row

_WIDTHS = {
    "date": 165, "channel": 120, "name": 215, "address": 190, "status": 130, "description": 260,
    "event": 170, "code": 90, "parts": 80, "text": 320,
}  # fmt: skip
_FIRST = ("date", "channel", "name", "address", "status", "description", "event")
"""Shown until a person chooses others, in this order."""
_TAGS = {
    State.DELIVERED: "good", State.READ: "good", State.FAILED: "bad", State.BOUNCED: "bad",
    State.EXPIRED: "bad", State.UNKNOWN: "warning", State.WAITING: "warning",
    State.SKIPPED: "quiet", State.CANCELLED: "quiet", State.RESERVED: "quiet",
    State.SPARED: "quiet",
}  # fmt: skip


def columns() -> list[Column]:
    """All columns of the journal, the usual ones first."""
    rest = [key for key in words.COLUMNS if key not in _FIRST]
    return [
        Column(
            key, _(words.COLUMNS[key]), _WIDTHS.get(key, 120), right=key in {"code", "parts"},
            sortable=key in journal.ORDERS, shown=key in _FIRST,
        )
        for key in (*_FIRST, *rest)
    ]  # fmt: skip


def fetcher(office: Office) -> Callable[[Sequence[int]], dict[int, Row]]:
    """What reads the rows in sight, each in words and in the colour of its state."""
    composers = Composers(office.channel)

    def fetch(ids: Sequence[int]) -> dict[int, Row]:
        c = office.database.reader
        found = {}
        # By mailing, so that each text is compiled once.
        for entry in sorted(journal.get_many(c, ids), key=lambda entry: entry.mailing_id):
            row = words.row_of(c, entry, composers, office.channel, office.clock)
            cells = {key: _cell(getattr(row, key)) for key in words.COLUMNS}
            tag = _TAGS.get(State(entry.state))
            found[entry.id] = Row(cells, (tag,) if tag else ())
        return found

    return fetch


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
