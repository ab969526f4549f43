"""What the table of contacts shows: its columns, and contacts as rows of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _
from depesha.ui.table import Column, Row

if TYPE_CHECKING:
    from depesha.delivery.office import Office

TYPES = {
    "customer": N_("Customer"),
    "supplier": N_("Supplier"),
    "own_firm": N_("Own firm"),
    "bank": N_("Bank"),
}
_TAGS = {"forbid": ("bad",), "warn": ("warning",)}


def columns() -> list[Column]:
    """All columns, the usual ones first."""
    return [
        Column("code", _("Code"), 64, right=True),
        Column("name", _("Name"), 250),
        Column("category", _("Category"), 110),
        Column("city", _("City"), 110),
        Column("mobile_phone", _("Mobile phone"), 135),
        Column("email", _("E-mail"), 190),
        Column("balance", _("Balance"), 100, right=True),
        Column("overdue", _("Overdue"), 100, right=True),
        Column("work_phone", _("Work phone"), 135, shown=False),
        Column("type", _("Type"), 100, shown=False),
        Column("contact_person", _("Contact person"), 160, shown=False),
        Column("manager", _("Manager"), 160, shown=False),
        Column("inn", _("INN"), 110, shown=False),
    ]


def fetcher(office: "Office") -> Callable[[Sequence[int]], dict[int, Row]]:
    """What reads the rows in sight."""

    def fetch(ids: Sequence[int]) -> dict[int, Row]:
        from depesha.render.formats import money
        from depesha.store import categories, contacts, employees

        c = office.database.reader
        named = {one.id: one.name for one in categories.everything(c)}
        managers: dict[int, str] = {}
        found = {}
        for contact in contacts.iterate(c, ids):
            manager = contact.manager_id
            if manager is not None and manager not in managers:
                employee = employees.get(c, manager)
                managers[manager] = employee.name if employee else ""
            cells = {
                "code": str(contact.code),
                "name": contact.shown_name,
                "category": named.get(contact.category_id or 0, ""),
                "city": contact.city,
                "mobile_phone": contact.mobile_phone,
                "email": contact.email,
                "balance": money(contact.balance),
                "overdue": money(contact.overdue),
                "work_phone": contact.work_phone,
                "type": _(TYPES[contact.type]),
                "contact_person": contact.contact_person,
                "manager": managers.get(manager or 0, ""),
                "inn": contact.inn,
            }
            found[contact.id] = Row(cells, _TAGS.get(contact.blocked, ()))
        return found

    return fetch
