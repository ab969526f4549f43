"""Rows of vCard files (2.1, 3.0, 4.0), one card a row, read by vobject."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.exchange import encodings
from depesha.exchange.table import Row, Table

COLUMNS = (
    "Name", "Organisation", "Position", "Mobile phone", "Work phone", "Phone", "E-mail", "City",
    "Birthday", "Category", "Note", "Problem",
)  # fmt: skip
"""Titles of fields in `depesha.exchange.fields`, where they are marked for translation."""

_CARD_LINES = 20_000
"""Lines of a card at most: more is a card that is never closed. A large photo has 10,000."""


def open_vcards(path: Path, encoding: str | None) -> Table:
    """The cards of a file. A card that cannot be read is a row with a `Problem`."""
    codec = encodings.known(encoding) if encoding else encodings.detect(path)

    def rows() -> Iterator[Row]:
        yield [_(column) for column in COLUMNS]
        with path.open(encoding=codec, errors="replace") as file:
            for card in _cards(file):
                yield _row(card)

    return Table(path, "vcard", rows, headed=True, encoding=codec)


def _cards(lines: Iterator[str]) -> Iterator[str]:
    """The text of each card, cards inside cards (agents) left in, pictures left out."""
    card: list[str] = []
    depth = 0
    skipping = False
    for line in lines:
        mark = line.strip().upper().replace(" ", "")
        depth += mark == "BEGIN:VCARD"
        if depth:
            # Base64 goes on in lines that begin with a space; 2.1 ends it with an empty line.
            skipping = line.startswith((" ", "\t")) if skipping else mark.startswith(_BULKY)
            if not skipping:
                card.append(line)
        depth -= mark == "END:VCARD"
        if len(card) > _CARD_LINES:
            break
        if card and depth <= 0:
            yield "".join(card)
            card, depth = [], 0
    if card:
        raise InputError(
            _("A card is cut off, it has no END:VCARD: {start}…").format(start=_start(card))
        )


_BULKY = ("PHOTO", "LOGO", "KEY", "SOUND")


def _row(text: str) -> Row:
    import vobject

    try:
        card = next(vobject.readComponents(io.StringIO(text), allowQP=True))
        values = _values(card)
    except (vobject.base.VObjectError, ValueError, LookupError, AttributeError, StopIteration):
        start = _start(text.splitlines())
        return [""] * (len(COLUMNS) - 1) + [
            _("The card cannot be read: {start}…").format(start=start)
        ]
    return [values.get(column, "") for column in COLUMNS]


def _start(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines[1:4])[:80]


def _values(card: Any) -> dict[str, str]:
    organisation = " ".join(map(str, _first(card, "org") or ())).strip()
    address = _first(card, "adr")
    city = getattr(address, "city", "")
    values = {
        "Name": _name(card),
        "Organisation": organisation,
        "Position": _text(_first(card, "title")),
        "E-mail": "; ".join(_text(line.value) for line in _by_preference(card, "email")),
        "City": city if isinstance(city, str) else " ".join(city),
        "Birthday": _text(_first(card, "bday")),
        "Category": _text(next(iter(_first(card, "categories") or ()), "")),
        "Note": _text(_first(card, "note")),
    }
    for line in _by_preference(card, "tel"):
        column = _phone_column(_types(line))
        number = _text(line.value).removeprefix("tel:").replace(";ext=", " ext. ")
        if column and number:
            values[column] = "; ".join(filter(None, (values.get(column), number)))
    return values


def _name(card: Any) -> str:
    name = _text(_first(card, "fn"))
    if not name and (parts := _first(card, "n")) is not None:
        words = (parts.family, parts.given, parts.additional)
        name = " ".join(w if isinstance(w, str) else " ".join(w) for w in words)
    return " ".join(name.split())


def _phone_column(types: set[str]) -> str:
    if types & {"FAX", "PAGER", "MODEM"}:
        return ""
    if types & {"CELL", "MOBILE", "IPHONE"}:
        return "Mobile phone"
    return "Work phone" if "WORK" in types else "Phone"


def _by_preference(card: Any, name: str) -> list[Any]:
    return sorted(card.contents.get(name, ()), key=lambda line: "PREF" not in _types(line))


def _types(line: Any) -> set[str]:
    """`TEL;CELL;PREF`, `TYPE=cell,pref`, `TYPE="voice,cell";PREF=1` alike, in capitals."""
    words = [*line.singletonparams, *line.params.get("TYPE", ())]
    words += ["PREF"] if line.params.get("PREF") == ["1"] else []
    return {word.upper() for given in words for word in given.split(",")}


def _first(card: Any, name: str) -> Any:
    lines = card.contents.get(name)
    return lines[0].value if lines else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
