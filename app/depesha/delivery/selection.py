"""Whom a mailing is for: the words of the command line and of recipient lists.

`all` · `employees` · `code:17,18` · `category:опт` · `search:…` · `file:report-or-list.txt` ·
`saved:Должники`
"""

import codecs
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from depesha.api.i18n import _, ngettext
from depesha.delivery.report import recipients_in
from depesha.domain.errors import InputError, in_words
from depesha.domain.normal import fold, phone_digits
from depesha.domain.people import Contact, Person
from depesha.store import categories, contacts, employees, matching, search
from depesha.store.database import Connection

CHUNK = 500
_PREVIEW = 5
_NATIONAL = 10
"""Digits of a phone number without the country's code."""
_CODE = re.compile(r"[0-9]{1,18}")
"""What the database can hold."""


@dataclass
class Selection:
    """Ids of the chosen people, each once, in the order of choosing."""

    contacts: "array[int]" = field(default_factory=lambda: array("q"))
    employees: "array[int]" = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.contacts) + len(self.employees)

    def chunks(self, c: Connection) -> Iterator[list[Person]]:
        """The people themselves, a few hundred at a time; those deleted meanwhile are left out."""
        for begin in range(0, len(self.contacts), CHUNK):
            yield list(contacts.get_many(c, self.contacts[begin : begin + CHUNK].tolist()))
        for begin in range(0, len(self.employees), CHUNK):
            found = [employees.get(c, one) for one in self.employees[begin : begin + CHUNK]]
            yield [employee for employee in found if employee is not None]

    def at(self, c: Connection, index: int) -> Person | None:
        """The person at a place in the order of choosing; None for one who was deleted meanwhile.

        Raises IndexError beyond the last.
        """
        if index < len(self.contacts):
            return next(iter(contacts.get_many(c, [self.contacts[index]])), None)
        return employees.get(c, self.employees[index - len(self.contacts)])

    def find(self, c: Connection, typed: str) -> int | None:
        """The place of the first person whom these words find."""
        hits = set(search.search_ids(c, typed)) if typed.strip() else set()
        for place, one in enumerate(self.contacts):
            if one in hits:
                return place
        wanted = fold(typed)
        for place, one in enumerate(self.employees, len(self.contacts)):
            employee = employees.get(c, one)
            if employee is not None and wanted and wanted in fold(employee.shown_name):
                return place
        return None


def select(c: Connection, terms: Iterable[str], saved: Path | None = None) -> Selection:
    """The people that the terms name together; `saved` is the folder of saved choices.

    Raises InputError for a term that names nobody.
    """
    contact_ids: array[int] = array("q")
    employee_ids: array[int] = array("q")
    for term in terms:
        kind, _colon, value = term.partition(":")
        if kind.strip().lower() == "saved" and value.strip() and saved is not None:
            found_contacts, found_employees = _saved(c, saved, value)
        else:
            found_contacts, found_employees = _find(c, kind.strip().lower(), value.strip(), term)
        if not found_contacts and not found_employees:
            raise InputError(_("Nobody is chosen by “{term}”.").format(term=term))
        contact_ids = _joined(contact_ids, found_contacts)
        employee_ids = _joined(employee_ids, found_employees)
    return Selection(contact_ids, employee_ids)


def _joined(before: "array[int]", more: Sequence[int]) -> "array[int]":
    """Each once, in the order in which they come. What the store finds is so already: of a million
    a set of them would take more memory than all the rest."""
    if not before and isinstance(more, array):
        return more
    return array("q", dict.fromkeys([*before, *more]))


def _find(c: Connection, kind: str, value: str, term: str) -> tuple[Sequence[int], Sequence[int]]:
    if kind == "all" and not value:
        return contacts.all_ids(c), ()
    if kind == "employees" and not value:
        return (), [employee.id for employee in employees.everybody(c)]
    if kind == "code" and value:
        return _by_codes(c, value), ()
    if kind == "category" and value:
        return _in_category(c, value), ()
    if kind == "search" and value:
        return search.search_ids(c, value), ()
    if kind == "file" and value:
        return _from_file(c, Path(value))
    raise InputError(
        _(
            "“{term}” is no selection. Use all, employees, code:17,18, category:NAME, search:TEXT,"
            " saved:NAME or file:PATH."
        ).format(term=term)
    )


