"""How a value becomes text, and what is done to it so that it stays text where it is put.

Money is `48200,00`, a date `23.11.2026`. Each function below is the only way out of a template for
one kind of place; a value can end neither the tag, nor the header line, nor the folder it is in.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import quote

from depesha.api import _
from depesha.domain.segments import normalise
from depesha.render.problems import RenderError

MAX_VALUE = 20_000
"""Characters of one value; longer ones are no data of a letter."""
MAX_STEPS = 1_000_000
"""Work that loops and filters of one message may cost; about a second."""


@dataclass(slots=True)
class State:
    """What is noted while one message is made."""

    grouping: str = ""
    missing: dict[str, None] = field(default_factory=dict)
    """Macros that were empty where they were shown, in order."""
    steps: int = MAX_STEPS

    def spend(self, steps: int) -> None:
        """Raise RenderError once the message has cost more than MAX_STEPS."""
        self.steps -= steps
        if self.steps < 0:
            raise RenderError(_("The text is too laborious: shorten its loops."))


class Nothing:
    """The number or date that is not known: false, empty, and neither less nor greater."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def _never(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never


NOTHING = Nothing()


def is_empty(value: object) -> bool:
    """Nothing to show: unknown, or a text of blanks."""
    return value is NOTHING or value is None or (isinstance(value, str) and not value.strip())


_CENT = Decimal("0.01")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Line feeds for line ends; no control characters, nothing that Unicode gives no meaning."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def money(value: Decimal, grouping: str = "") -> str:
    """`48200,00`, or with a grouping `48 200,00`."""
    _check(value)
    # Adding zero turns -0.00 into 0.00.
    value = value.quantize(_CENT, ROUND_HALF_UP) + 0
    if not grouping:
        return str(value).replace(".", ",")
    return f"{value:,.2f}".replace(".", ";").replace(",", grouping).replace(";", ",")


def price(amount: Decimal, currency: str) -> str:
    """Money with the sign of its currency, which may be empty: `48,20 р.`."""
    return f"{money(amount)} {currency}".strip()


def number(value: Decimal, digits: int | None = None) -> str:
    """`2`, `2,5`; with `digits` rounded to that many."""
    _check(value)
    if digits is not None:
        value = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        return f"{value + 0:f}".replace(".", ",")
    text = f"{value + 0:f}" if value else "0"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _check(value: Decimal) -> None:
    if not value.is_finite() or not -20 < value.adjusted() < 20:
        if value.is_finite() and not value:
            return
        raise RenderError(_("A number is too large or too small to be shown."))


def display(value: Any, state: State) -> str:
    """The text of a value, not yet fit for any place. Raises RenderError for what has none."""
    if isinstance(value, str):
        if len(value) > MAX_VALUE:
            raise RenderError(
                _("A value is longer than {limit} characters.").format(limit=MAX_VALUE)
            )
        return value
    if value is NOTHING or value is None:
        return ""
    if isinstance(value, Decimal):
        return money(value, state.grouping)
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return number(Decimal(str(value)))
    raise RenderError(
        _("A list or a comparison has no text of its own: use it in {if} or {for}.").format(
            **{"if": "{% if … %}", "for": "{% for … %}"}
        )
    )


# --- Places -------------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """No line ends and no controls: fit for a header."""
    return text if text.isprintable() and "  " not in text else " ".join(clean(text).split())


_SPECIAL = re.compile("[&<>\"']")


def _html(text: str) -> str:
    if text.isprintable() and not _SPECIAL.search(text):
        return text
    return html.escape(clean(text)).replace("\n", "<br>\n")


def _attribute(text: str) -> str:
    return html.escape(one_line(text))


def _tags(text: str) -> str:
    return html.escape(clean(text), quote=False)


def _sms(text: str) -> str:
    return normalise(clean(text))


_PATH = re.compile(r'[\\/:*?"<>|]')


def _path(text: str) -> str:
    """A piece of a file's name: it cannot leave the folder that the pattern names."""
    return re.sub(r"\.{2,}", ".", _PATH.sub("", one_line(text))).strip(" .")


def _url(text: str) -> str:
    return quote(one_line(text), safe="@+/:,;=~!$()*-._")


def _query(text: str) -> str:
    return quote(one_line(text), safe="")


class NoAddressError(Exception):
    """A value that should be a link is none."""


_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)[^\s]", re.IGNORECASE)
_HOST = re.compile(r"[^\W_][\w.-]*\.[^\W\d_]{2,}(?:[/?#:]|$)")
_UNSAFE = re.compile(r"[\s\"'<>\\^`{|}]")


def web_address(text: str) -> str | None:
    """A link as it may stand in a letter: http, https, mailto, tel; None for anything else.

    A bare host gets its `https://`. The text is one clean line.
    """
    if not _SCHEME.match(text):
        if not _HOST.match(text):
            return None
        text = "https://" + text
    return _UNSAFE.sub(lambda unsafe: quote(unsafe[0]), text)


def _link(text: str) -> str:
    return html.escape(_link_address(text))


def _link_text(text: str) -> str:
    return bare(_link_address(text))


def _link_address(text: str) -> str:
    text = one_line(text).strip()
    known = web_address(text)
    if known is None and text:
        raise NoAddressError(text)
    return known or ""


def bare(link: str) -> str:
    """A link as people read it: no `mailto:`, no `tel:`."""
    return re.sub(r"^(?:mailto|tel):", "", link, flags=re.IGNORECASE)


PLACES: dict[str, Callable[[str], str]] = {
    "html": _html,
    "attribute": _attribute,
    "tags": _tags,
    "text": clean,
    "sms": _sms,
    "line": one_line,
    "path": _path,
    "url": _url,
    "query": _query,
    "link": _link,
    "linktext": _link_text,
}
"""Kind of place → what makes a text fit for it."""
