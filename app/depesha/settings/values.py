"""Values of settings: from what people type, from the file, and back to text."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from depesha.api import _
from depesha.api.settings import About

_TRUE = frozenset({"on", "yes", "true", "1", "да", "вкл"})
_FALSE = frozenset({"off", "no", "false", "0", "нет", "выкл"})
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}([.,][0-9]{1,18})?")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TOO_LARGE = 10**18
_LISTED = 12


class BadValue(ValueError):
    """The text says what is allowed, translated; never the value: it may be a misplaced secret."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one setting takes."""

    kind: Any
    """The type of its field, see `depesha.api.settings`."""
    about: About
    choices: frozenset[str] | None = None
    """Where only these texts are allowed."""
    check: Callable[[str], object] | None = None
    """Raises ValueError with a sentence."""

    def from_text(self, text: str) -> Any:
        """What a person typed as a value. Raises BadValue."""
        text = text.strip()
        if self.kind is bool:
            return self._bool(text)
        if self.kind is int:
            if not _WHOLE.fullmatch(text):
                raise self._bad()
            return self._in_range(int(text))
        if self.kind in {float, Decimal}:
            if not _NUMBER.fullmatch(text):
                raise self._bad()
            return self._in_range(self.kind(text.replace(",", ".")))
        return self._text(text)

    def from_file(self, raw: Any) -> Any:
        """What stands in the file as a value. Raises BadValue."""
        if isinstance(raw, str):
            return self.from_text(raw)
        if isinstance(raw, bool):
            if self.kind is bool:
                return raw
        elif isinstance(raw, int | Decimal):
            number = Decimal(raw)
            small = number.is_finite() and abs(number) < _TOO_LARGE
            if small and (self.kind in {float, Decimal} or (self.kind is int and raw == int(raw))):
                return self._in_range(self.kind(raw))
        raise self._bad()

    def _bool(self, text: str) -> bool:
        word = text.casefold()
        if word not in _TRUE | _FALSE:
            raise self._bad()
        return word in _TRUE

    def _in_range(self, number: Any) -> Any:
        low, high = self.about.minimum, self.about.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            raise self._bad()
        return number

    def _text(self, text: str) -> str:
        if _UNPRINTABLE.search(text):
            # A line break in a sender's name would become a header of every letter.
            raise BadValue(_("must be one line of ordinary characters."))
        if options := self._options():
            chosen = next((o for o in options if o.casefold() == text.casefold()), None)
            if chosen is None:
                raise self._bad(near=text)
            return self.kind(chosen) if isinstance(self.kind, type) else chosen
        if not self.about.matches(text):
            if not self.about.help:
                raise BadValue(
                    _("must be of the form {pattern}.").format(pattern=self.about.pattern)
                )
            raise BadValue(_("is not of the right form. {help}").format(help=_(self.about.help)))
        if self.check is not None:
            try:
                self.check(text)
            except ValueError as error:
                raise BadValue(str(error)) from None
        return text

    def _options(self) -> tuple[str, ...]:
        if get_origin(self.kind) is Literal:
            return get_args(self.kind)
        if isinstance(self.kind, type) and issubclass(self.kind, StrEnum):
            return tuple(self.kind)
        if self.choices is not None:
            return ("", *sorted(self.choices))
        return tuple(("", *self.about.choices()) if self.about.choices else ())

    def _bad(self, near: str = "") -> BadValue:
        return BadValue(_("must be {allowed}.").format(allowed=self._allowed(near)))

    def _allowed(self, near: str) -> str:
        if self.kind is bool:
            return _("on or off")
        if self.kind is int:
            return _("a whole number") + self._range()
        if self.kind in {float, Decimal}:
            return _("a number") + self._range()
        if options := [option for option in self._options() if option]:
            if len(options) > _LISTED:
                options = nearest(near, options) or options[:_LISTED]
            return _("one of: {options}").format(options=", ".join(options))
        return _("text")

    def _range(self) -> str:
        low, high = self.about.minimum, self.about.maximum
        if low is not None and high is not None:
            return ", " + _("from {low} to {high}").format(low=f"{low:g}", high=f"{high:g}")
        if low is not None:
            return ", " + _("at least {low}").format(low=f"{low:g}")
        return ", " + _("at most {high}").format(high=f"{high:g}") if high is not None else ""


def shown(value: Any) -> str:
    """A value as text that `Rule.from_text` reads back."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float | Decimal):
        number = Decimal(str(value))
        # The file writes 100 as 100.0, which nobody typed.
        whole = number.is_finite() and number == number.to_integral_value()
        return format(number.to_integral_value() if whole else number, "f")
    return str(value)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known words that the word may have been meant to be."""
    return difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
