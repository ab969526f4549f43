"""The list of mailings into a file."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.export_dialog import export_table
from depesha.ui.mailings import rows
from depesha.ui.services import Services
from depesha.ui.table import Row

if TYPE_CHECKING:
    from depesha.exchange.export import Column


def export_mailings(services: Services, ids: "array[int]") -> None:
    """Ask how, and write these mailings as the table shows them."""
    fetch = rows.fetcher(services.office)

    def rows_of(_c: object, some: Sequence[int]) -> Iterator[Row]:
        found = fetch(some)
        return (found[id_] for id_ in some if id_ in found)

    export_table(services, _("Mailings"), "mailings", exported, ids, rows_of)


def exported(_c: object) -> "list[Column[Row]]":
    """The columns of the table; its numbers stay numbers."""
    from depesha.exchange.export import Column

    return [
        Column(one.key, one.title, _number(one.key) if one.right else _text(one.key))
        for one in rows.columns()
    ]


def _text(key: str) -> Callable[[Row], str]:
    return lambda row: row.cells[key]


def _number(key: str) -> Callable[[Row], int]:
    return lambda row: int(row.cells[key] or 0)
