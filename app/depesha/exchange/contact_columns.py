"""The columns of contacts in an export, which an import reads back."""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from depesha.api import _
from depesha.domain.people import Contact
from depesha.exchange.columns import CUSTOM
from depesha.exchange.export import Cell, Column
from depesha.exchange.fields import by_name
from depesha.exchange.words import TITLES
from depesha.store import categories, contacts, employees
from depesha.store.database import Connection

_ORDER = (
    "code", "external_id", "kind", "type", "name", "display_name", "parent", "category", "city",
    "mobile_phone", "work_phone", "email", "extra_emails", "telegram", "contact_person",
    "manager", "currency", "balance", "overdue", "inn", "preferred_channels", "language",
    "timezone", "blocked", "birthday", "note",
)  # fmt: skip
_KEPT_NAMES = 4096


def contact_columns(c: Connection) -> list[Column[Contact]]:
    """All fields in the order of the card, then the office's free fields by name.

    The columns read names of parents, categories and managers through the connection.
    """

    def parent(id_: int) -> str:
        found = contacts.get(c, id_)
        return found.name if found else ""

    def manager(id_: int) -> str:
        found = employees.get(c, id_)
        return found.name if found else ""

    values: dict[str, Callable[[Contact], Cell]] = {
        "kind": lambda contact: _(TITLES[contact.kind]),
        "type": lambda contact: _(TITLES[contact.type]),
        "blocked": lambda contact: _(TITLES[contact.blocked]),
        "extra_emails": lambda contact: "; ".join(contact.extra_emails),
        "preferred_channels": lambda contact: ", ".join(contact.preferred_channels),
        "parent": _named("parent_id", parent),
        "category": _named("category_id", lambda id_: categories.path(c, id_)),
        "manager": _named("manager_id", manager),
    }
    titles = by_name("contacts")
    fields = [Column(n, _(titles[n].title), values.get(n) or attrgetter(n)) for n in _ORDER]
    return fields + [Column(CUSTOM + n, n, _custom(n)) for n in contacts.custom_names(c)]


def _named(field: str, name_of: Callable[[int], str]) -> Callable[[Contact], Cell]:
    kept = lru_cache(maxsize=_KEPT_NAMES)(name_of)

    def value(contact: Contact) -> Cell:
        id_ = getattr(contact, field)
        return kept(id_) if id_ else ""

    return value


def _custom(name: str) -> Callable[[Contact], Cell]:
    return lambda contact: contact.custom.get(name, "")
