"""The normal form of a mobile number, and sentences for those that have none."""

import re

from depesha.api import _

# Most numbers of a Russian office, without asking the library (50 µs each, and its import). 9300 is
# left to the library, because that range is not given out whole. A test holds the two together.
_PLAIN_MOBILE = re.compile(r"(?:\+7|[78])?(9(?:[0-24-9]\d\d|3[1-9]\d|30[1-9])\d{6})", re.ASCII)
_PUNCTUATION = str.maketrans("", "", " ()-.\xa0\u2010\u2011")
_LONGEST = 60
"""Characters; no notation of one number needs more."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def normal_form(text: str) -> str:
    """E.164 with `+`; numbers without a country are Russian. ValueError with a sentence.

    A Russian number must be a mobile one. Abroad the plans often do not tell, so there any number
    that exists will do.
    """
    text = text.strip()
    if not text:
        raise ValueError(_("The phone number is empty."))
    if plain := _PLAIN_MOBILE.fullmatch(text.translate(_PUNCTUATION)):
        return "+7" + plain[1]
    if len(text) > _LONGEST or _CONTROL.search(text):
        raise ValueError(_("This is not a phone number: too long, or with control characters."))
    return by_the_plan(text)


def by_the_plan(text: str) -> str:
    """The same by the library's numbering plans alone."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    try:
        number = phonenumbers.parse(text, "RU")
    except phonenumbers.NumberParseException:
        raise ValueError(_("“{number}” is not a phone number.").format(number=text)) from None
    if not phonenumbers.is_valid_number(number):
        raise ValueError(
            _("There is no such phone number: {number}. Check its digits.").format(number=text)
        )
    mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    if phonenumbers.region_code_for_number(number) == "RU" and not mobile:
        raise ValueError(
            _("{number} is not a mobile number; an SMS cannot reach it.").format(number=text)
        )
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
