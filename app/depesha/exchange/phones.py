"""Phone numbers as they stand in cells: any notation, eaten by Excel, several at once."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from depesha.api import _
from depesha.domain.errors import InputError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_PLAIN = re.compile(r"(?:\+?7|8)?([3489]\d{9})(?:доб(\d{1,7}))?")
"""A number of ten digits without punctuation, perhaps with an extension."""
_UNPUNCTUATED = str.maketrans("", "", " ()-\xa0\u2011\u2010.")

_FLOAT_TAIL = re.compile(r"(\+?\d{7,15})[.,]0{1,2}")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eEеЕ]\+?(\d{1,2})")
_EXTENSION = re.compile(
    r"(?:,\s*)?(?:вн(?:утр(?:енний)?)?|доб(?:авочный)?|доп)\b\.?:?\s*(?=\d)", re.IGNORECASE
)
_SOMETHING = re.compile(r"\w")
_SEPARATORS = re.compile(r"[,;/|\n]")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that exists in its country's plan."""

    number: str
    """E.164 with `+`."""
    mobile: bool | None
    """None where the plan does not tell (North America)."""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Phones:
    """What a cell holds."""

    found: tuple[Phone, ...] = ()
    problems: tuple[str, ...] = ()
    """Sentences for people, one for each piece that is no number."""


def check_region(region: str) -> None:
    """Raise InputError for what is no country (ISO 3166, two capital letters)."""
    if region == "RU":
        return
    import phonenumbers

    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise InputError(
            _("There is no country “{region}”. Use its two letters, for example RU or KZ.").format(
                region=region
            )
        )


def read_phones(text: str, region: str = "RU") -> Phones:
    """The numbers of a cell; `region` is the country of numbers written without one (ISO 3166)."""
    # A dot may be that of `8411234567.0`, which would make another number.
    if "." not in text and (phone := _plain(text, region)):
        return Phones((phone,))
    return _read(text, region)


@lru_cache(maxsize=4096)
def _read(text: str, region: str) -> Phones:
    if scientific := _SCIENTIFIC.fullmatch(text):
        digits, exponent = scientific[1] + (scientific[2] or ""), int(scientific[3])
        if len(digits) <= exponent:
            return Phones(problems=(_eaten(text),))
        text = digits[: exponent + 1]
    elif tail := _FLOAT_TAIL.fullmatch(text):
        text = tail[1]
    text = _EXTENSION.sub(" доб. ", text)
    found: dict[str, Phone] = {}
    problems = []
    for piece in filter(_SOMETHING.search, _SEPARATORS.split(text)):
        one = parse(piece, region)
        several = (one,) if one else _matches(piece, region)
        found.update((phone.number, phone) for phone in several)
        if not several:
            problems.append(_("“{value}” is not a phone number.").format(value=piece.strip()))
    return Phones(tuple(found.values()), tuple(problems))


def parse(text: str, region: str) -> Phone | None:
    """One number, or None where its country has none such."""
    return _plain(text, region) or by_library(text, region)


def _plain(text: str, region: str) -> Phone | None:
    """Russian numbers in usual notations, fifty times faster than by parsing."""
    if region != "RU" or not (plain := _PLAIN.fullmatch(text.translate(_UNPUNCTUATED))):
        return None
    mobile, fixed = _russian_plan()
    is_mobile = mobile.fullmatch(plain[1]) is not None
    if is_mobile or fixed.fullmatch(plain[1]):
        return Phone("+7" + plain[1], is_mobile, plain[2] or "")
    return None


@cache
def _russian_plan() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The library's own patterns of mobile and of fixed numbers."""
    from phonenumbers import PhoneMetadata

    plan: Any = PhoneMetadata.metadata_for_region("RU")
    mobile, fixed = plan.mobile, plan.fixed_line
    return re.compile(mobile.national_number_pattern), re.compile(fixed.national_number_pattern)


def by_library(text: str, region: str) -> Phone | None:
    """One number by the library's parsing and judgement."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return _judged(number) if phonenumbers.is_valid_number(number) else None


def _matches(text: str, region: str) -> tuple[Phone, ...]:
    """Numbers with words around them."""
    import phonenumbers

    return tuple(_judged(m.number) for m in phonenumbers.PhoneNumberMatcher(text, region))


def _judged(number: "PhoneNumber") -> Phone:
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    kind = phonenumbers.number_type(number)
    mobile = (
        None if kind == PhoneNumberType.FIXED_LINE_OR_MOBILE else kind == PhoneNumberType.MOBILE
    )
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(text, mobile, number.extension or "")


def _eaten(text: str) -> str:
    return _(
        "“{value}” lost its last digits in Excel. Set the column's format to Text or Number there"
        " and save the file again."
    ).format(value=text)