def _saved(c: Connection, folder: Path, name: str) -> tuple[Sequence[int], Sequence[int]]:
    from depesha.delivery.saved import SavedChoices

    found = SavedChoices(folder).find(name).selection(c)
    return found.contacts, found.employees


def _by_codes(c: Connection, value: str) -> list[int]:
    parts = [part for part in value.replace(" ", "").split(",") if part]
    if not all(map(_CODE.fullmatch, parts)):
        raise InputError(
            _("Codes are numbers joined by commas, as in code:17,18; not “{value}”.").format(
                value=value
            )
        )
    return contacts.ids_by_codes(c, [int(part) for part in parts])


def _in_category(c: Connection, name: str) -> list[int]:
    category = categories.find(c, name)
    if category is None:
        raise InputError(_("There is no category “{name}”.").format(name=name))
    return contacts.ids_in_category(c, category)


def _from_file(c: Connection, path: Path) -> tuple[list[int], list[int]]:
    try:
        text = _text_of(path.read_bytes())
    except OSError as error:
        raise InputError(
            _("The list {path} cannot be read: {error}.").format(path=path, error=in_words(error))
        ) from error
    tagged = recipients_in(text)
    if tagged:
        return (
            contacts.ids_by_codes(c, [code for kind, code in tagged if kind == "contact"]),
            _staff(c, [code for kind, code in tagged if kind == "employee"]),
        )
    return _from_lines(c, text, path), []


def _text_of(data: bytes) -> str:
    """As Windows' editor saves it, or anything else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def _staff(c: Connection, codes: Sequence[int]) -> list[int]:
    if not codes:
        return []
    known = {employee.code: employee.id for employee in employees.everybody(c)}
    if missing := [code for code in codes if code not in known]:
        text = ngettext(
            "No employee has the code {codes}.",
            "No employees have the codes {codes}.",
            len(missing),
        )
        raise InputError(text.format(codes=", ".join(map(str, missing))))
    return [known[code] for code in codes]


def _from_lines(c: Connection, text: str, path: Path) -> list[int]:
    """A plain list: a code, an e-mail, a phone or a name per line."""
    found: list[int] = []
    nobody: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        hits = _meant(c, line)
        if len(hits) == 1:
            found.append(hits[0])
        else:
            nobody.append(line)
    if nobody:
        listed = "; ".join(nobody[:_PREVIEW])
        raise InputError(
            _(
                "In {path}, {count} lines name nobody, or more than one contact: {lines}."
                " Use codes, e-mail addresses or phone numbers."
            ).format(path=path, count=len(nobody), lines=listed)
        )
    return found


def _meant(c: Connection, line: str) -> Sequence[int]:
    """Whoever has just that code, e-mail, phone or name; a part of them is somebody else's too."""
    digits = phone_digits(line)
    known: dict[str, str | int] = {"email": line, "mobile_phone": f"+{digits}"}
    if _CODE.fullmatch(line):
        known["code"] = int(line)
    if found := matching.find(c, known, line):
        return found
    candidates = search.search_ids(c, line)[:CHUNK]
    return [one.id for one in contacts.get_many(c, candidates) if _is_reached_at(one, line)]


def _is_reached_at(contact: Contact, line: str) -> bool:
    if line.lower() in map(str.lower, contact.extra_emails):
        return True
    digits = phone_digits(line)
    phones = (phone_digits(contact.mobile_phone), phone_digits(contact.work_phone))
    # Without the country's code it is still the whole number.
    return len(digits) >= _NATIONAL and any(phone.endswith(digits) for phone in phones)
