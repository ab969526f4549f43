"""Which reader a file needs: content decides, then the suffix, because suffixes lie."""

from pathlib import Path

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.exchange import dbase, encodings
from depesha.exchange.delimited import open_delimited
from depesha.exchange.table import Table
from depesha.exchange.vcards import open_vcards
from depesha.exchange.workbook import damaged, open_workbook, unreadable

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".dbf", ".csv", ".txt", ".vcf")
"""What a file dialog offers."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKUP = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<table",
    b"<meta",
    b"<?xml",
    b"<style",
)
_FOREIGN = (
    b"%pdf",
    b"{\\rtf",
    b"rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x89png",
    b"\xff\xd8\xff",
    b"gif8",
)


def open_table(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The file's rows. Raises InputError where there are none, and says how to mend the file.

    `encoding` and `delimiter` override what would be found out (text files and dbf).
    """
    start = _start(path)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_WORKBOOKS):
        return open_workbook(path)
    if not bare.strip(b"\0"):
        raise InputError(_("{file} is empty.").format(file=path.name))
    if bare.startswith(_MARKUP):
        raise InputError(
            _(
                "{file} is a web page or XML, whatever its name says. Open it in Excel, save it as"
                " xlsx and import that."
            ).format(file=path.name)
        )
    if path.suffix.lower() == ".dbf" or _looks_like_dbf(start):
        return dbase.open_dbf(path, encoding)
    if bare.startswith(_FOREIGN) or _is_binary(start):
        raise _not_a_table(path)
    if path.suffix.lower() == ".vcf" or _begins_a_card(start):
        return open_vcards(path, encoding)
    return open_delimited(path, encoding, delimiter)


def _start(path: Path) -> bytes:
    """The file's first bytes, or an InputError that says why there are none."""
    if path.is_dir():
        raise InputError(_("{path} is a folder. Choose a file in it.").format(path=path))
    if not path.exists():
        raise InputError(_("There is no file {path}.").format(path=path))
    if not path.is_file():
        raise InputError(_("{path} is not a file.").format(path=path))
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as error:
        raise unreadable(path, error) from None


def _looks_like_dbf(start: bytes) -> bool:
    """A known version, a month and a day, and fields that end where the header says."""
    if len(start) < 33 or start[0] not in dbase.VERSIONS:
        return False
    return (
        1 <= start[2] <= 12 and 1 <= start[3] <= 31 and int.from_bytes(start[8:10], "little") > 32
    )


def _begins_a_card(start: bytes) -> bool:
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.upper().startswith(b"BEGIN:VCARD")


def _is_binary(start: bytes) -> bool:
    """Whether more control characters are in it than a slip brings into a text."""
    codec = encodings.utf_16(start)
    text = start.decode(codec or "latin-1", "replace")
    return sum(c < " " and c not in "\t\n\v\f\r\x1a\x1b" for c in text) * 50 > len(text)


def _not_a_table(path: Path) -> InputError:
    if path.suffix.lower() in {".xls", ".xlsx", ".xlsm"}:
        return damaged(path)
    return InputError(
        _("{file} is not a table. Tables are: {suffixes}.").format(
            file=path.name, suffixes=" ".join(s.removeprefix(".") for s in SUFFIXES)
        )
    )
