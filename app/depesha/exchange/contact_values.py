"""What a row says of a contact."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from depesha.api import _
from depesha.domain.people import Blocked, Contact, ContactType, Kind
from depesha.exchange import cells as read
from depesha.exchange import words
from depesha.exchange.columns import CUSTOM, Layout
from depesha.exchange.people import emails_of, name_of, phones_of
from depesha.exchange.references import References
from depesha.exchange.row import Cells
from depesha.store.codes import MAX_CODE

_TEXTS = ("external_id", "display_name", "city", "contact_person", "currency", "timezone")
_MONEY = ("balance", "overdue")
_PARSED: dict[str, Callable[[str], Any]] = {
    "kind": partial(words.as_member, Kind),
    "type": partial(words.as_member, ContactType),
    "blocked": partial(words.as_member, Blocked),
    "language": words.as_language,
    "birthday": read.as_date,
    "inn": words.inn_of,
    "code": words.as_code,
    "preferred_channels": words.as_channels,
}


class ContactValues:
    """Reads rows of one file; what of it the file has is found out once."""

    def __init__(
        self,
        columns: Mapping[str, tuple[int, ...]],
        layout: Layout,
        references: References,
        region: str,
    ) -> None:
        self._references = references
        self._region = region
        self._custom = {f: f.removeprefix(CUSTOM) for f in columns if f.startswith(CUSTOM)}
        self._parsed = [(name, parse) for name, parse in _PARSED.items() if name in columns]
        self._texts = [name for name in _TEXTS if name in columns]
        self._money = [name for name in _MONEY if name in columns]
        self._has_note = "note" in columns
        self._organisation = "".join(layout.title(c) for c in columns.get("organisation", ())[:1])

    def read(self, cells: Cells) -> dict[str, Any]:
        """Fields of a Contact. One that the row does not mention, or not legibly, is absent.

        `name` is always there; it may be empty.
        """
        values: dict[str, Any] = {}
        for name in self._texts:
            values[name] = cells.text(name)
        for name, parse in self._parsed:
            values[name] = cells.parsed(name, parse)
        if self._has_note:
            values["note"] = cells.lines("note")
        custom = {title: cells.text(field) for field, title in self._custom.items()}
        self._addresses(values, custom, cells)
        self._subscription(values, custom, cells)
        self._links(values, cells)
        values["custom"] = {title: text for title, text in custom.items() if text}
        values = {name: value for name, value in values.items() if value}
        _take_code(values)
        for name in self._money:
            self._balance(values, name, cells)
        values["name"] = self._name(values, cells)
        return values

    def _name(self, values: dict[str, Any], cells: Cells) -> str:
        name = name_of(cells)
        organisation = cells.text("organisation") if self._organisation else ""
        if name and organisation:
            values.setdefault("custom", {}).setdefault(self._organisation, organisation)
        elif organisation:
            values.setdefault("kind", Kind.COMPANY)
        return name or organisation

    def _addresses(self, values: dict[str, Any], custom: dict[str, str], cells: Cells) -> None:
        phones = phones_of(cells, self._region)
        values["mobile_phone"], values["work_phone"] = phones.mobile, phones.work
        values["email"], values["extra_emails"] = emails_of(cells)
        if phones.others:
            custom[_("Other phones")] = ", ".join(phones.others)
        if phones.extension:
            custom[_("Extension")] = phones.extension

    def _subscription(self, values: dict[str, Any], custom: dict[str, str], cells: Cells) -> None:
        """A chat's number. A bot cannot write to @names first, so they are only noted."""
        text = cells.text("telegram")
        if text.removeprefix("-").isdecimal():
            values["telegram"] = text
        elif text:
            custom["Telegram"] = text

    def _links(self, values: dict[str, Any], cells: Cells) -> None:
        if category := cells.text("category"):
            values["category_id"] = self._references.category(category)
        values["manager_id"] = self._references.employee_in(cells, "manager")

    @staticmethod
    def without_gaps(values: dict[str, Any], cells: Cells) -> dict[str, Any]:
        """The values without the zeros that stand for empty cells: another row told more."""
        return {n: v for n, v in values.items() if n not in _MONEY or cells.text(n)}

    @staticmethod
    def _balance(values: dict[str, Any], name: str, cells: Cells) -> None:
        """An empty cell means that nothing is owed any more, or a paid debt would be claimed."""
        if not cells.text(name):
            values[name] = Decimal(0)
        elif (amount := cells.parsed(name, read.as_money)) is not None:
            values[name] = amount


def _take_code(values: dict[str, Any]) -> None:
    """A plain number of the other program is what the office knows the contact by."""
    number = values.get("external_id", "")
    if number.isdecimal() and 0 < int(number) <= MAX_CODE:
        values.setdefault("code", int(number))


def merged(stored: Contact, values: Mapping[str, Any]) -> dict[str, Any]:
    """The changes for a stored contact: lists and free fields grow, the rest is replaced."""
    changes = {name: value for name, value in values.items() if name != "code"}
    if "custom" in changes:
        changes["custom"] = {**stored.custom, **changes["custom"]}
    if "extra_emails" in changes:
        main = changes.get("email", stored.email).casefold()
        all_ = {a.casefold(): a for a in (*stored.extra_emails, *changes["extra_emails"])}
        changes["extra_emails"] = tuple(a for key, a in all_.items() if key != main)
    return changes
