"""What stands in a cell, as a value: texts, money, dates.

Every `as_…` function takes a cleaned, non-empty text and raises ValueError with a sentence for
people where it cannot be read.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from depesha.api import _

_JOINERS = "\u200c\u200d"
_EXCEL_FIRST_DAY = date(1899, 12, 30)
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

_CURRENCY = re.compile(
    r"(?<![\w.])(?:руб(?:\.|лей|ля|ль)?|р\.|р|rub|rur|usd|eur|kzt|тг|byn)(?!\w)|[₽$€₸]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?|[+-]?[.,]\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,' ])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eEеЕ][+-]?\d{1,3}")

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]+\d.*)?")
_RUSSIAN = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d\d)(?:\s*г\.?)?(?:[T ]+\d.*)?")
_WORDED = re.compile(
    r"[«\"]?(\d{1,2})[»\"]?\s+([а-я]{3,9})\.?\s+(\d{4})(?:\s*г(?:ода|\.)?)?", re.IGNORECASE
)
_EMPTY_DATES = frozenset(
    {"0", "0.0.00", "00.00.00", "00.00.0000", "0/0/00", "0000-00-00", ". .", ".."}
)


def clean(text: str) -> str:
    """The text without invisible characters, with every run of white space as one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # nearly always, and four times faster
    text = " ".join(text.split())
    visible = (c for c in text if c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join("".join(visible).split())


def clean_lines(text: str) -> str:
    """As `clean`, but the line feeds inside are kept (notes, comments)."""
    return "\n".join(clean(line) for line in text.splitlines()).strip("\n")


def as_money(text: str) -> Decimal:
    """`48 200,00`, `48200.00`, `1,200.50`, `(1 200,50)`, `1 200 руб.` as a number.

    A single separator is the decimal one, whichever it is (`1,000` pieces is how accounting prints
    one); the same one repeated, or the first of two kinds, separates thousands.
    """
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    bare = _CURRENCY.sub("", text).replace("−", "-").replace("–", "-").strip()
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    if bare.endswith("-") and not bare.startswith("-"):
        bare = "-" + bare[:-1].strip()
    number = _plain_number(re.sub(r"(?<=^[+-]) +", "", bare))
    try:
        value = Decimal(number)
    except InvalidOperation:
        raise ValueError(_("“{value}” is not a number.").format(value=text)) from None
    return -value if negative else value


def _plain_number(bare: str) -> str:
    if _NUMBER.fullmatch(bare):
        return bare.replace(",", ".")
    if _SCIENTIFIC.fullmatch(bare):
        return re.sub("[еЕ]", "e", bare.replace(",", "."))
    grouped = _GROUPED.fullmatch(bare)
    if not grouped:
        return ""
    return bare.replace(grouped[1], "").replace(",", ".")


def as_date(text: str) -> date | None:
    """ISO, `dd.mm.yyyy`, `31 декабря 2025 г.`, `yyyymmdd` or Excel's day number.

    None for the empty dates that programs write (`00.00.0000`). Two-digit years from 40 on are of
    the last century.
    """
    if text in _EMPTY_DATES:
        return None
    try:
        found = _written_date(text) or _counted_date(text)
    except (ValueError, OverflowError):
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        raise ValueError(_("“{value}” is not a date. Write it like 31.12.2026.").format(value=text))
    return found


def _written_date(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _RUSSIAN.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 and "/" in text:
            day, month = month, day
        if len(match[3]) == 2:
            year += 1900 if year >= 40 else 2000
        return date(year, month, day)
    if match := _WORDED.fullmatch(text):
        # "ма" stands last of those that "мар" begins with too: the longer one is tried first.
        for month, stem in sorted(enumerate(_MONTHS, 1), key=lambda m: -len(m[1])):
            if match[2].lower().startswith(stem):
                return date(int(match[3]), month, int(match[1]))
    return None


def _counted_date(text: str) -> date | None:
    whole = text.partition(".")[0]
    if not (whole.isascii() and whole.isdigit()):
        return None
    if len(whole) == 8:
        return date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    return _EXCEL_FIRST_DAY + timedelta(int(whole)) if len(whole) == 5 else None
