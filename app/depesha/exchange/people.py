"""What contacts and employees have in common: names in parts, phones and e-mails by kind."""

import re
from dataclasses import dataclass

from depesha.api import _
from depesha.exchange.emails import read_emails
from depesha.exchange.phones import Phone, read_phones
from depesha.exchange.row import Cells

_TOTALS = re.compile(r"(?:итого|всего|total|grand total)\b", re.IGNORECASE)
_HAS_LETTER = re.compile(r"\w")


def name_of(cells: Cells) -> str:
    """The whole name, or its parts joined as Russian offices write them."""
    name = cells.text("name")
    if not name:
        parts = (cells.text(part) for part in ("last_name", "first_name", "middle_name"))
        name = " ".join(filter(None, parts))
    if "\ufffd" in name:
        cells.lose(_("Letters of the name cannot be read: choose another encoding."), value=name)
    return name if _HAS_LETTER.search(name) else ""


def is_total(text: str) -> bool:
    """Whether a row of that name sums up those above it."""
    return _TOTALS.match(text) is not None


def complaint(cells: Cells, name: str, *, addressed: bool) -> str:
    """Why a row cannot be taken, or empty."""
    if problem := cells.text("problem"):
        return problem
    if not name:
        return _("The row has no name.")
    if not addressed and is_total(name):
        return _("The row is a total and no person.")
    return ""


@dataclass(frozen=True, slots=True)
class PhoneSet:
    """The numbers of a person, each once."""

    mobile: str = ""
    work: str = ""
    others: tuple[str, ...] = ()
    extension: str = ""
    """Of the work phone."""


def phones_of(cells: Cells, region: str) -> PhoneSet:
    """The first mobile number as mobile, the first other one as work phone.

    A column of work phones is believed; in one of mobile phones a landline is a slip, because no
    SMS goes there.
    """
    names = [name for name in ("work_phone", "mobile_phone", "phone") if name in cells.columns]
    found = [(name, *one) for name in names for one in _read(cells, name, region)]
    if len(found) == 1 and found[0][0] != "work_phone" and found[0][2].mobile:
        return PhoneSet(found[0][2].number)  # nearly always
    mobiles: dict[str, Phone] = {}
    works: dict[str, Phone] = {}
    for name, column, phone in found:
        goes_to = works if name == "work_phone" or phone.mobile is False else mobiles
        goes_to.setdefault(phone.number, phone)
        if name == "mobile_phone" and phone.mobile is False:
            text = _("{number} is a landline number; it was taken as work phone.")
            cells.note(text.format(number=phone.number), column, phone.number)
    first, *rest = [*mobiles, ""]
    second, *others = [n for n in (*works, *rest) if n and n != first] or [""]
    if second and second not in works:
        text = _("There are two mobile numbers: {number} was taken as work phone.")
        cells.note(text.format(number=second), value=second)
    extension = (works | mobiles)[second].extension if second else ""
    return PhoneSet(first, second, tuple(others), extension)


def _read(cells: Cells, name: str, region: str) -> list[tuple[int, Phone]]:
    found: list[tuple[int, Phone]] = []
    for column, text in cells.texts(name):
        phones = read_phones(text, region)
        found += [(column, phone) for phone in phones.found]
        for problem in phones.problems:
            cells.lose(problem, column, text)
    return found


def emails_of(cells: Cells) -> tuple[str, tuple[str, ...]]:
    """The main address and the additional ones, each once."""
    main: dict[str, str] = {}
    extra: dict[str, str] = {}
    for name, found in (("email", main), ("extra_emails", extra)):
        for column, text in cells.texts(name):
            emails = read_emails(text)
            for address in emails.found:
                found.setdefault(address.casefold(), address)
            for problem in emails.problems:
                cells.lose(problem, column, text)
            for correction in emails.corrections:
                cells.note(correction, column, text)
    if not main or (len(main) == 1 and not extra):
        return "".join(main.values()), tuple(extra.values())
    first, *rest = main.values()
    return first, tuple(dict.fromkeys([*rest, *(a for key, a in extra.items() if key not in main)]))
