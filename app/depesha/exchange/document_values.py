"""What the rows of one document say: its head, its lines, its sum."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from depesha.api import _
from depesha.domain.people import Line
from depesha.exchange import cells as read
from depesha.exchange.emails import read_emails
from depesha.exchange.fields import normal
from depesha.exchange.people import is_total
from depesha.exchange.phones import read_phones
from depesha.exchange.row import Cells
from depesha.exchange.words import as_code, inn_of

_TEXTS = ("external_number", "state", "currency")
_LINE_TEXTS = ("line_article", "line_name")

_TYPE_WORDS = {
    "order": "заказ клиента|заказ|заказ покупателя|customer order",
    "invoice_out": "расходная накладная|реализация|реализация товаров и услуг|отгрузка"
    "|outgoing invoice",
    "invoice_in": "приходная накладная|поступление|поступление товаров и услуг|incoming invoice",
    "return": "возврат от клиента|возврат|возврат товаров от покупателя|return from customer",
    "payment": "платеж|оплата|поступление на расчетный счет|приходный кассовый ордер|пко",
    "vin": "vin запрос|вин запрос|vin request",
}


class Types:
    """Journals by key, title or a document's own name."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """`titles` is key → title, as `store.documents.types` gives."""
        self._titles = titles
        self._keys = {
            normal(word): key
            for key, title in titles.items()
            for word in (*_TYPE_WORDS.get(key, key).split("|"), title, key)
        }

    def __call__(self, text: str) -> str:
        """The key. Raises ValueError with the journals there are."""
        if key := self._keys.get(normal(text)):
            return key
        raise ValueError(
            _("There is no journal “{name}”. Journals: {journals}.").format(
                name=text, journals=", ".join(self._titles.values())
            )
        )


def head_of(rows: Sequence[Cells]) -> dict[str, Any]:
    """Fields of a Document but type, number, date, contact, author and lines; only what is told."""
    values: dict[str, Any] = {name: _first_text(rows, name) for name in _TEXTS}
    values["comment"] = next((text for cells in rows if (text := cells.lines("comment"))), "")
    values["due_date"] = rows[0].parsed("due_date", read.as_date)
    values["files"] = tuple(
        file.strip()
        for cells in rows
        for _c, text in cells.texts("files")
        for file in text.split(";")
    )
    values = {name: value for name, value in values.items() if value}
    if "paid" in rows[0].columns:
        # An empty cell is nothing paid.
        paid = rows[0].parsed("paid", read.as_money) if rows[0].text("paid") else Decimal(0)
        values |= {} if paid is None else {"paid": paid}
    return values


def _first_text(rows: Sequence[Cells], name: str) -> str:
    return next((text for cells in rows if (text := cells.text(name))), "")


def has_line(cells: Cells) -> bool:
    """Whether the row names an article or a product, and is no total."""
    words = [text for name in _LINE_TEXTS if (text := cells.text(name))]
    return bool(words) and not any(map(is_total, words))


def lines_of(rows: Sequence[Cells]) -> tuple[Line, ...]:
    """A line for each row that names an article or a product."""
    return tuple(
        Line(
            article=cells.text("line_article"),
            name=cells.text("line_name"),
            quantity=_number(cells, "line_quantity", Decimal(1)),
            price=_number(cells, "line_price", Decimal(0)),
            state=cells.text("line_state"),
        )
        for cells in rows
        if has_line(cells)
    )


def _number(cells: Cells, name: str, usual: Decimal) -> Decimal:
    number = cells.parsed(name, read.as_money)
    return usual if number is None else number


def amount_of(rows: Sequence[Cells], lines: Sequence[Line]) -> Decimal | None:
    """The document's sum; None where the file does not tell.

    A column of sums holds the document's own, the same in each row, or those of its lines: then
    they differ, or each is its line's quantity times price.
    """
    told = [a for cells in rows if (a := cells.parsed("amount", read.as_money)) is not None]
    if not told:
        return sum((line.amount for line in lines), Decimal(0)) if lines else None
    of_lines = len(told) > 1 and told == [line.amount for line in lines]
    return sum(told, Decimal(0)) if of_lines or len(set(told)) > 1 else told[0]


def contact_keys(cells: Cells, region: str) -> dict[str, str | int]:
    """What the row knows of the contact, for `store.matching.find`."""
    phones = [
        p.number for _c, t in cells.texts("contact_phone") for p in read_phones(t, region).found
    ]
    emails = [e for _c, t in cells.texts("contact_email") for e in read_emails(t).found]
    return {
        "external_id": cells.text("contact_external_id"),
        "code": cells.parsed("contact_code", as_code) or 0,
        "inn": inn_of(cells.text("contact_inn")),
        "email": next(iter(emails), ""),
        "mobile_phone": next(iter(phones), ""),
    }
