"""The journal of notifications into a file."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.delivery import journal as words
from depesha.ui.export_dialog import export_table
from depesha.ui.services import Services

if TYPE_CHECKING:
    from depesha.delivery.office import Office
    from depesha.exchange.export import Column
    from depesha.store.database import Connection


def export_journal(services: Services, ids: "array[int]", selected: "array[int]") -> None:
    """Ask how, and write these rows as the journal shows them."""
    title = _("Journal of notifications")
    rows_of = _reader(services.office)
    export_table(services, title, "journal", _columns, ids, rows_of, selected)


def _columns(_c: "Connection") -> "list[Column[words.Row]]":
    from depesha.exchange.export import Column

    return [Column(key, _(title), attrgetter(key)) for key, title in words.COLUMNS.items()]


def _reader(office: "Office") -> "Callable[[Connection, Sequence[int]], Iterator[words.Row]]":
    from depesha.delivery.composer import Composers
    from depesha.store import journal

    composers = Composers(office.channel)

    def rows_of(c: "Connection", ids: Sequence[int]) -> "Iterator[words.Row]":
        found = {entry.id: entry for entry in journal.get_many(c, ids)}
        for id_ in ids:
            if id_ in found:
                yield words.row_of(c, found[id_], composers, office.channel, office.clock)

    return rows_of
