"""One recipient's values: taken from the directory once, then frozen.

They are stored with the delivery, so that what was previewed is what is sent, and the journal can
show it again after the contact has changed.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from depesha.domain import macros
from depesha.domain.people import Contact, Document, Employee, Line, Person

Value = str | Decimal | date | tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """Canonical macro name → typed value. What is empty or unknown is not there."""

    data: Mapping[str, Value]
    grouping: str = ""
    """What stands between thousands of money; the office's way is nothing: `48200,00`."""


_SIGNS = {
    "RUB": "р.",
    "BYN": "Br",
    "KZT": "₸",
    "UAH": "₴",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "CNY": "¥",
}


def values_of(
    person: Person,
    *,
    manager: Employee | None = None,
    category: str = "",
    document: Document | None = None,
    document_type: str = "",
    office_name: str = "",
    currency: str = "RUB",
    today: date,
    grouping: str = "",
) -> Values:
    """The values of every macro for this person.

    `category` and `document_type` are titles as people read them; `currency` is the office's, ISO
    4217 or its own sign, and gives way to the contact's.
    """
    data: dict[str, Value | None] = {
        "CLIENT.NAME": person.shown_name,
        "CLIENT.CATEGORY": category,
        "CLIENT.PHONE": person.mobile_phone or person.work_phone,
        "CLIENT.EMAIL": person.email,
        "CLIENT.CODE": str(person.code or ""),
        "FIRM.NAME": office_name,
        "DATE": today,
    }
    if isinstance(person, Contact):
        currency = person.currency or currency
        data |= {"BALANCE.ACTUAL": person.balance, "BALANCE.OVERDUE": person.overdue}
        data |= {macros.field_name(name): text for name, text in person.custom.items()}
    data["CURRENCY.SYMBOL"] = _SIGNS.get(currency.upper(), currency)
    if manager:
        data |= {
            "MANAGER.NAME": manager.shown_name,
            "MANAGER.PHONE": manager.mobile_phone or manager.work_phone,
            "MANAGER.EMAIL": manager.email,
        }
    if document:
        data |= _of_document(document) | {"DOCUMENT.TYPE": document_type or document.type}
    return Values({n: v for n, v in data.items() if v is not None and not _blank(v)}, grouping)


def _of_document(document: Document) -> dict[str, Value | None]:
    return {
        "DOCUMENT.NUMBER": document.number,
        "DOCUMENT.DATE": document.date,
        "DOCUMENT.AMOUNT": document.amount,
        "DOCUMENT.STATE": document.state,
        "DOCUMENT.LINES": document.lines,
    }


def _blank(value: Value) -> bool:
    return not value.strip() if isinstance(value, str) else value == ()


def narrow(values: Values, used: Collection[str]) -> Values:
    """Only the values that a template uses: what is worth storing."""
    return Values({n: v for n, v in values.data.items() if n in used}, values.grouping)


# --- As text for the ledger --------------------------------------------------------------------


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Line):
        return [value.article, value.name, str(value.quantity), str(value.price), value.state]
    raise TypeError(f"{type(value).__name__} is no value of a macro")


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode


def dumps(values: Values) -> str:
    """JSON that keeps the types."""
    return _ENCODE({"data": dict(values.data), "grouping": values.grouping})


def loads(text: str) -> Values:
    """The values that `dumps` wrote. Raises ValueError for anything else."""
    try:
        stored = json.loads(text)
        data = {str(name): _typed(value) for name, value in stored["data"].items()}
        return Values(data, str(stored["grouping"]))
    except (TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"not stored values: {error!r}") from error


def _typed(value: Any) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return tuple(
            Line(article=a, name=n, quantity=Decimal(q), price=Decimal(p), state=s)
            for a, n, q, p, s in value
        )
    if "date" in value:
        return date.fromisoformat(value["date"])
    return Decimal(value["number"])
