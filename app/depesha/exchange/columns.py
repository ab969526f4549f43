"""Which column is what: the header row found, headers understood, a person's word obeyed."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.exchange import fields, guessing
from depesha.exchange.cells import clean
from depesha.exchange.table import Row, Table

CUSTOM = "custom:"
"""Before the name of a free field: `custom:Discount`."""

_SEARCHED_ROWS = 30
"""Titles, logos and dates stand above the header, but not more of them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table begins."""

    header_row: int
    """Rows before the header, so 0 where it is the first; -1 where there is none."""
    headers: tuple[str, ...]
    """Texts of the header row, or empty texts for as many columns."""
    sample: tuple[Row, ...]
    """The first rows below it."""

    @property
    def first_row(self) -> int:
        """Rows before the first row of values."""
        return self.header_row + 1

    def title(self, column: int) -> str:
        """What people call the column: its header, else its letter."""
        text = self.headers[column] if column < len(self.headers) else ""
        return text or letter(column)

    def fingerprint(self, what: str) -> str:
        """The same for files of the same columns in the same order; empty without a header."""
        if self.header_row < 0:
            return ""
        names = [h for h in map(fields.normal, self.headers) if h not in fields.REASON_HEADERS]
        while names and not names[-1]:
            names.pop()
        return hashlib.sha256("\0".join([what, *names]).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Columns:
    """What each field is filled from: columns from 0, first choice first."""

    of: Mapping[str, tuple[int, ...]]
    """Field, or `custom:` and a name → columns."""
    remembered: bool = False

    def unmapped(self, layout: Layout) -> tuple[str, ...]:
        """Titles of the columns with a header that fill nothing."""
        used = {column for columns in self.of.values() for column in columns}
        return tuple(h for i, h in enumerate(layout.headers) if h and i not in used)

    def as_text(self) -> dict[str, str]:
        """For keeping: field → column numbers from 1."""
        return {f: ",".join(str(c + 1) for c in columns) for f, columns in self.of.items()}


def from_text(kept: Mapping[str, str]) -> Columns:
    """What `as_text` wrote."""
    of = {f: tuple(int(n) - 1 for n in text.split(",")) for f, text in kept.items()}
    return Columns(of, remembered=True)


def parse_pairs(pairs: Iterable[str]) -> list[tuple[str, str]]:
    """`FIELD=COLUMN` as typed on a command line. Raises InputError."""
    found = []
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip():
            raise InputError(
                _("“{pair}” is not of the form FIELD=COLUMN, for example phone=C.").format(
                    pair=pair
                )
            )
        found.append((field.strip(), column.strip()))
    return found


def find_layout(
    what: str,
    table: Table,
    told: Iterable[tuple[str, str]] = (),
    is_kept: Callable[[str], bool] = lambda _fingerprint: False,
) -> Layout:
    """Where the header is: where words are known, or told, or of a layout that was kept.

    `is_kept` knows fingerprints. Raises InputError where the file has no rows at all.
    """
    rows = [[clean(cell) for cell in row] for row in islice(table.rows(), _SEARCHED_ROWS)]
    filled = [i for i, row in enumerate(rows) if any(row)]
    if not filled:
        raise InputError(_("There are no rows in {file}.").format(file=table.path.name))
    width = max(len(row) for row in rows)
    kept = (i for i in filled if is_kept(Layout(0, tuple(rows[i]), ()).fingerprint(what)))
    header = 0 if table.headed else next(kept, _header_row(what, rows, filled, told))
    headers = tuple(rows[header]) if header >= 0 else ("",) * width
    return Layout(header, headers, tuple(rows[header + 1 :]))


def _header_row(
    what: str, rows: list[Row], filled: list[int], told: Iterable[tuple[str, str]]
) -> int:
    asked = {fields.normal(column) for _field, column in told if column}

    def known(row: Row) -> int:
        named = (
            fields.field_named(what, h) or (h if fields.normal(h) in asked else "") for h in row
        )
        return len(set(named) - {""})

    best = max(filled, key=lambda i: (known(rows[i]), -i))
    if known(rows[best]) >= 2:
        return best
    first, below = rows[filled[0]], rows[filled[0] + 1 :]
    one_word = known(first) == 1 and guessing.no_values(first)
    unknown_words = what != "documents" and guessing.is_header(first, below)
    return filled[0] if one_word or unknown_words else -1


def choose_columns(
    what: str,
    layout: Layout,
    told: Iterable[tuple[str, str]],
    kept: Mapping[str, str] | None,
    free_fields: Iterable[str] = (),
) -> Columns:
    """A person's word first, else what was kept for this layout, else what the headers say.

    `free_fields` are the contacts' own fields of the office: a header of that name is one. A told
    pair with an empty column takes the field out. Raises InputError for an unknown field or column.
    """
    told = list(told)
    base = from_text(kept) if kept else Columns(_by_headers(what, layout, set(free_fields)))
    asked: dict[str, tuple[int, ...]] = {}
    for name, place in told:
        field = _field(what, name)
        columns = (_column(layout, place),) if place else ()
        asked[field] = asked.get(field, ()) + columns
    taken = {column for columns in asked.values() for column in columns}
    of = {f: tuple(c for c in columns if c not in taken) for f, columns in base.of.items()}
    of = {field: columns for field, columns in (of | asked).items() if columns}
    return Columns(of, base.remembered and not told)


def _by_headers(what: str, layout: Layout, free: set[str]) -> dict[str, tuple[int, ...]]:
    if layout.header_row < 0:
        return guessing.by_content(layout.sample) if what != "documents" else {}
    known = fields.by_name(what)
    of: dict[str, tuple[int, ...]] = {}
    for column, header in enumerate(layout.headers):
        field = fields.field_named(what, header)
        if header in free and field not in known:
            field = CUSTOM + header
        if field and (field not in of or (field in known and known[field].many)):
            of[field] = (*of.get(field, ()), column)
    # “Имя” alone is all of the name; “Name” beside “Surname” is a part of it.
    if "name" not in of and "last_name" not in of and "first_name" in of:
        of["name"] = of.pop("first_name")
    elif "name" in of and "last_name" in of and "first_name" not in of:
        of["first_name"] = of.pop("name")
    return of


def _field(what: str, name: str) -> str:
    if name.startswith(CUSTOM) and what == "contacts" and clean(name[len(CUSTOM) :]):
        return CUSTOM + clean(name[len(CUSTOM) :])
    if name in fields.by_name(what):
        return name
    if found := fields.field_named(what, name):
        return found
    raise InputError(
        _("There is no field “{field}”. Fields: {fields}.").format(
            field=name, fields=", ".join(f for f in fields.by_name(what) if f != "problem")
        )
    )


def _column(layout: Layout, place: str) -> int:
    """A column by its header, number from 1, or letters."""
    for alike in (clean, fields.normal):
        headers = [alike(header) for header in layout.headers]
        if alike(place) and alike(place) in headers:
            return headers.index(alike(place))
    column = -1
    if place.isascii() and place.isdigit():
        column = int(place) - 1
    elif re.fullmatch("[A-Za-z]{1,3}", place):
        for character in place.upper():
            column = (column + 1) * 26 + ord(character) - 65
    width = max([len(layout.headers), *map(len, layout.sample)])
    if 0 <= column < width:
        return column
    raise InputError(
        _("There is no column “{column}”. Columns: {columns}.").format(
            column=place, columns=", ".join(layout.title(i) for i in range(width))
        )
    )


def letter(column: int) -> str:
    """The column as table programs name it: 0 → A, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
