"""What surrounds a person in a message: manager, category, office; read once, then kept."""

import datetime as dt
from dataclasses import dataclass

from depesha.domain.people import Contact, Document, Employee, Person
from depesha.render import values
from depesha.store import categories, contacts, employees
from depesha.store.database import Connection


@dataclass
class Lookup:
    """Answers what macros need beyond the person's own card."""

    office_name: str
    currency: str

    def __post_init__(self) -> None:
        self._managers: dict[int, Employee | None] = {}
        self._categories: dict[int, str] = {}

    def values(
        self, c: Connection, person: Person, today: dt.date, document: Document | None = None
    ) -> values.Values:
        """All values for this person."""
        manager_id = person.manager_id if isinstance(person, Contact) else None
        category_id = person.category_id if isinstance(person, Contact) else None
        return values.values_of(
            person,
            manager=self._manager(c, manager_id),
            category=self._category(c, category_id),
            document=document,
            office_name=self.office_name,
            currency=self.currency,
            today=today,
        )

    @staticmethod
    def custom_fields(c: Connection) -> tuple[str, ...]:
        """Names of the office's own fields; every one of them is a macro."""
        return tuple(contacts.custom_names(c))

    def _manager(self, c: Connection, employee_id: int | None) -> Employee | None:
        if employee_id is None:
            return None
        if employee_id not in self._managers:
            self._managers[employee_id] = employees.get(c, employee_id)
        return self._managers[employee_id]

    def _category(self, c: Connection, category_id: int | None) -> str:
        if category_id is None:
            return ""
        if category_id not in self._categories:
            self._categories[category_id] = categories.path(c, category_id).rpartition("/")[2]
        return self._categories[category_id]
