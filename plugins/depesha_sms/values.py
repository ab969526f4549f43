"""Values out of a service's JSON, where numbers come as strings and strings as numbers."""

import hashlib
from decimal import Decimal, InvalidOperation

_DIGITS = 18


def amount(value: object) -> Decimal | None:
    """Money, or None where the value is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        found = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    # An exponent beyond any price would make `int()` fill the memory.
    return found if found.is_finite() and abs(found.adjusted()) < _DIGITS else None


def whole(value: object) -> int | None:
    """A whole number, or None where the value is none."""
    found = amount(value)
    return int(found) if found is not None and found == found.to_integral_value() else None


def name(value: object) -> str:
    """An identifier, which services give as a string or as a number; empty where there is none."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def digits(address: str) -> str:
    """An address without its plus, as most services want it."""
    return address.removeprefix("+")


def own_id(key: str, longest: int) -> str:
    """The message's id at a service that lets us choose it: the same for the same key.

    The key itself where it fits and is not all digits (services take those for their own numbers).
    """
    if len(key) <= longest and not key.isdigit():
        return key
    return "d" + hashlib.sha256(key.encode()).hexdigest()[: longest - 1]
