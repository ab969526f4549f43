"""Contacts into a file, with all columns that an import reads back."""

from array import array
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.export_dialog import export_table
from depesha.ui.services import Services

if TYPE_CHECKING:
    from depesha.domain.people import Contact
    from depesha.exchange.export import Column
    from depesha.store.database import Connection


def export_contacts(services: Services, ids: "array[int]", selected: "array[int]") -> None:
    """Ask how, and write these contacts, or the selected ones."""
    from depesha.store import contacts

    export_table(services, _("Contacts"), "contacts", _columns, ids, contacts.get_many, selected)


def _columns(c: "Connection") -> "list[Column[Contact]]":
    from depesha.exchange.contact_columns import contact_columns

    return contact_columns(c)
