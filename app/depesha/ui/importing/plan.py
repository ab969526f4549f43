"""What a person has said of an import so far, and what that means for `exchange`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _
from depesha.exchange.columns import CUSTOM, letter
from depesha.exchange.fields import by_name, normal
from depesha.exchange.importing import How

if TYPE_CHECKING:
    from depesha.exchange.preview import Preview
    from depesha.exchange.report import Report
    from depesha.store.database import Database

KINDS = {
    "contacts": N_("Contacts"),
    "employees": N_("Employees"),
    "documents": N_("Documents"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """An import as it stands. Empty texts: as it is found out."""

    what: str
    """`contacts`, `employees` or `documents`."""
    path: Path = Path()
    journal: str = ""
    """Key of the documents' type."""
    encoding: str = ""
    delimiter: str = ""
    mapping: tuple[tuple[str, str], ...] = ()

    def how(self, region: str, addresses: tuple[str, ...] = ()) -> How:
        """For `exchange`."""
        return How(
            mapping=self.mapping,
            encoding=self.encoding or None,
            delimiter=self.delimiter or None,
            region=region,
            addresses=addresses,
        )

    def of_file(self, path: Path, what: str, journal: str) -> "Plan":
        """The plan for a file; what was said of another one is forgotten."""
        if (path, what) == (self.path, self.what):
            return replace(self, journal=journal)
        return Plan(what, path, journal)


def run(database: "Database", plan: Plan, how: How) -> "Report":
    """Import, or rehearse it. Raises InputError; then nothing was changed."""
    from depesha.exchange.contacts import import_contacts
    from depesha.exchange.documents import import_documents
    from depesha.exchange.employees import import_employees

    if plan.what == "documents":
        return import_documents(database, plan.path, how, journal=plan.journal)
    import_people = import_contacts if plan.what == "contacts" else import_employees
    return import_people(database, plan.path, how)


def mapping_of(preview: "Preview", fields: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What to tell the import, by the field of each column; nothing where all stayed as found."""
    if tuple(fields) == preview.fields:
        return ()
    told = [(field, _place(preview, column)) for column, field in enumerate(fields) if field]
    dropped = dict.fromkeys(field for field in preview.fields if field and field not in fields)
    return (*told, *((field, "") for field in dropped))


def _place(preview: "Preview", column: int) -> str:
    """The header, which tells where the table begins too; the letter where it is not the only."""
    names = [normal(header) for header in preview.headers]
    unique = names[column] and names.count(names[column]) == 1
    return preview.headers[column] if preview.header_row and unique else letter(column)


def field_titles(preview: "Preview", what: str, column: int) -> dict[str, str]:
    """Field → title of what a column can become; the empty field is nothing."""
    known = by_name(what)
    titles = {"": _("– not imported –")}
    titles |= {name: _(known[name].title) for name in preview.choices}
    if what == "contacts":
        own = preview.fields[column]
        own = own if own.startswith(CUSTOM) else CUSTOM + preview.headers[column]
        titles[own] = _("Own field “{name}”").format(name=own.removeprefix(CUSTOM))
    return titles
