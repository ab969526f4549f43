"""What the table of documents shows, and what of them is exported."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _
from depesha.store.document_list import ORDERS, DocumentRow
from depesha.ui.table import Column, Row

if TYPE_CHECKING:
    from depesha.delivery.office import Office
    from depesha.exchange.export import Column as Exported

TITLES = {
    "type": N_("Document journal"),
    "number": N_("Number"),
    "date": N_("Date"),
    "contact": N_("Contact"),
    "phone": N_("Phone"),
    "state": N_("State"),
    "amount": N_("Amount"),
    "paid": N_("Paid"),
    "currency": N_("Currency"),
    "due_date": N_("Due date"),
    "author": N_("Author"),
    "external_number": N_("External number"),
    "comment": N_("Comment"),
    "files": N_("Files"),
}
_WIDTHS = {"type": 170, "number": 100, "date": 105, "contact": 230, "phone": 130, "state": 150,
           "amount": 100, "paid": 100, "currency": 70, "due_date": 125, "author": 150,
           "files": 70, "comment": 240}  # fmt: skip
_RIGHT = {"amount", "paid", "files"}
_LATER = {"phone", "currency", "author", "external_number", "comment"}
"""Not shown until a person chooses them."""


def columns(journal: str) -> list[Column]:
    """All columns; a journal of one type need not say which."""
    return [
        Column(
            key, _(title), _WIDTHS.get(key, 120), right=key in _RIGHT, sortable=key in ORDERS,
            shown=key not in _LATER and not (key == "type" and journal),
        )
        for key, title in TITLES.items()
    ]  # fmt: skip


def fetcher(office: "Office") -> Callable[[Sequence[int]], dict[int, Row]]:
    """What reads the rows in sight."""

    def fetch(ids: Sequence[int]) -> dict[int, Row]:
        from depesha.store import document_list, documents

        c = office.database.reader
        journals = documents.types(c)
        return {one.id: Row(_cells(one, journals)) for one in document_list.page(c, ids)}

    return fetch


def _cells(row: DocumentRow, journals: dict[str, str]) -> dict[str, str]:
    from depesha.exchange.export import as_text
    from depesha.render.formats import money

    cells = {key: as_text(getattr(row, key)) for key in TITLES}
    return cells | {
        "type": journals.get(row.type, row.type),
        "amount": money(row.amount),
        "paid": money(row.paid),
        "comment": " ".join(row.comment.split()),
        "files": str(row.files or ""),
    }


def exported(c: object) -> "list[Exported[DocumentRow]]":
    """The columns of the file, which an import reads back."""
    from depesha.exchange.export import Column as Exported
    from depesha.store import documents

    journals = documents.types(c)  # type: ignore[arg-type]
    found = [Exported(key, _(title), attrgetter(key)) for key, title in TITLES.items()]
    found[0] = Exported("type", _("Type"), lambda row: journals.get(row.type, row.type))
    return found
