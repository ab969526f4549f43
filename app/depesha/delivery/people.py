"""What surrounds a person in a message: manager, category, office; read once, then kept."""

import datetime as dt
from dataclasses import dataclass

from depesha.domain.people import Contact, Document, Employee, Person
from depesha.render import values
from depesha.store import categories, contacts, documents, employees
from depesha.store.database import Connection


@dataclass
class Lookup:
    """Answers what macros need beyond the person's own card."""

    office_name: str
    currency: str
    document: Document | None = None
    """What the message is about; its contact alone hears of it."""
    document_type: str = ""
    """Title of its journal."""

    def __post_init__(self) -> None:
        self._managers: dict[int, Employee | None] = {}
        self._categories: dict[int, str] = {}

    def values(self, c: Connection, person: Person, today: dt.date) -> values.Values:
        """All values for this person."""
        manager_id = person.manager_id if isinstance(person, Contact) else None
        category_id = person.category_id if isinstance(person, Contact) else None
        return values.values_of(
            person,
            manager=self._manager(c, manager_id),
            category=self._category(c, category_id),
            document=self.about(person),
            document_type=self.document_type,
            office_name=self.office_name,
            currency=self.currency,
            today=today,
        )

    def about(self, person: Person) -> Document | None:
        """The document, where it is this person's own: nobody reads of another's papers."""
        document = self.document
        own = document and isinstance(person, Contact) and document.contact_id == person.id
        return document if own else None

    def reference(self, person: Person) -> str:
        """What the person's delivery is about, as the journal keeps it; empty for nothing."""
        document = self.about(person)
        return documents.reference(document) if document else ""

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
