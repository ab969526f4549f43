"""Rows of dbf tables: dBase, FoxPro and what 1C exports, read by dbfread."""

import struct
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.exchange import encodings
from depesha.exchange.sheets import as_text
from depesha.exchange.table import Row, Table

VERSIONS = b"\x02\x03\x30\x31\x32\x43\x63\x83\x8b\x8e\xcb\xf5\xfb"
"""First bytes that a dbf file may have."""

_LATIN = frozenset({"ascii", "cp437", "cp850", "cp1252"})
"""What programs write into the header that never thought of code pages."""
_SAMPLE = 1 << 15


def open_dbf(path: Path, encoding: str | None) -> Table:
    """The records that are not marked as deleted; the code page as told, else as the file says."""
    try:
        table = _open(path, encoding)
    except (ValueError, struct.error, EOFError, OverflowError, TypeError, UnicodeError):
        raise _damaged(path) from None
    if not table.fields or _is_cut_off(path, table):
        raise _damaged(path)

    def rows() -> Iterator[Row]:
        yield list(table.field_names)
        try:
            for record in table:
                yield [_as_text(value) for value in record.values()]
        except (ValueError, struct.error, OSError):
            raise _damaged(path) from None

    return Table(path, "dbf", rows, headed=True, encoding=table.encoding)


def _open(path: Path, encoding: str | None) -> Any:
    from dbfread import DBF, FieldParser

    class Lenient(FieldParser):  # type: ignore[misc]
        """A date, flag or number that is none is text: its row is told apart, not the file."""

        def parse(self, field: Any, data: bytes) -> object:
            try:
                return super().parse(field, data)
            except (ValueError, struct.error):
                return self.decode_text(data.strip(b"\0 "))

    options = {
        "parserclass": Lenient,
        "ignore_missing_memofile": True,
        "char_decode_errors": "replace",
        "ignorecase": False,
    }
    if encoding:
        return DBF(path, encoding=encodings.known(encoding), **options)
    table = DBF(path, **options)
    if table.encoding in _LATIN and (sample := _letters_beyond_ascii(path, table.header.headerlen)):
        table = DBF(path, encoding=encodings.detect_bytes(sample), **options)
    return table


def _is_cut_off(path: Path, table: Any) -> bool:
    """Whether records that the header promises are missing, or are of another length."""
    length: int = 1 + sum(field.length for field in table.fields)
    promised: int = table.header.headerlen + table.header.numrecords * length
    return bool(length != table.header.recordlen) or path.stat().st_size < promised


def _letters_beyond_ascii(path: Path, skip: int) -> bytes:
    with path.open("rb") as file:
        file.seek(skip)
        words = file.read(_SAMPLE).split()
    return b" ".join(word for word in words if not word.isascii())


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime | str | bool | int | float):
        return as_text(value)
    return "" if value is None or isinstance(value, bytes) else str(value)


def _damaged(path: Path) -> InputError:
    return InputError(
        _("{file} is damaged or is no dbf table. Export it again from its program.").format(
            file=path.name
        )
    )
