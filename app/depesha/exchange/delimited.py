"""Rows of csv and txt files: delimiters, quotation marks, and quotation marks never closed."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.exchange import encodings
from depesha.exchange.formulas import unguard
from depesha.exchange.table import Row, Table

DELIMITERS = (";", "\t", ",", "|")
_NO_DELIMITERS = '"\r\n\0'
_SNIFFED_ROWS = 50
_LONGEST_RECORD = 200
"""Lines that one record may span: more is a quotation mark that nobody closed."""
_END = "\0end"
"""Comes after the last line; an open quotation swallows it."""


def open_delimited(path: Path, encoding: str | None, delimiter: str | None) -> Table:
    """The table in a text file; what is not told is found out."""
    if delimiter and (len(delimiter) > 1 or delimiter in _NO_DELIMITERS):
        raise InputError(
            _("“{delimiter}” cannot divide columns; use one character, such as ; or ,.").format(
                delimiter=delimiter
            )
        )
    codec = encodings.known(encoding) if encoding else encodings.detect(path)
    lines = _first_lines(path, codec)
    declared = _declared_delimiter(lines)
    chosen = delimiter or declared or sniff(lines)

    def rows() -> Iterator[Row]:
        with path.open(encoding=codec, errors="replace", newline="") as file:
            for row in islice(_records(file, chosen), 1 if declared else 0, None):
                yield [unguard(cell) if cell[:1] == "'" else cell for cell in row]

    return Table(path, "csv", rows, encoding=codec, delimiter=chosen)


def _first_lines(path: Path, codec: str) -> list[str]:
    with path.open(encoding=codec, errors="replace", newline="") as file:
        return file.readlines(1 << 16)


def _declared_delimiter(lines: list[str]) -> str:
    """Excel's own `sep=;` in the first line."""
    first = lines[0].strip().lower() if lines else ""
    return first[4:] if first.startswith("sep=") and len(first) == 5 else ""


def sniff(lines: list[str]) -> str:
    """The delimiter that cuts most of the rows into the same number of cells, two at least."""

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(lines, delimiter=delimiter), _SNIFFED_ROWS)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, rows_of_it = max(widths.items(), key=lambda w: (w[1], w[0]), default=(0, 0))
        return rows_of_it, width

    try:
        return max(DELIMITERS, key=agreement)
    except csv.Error:
        return DELIMITERS[0]


def _records(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    record: list[str] = []

    def watched() -> Iterator[str]:
        for line in lines:
            record.append(line)
            if len(record) > _LONGEST_RECORD:
                break
            yield line
        yield _END

    number = 1
    try:
        for row in csv.reader(watched(), delimiter=delimiter):
            if not record and row == [_END]:
                return
            if len(record) > 1 and "".join(record).count('"') % 2:
                break
            if row[-1:] and row[-1].endswith(_END):
                break
            yield row
            record.clear()
            number += 1
    except csv.Error:
        # A cell of more than 128 KB: the quotation goes on and on.
        pass
    raise InputError(
        _(
            'Row {row}: a quotation mark (") is opened and never closed, so the rows after it'
            " cannot be told apart. Close or remove it and import again."
        ).format(row=number)
    )
