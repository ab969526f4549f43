"""What a person typed into the fields of a card: read as an import reads cells, with what is wrong.

Keys are fields of `domain.people`; a text that cannot be read leaves the field out of the values
and says why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from depesha.api.i18n import _
from depesha.domain.normal import fold
from depesha.exchange import cells, words
from depesha.exchange.emails import read_emails
from depesha.exchange.phones import read_phones

PHONES = ("mobile_phone", "work_phone")
_TEXTS = (
    "name", "display_name", "city", "contact_person", "currency", "timezone", "external_id",
    "position", "department", "firm", "telegram",
)  # fmt: skip


@dataclass
class Typed:
    """Values by field, and a sentence for each field that cannot be read."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def read_card(texts: Mapping[str, str], region: str) -> Typed:
    """Read the texts of a contact's or an employee's card."""
    result = Typed()
    for name, text in texts.items():
        try:
            result.values[name] = _read(name, text, region)
        except ValueError as error:
            result.values.pop(name, None)
            result.problems[name] = str(error)
    if "name" in texts and not fold(texts["name"]):
        result.values.pop("name", None)
        result.problems["name"] = _("A name is needed.")
    return result


def _read(name: str, text: str, region: str) -> Any:
    if name == "note":
        return cells.clean_lines(text)
    text = cells.clean(text)
    if name in PHONES:
        return _phone(text, region)
    if name == "email":
        return _email(text)
    if name == "extra_emails":
        return _emails(text)
    if name in _TEXTS:
        return text
    return _PARSED[name](text)


def _phone(text: str, region: str) -> str:
    if not text:
        return ""
    phones = read_phones(text, region)
    if phones.problems or len(phones.found) != 1:
        said = " ".join(phones.problems) or _("One number only; more of them go into the note.")
        raise ValueError(said)
    return phones.found[0].number


def _email(text: str) -> str:
    found = _emails(text)
    if len(found) > 1:
        raise ValueError(_("One address only; more of them are additional e-mails."))
    return found[0] if found else ""


def _emails(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    emails = read_emails(text)
    if emails.problems:
        raise ValueError(" ".join(emails.problems))
    return emails.found


_PARSED: dict[str, Callable[[str], Any]] = {
    "balance": lambda text: cells.as_money(text or "0"),
    "overdue": lambda text: cells.as_money(text or "0"),
    "birthday": lambda text: cells.as_date(text) if text else None,
    "inn": lambda text: words.inn_of(text) if text else "",
}
