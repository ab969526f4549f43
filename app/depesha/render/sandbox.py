"""What runs when a template is filled in: Jinja2's immutable sandbox, emptied and refilled.

No function, filter or test of Jinja2's own is left. Loops and filters are charged against
`State.steps`, output against `engine.MAX_OUTPUT`, so time, memory and size are bounded whatever the
template says; `grammar` and `expressions` have refused beforehand all that could not be charged.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context

from depesha.api import _
from depesha.render.formats import (
    MAX_VALUE,
    NOTHING,
    PLACES,
    NoAddressError,
    State,
    display,
    is_empty,
    money,
    number,
)
from depesha.render.problems import RenderError

STATE = "state"
"""The name under which a rendering's State travels in its context."""
_HUGE = 10**18


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of numbers, dates plus days, texts end to end; nothing else."""
        if operator in "+-" and isinstance(left, date) and type(right) is int:
            return left + timedelta(days=right if operator == "+" else -right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return left + right
        a, b = _number(operator, left), _number(operator, right)
        if operator == "/" and isinstance(a, int):
            a = Decimal(a)
        result = super().call_binop(context, operator, a, b)
        if isinstance(result, int) and abs(result) > _HUGE:
            raise RenderError(_("A number is too large or too small to be shown."))
        return result


def _number(operator: str, value: Any) -> Decimal | int:
    if value is NOTHING:
        return 0
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return value
    raise RenderError(_("“{sign}” is for numbers only.").format(sign=operator))


def _state(context: Context) -> State:
    state: State = context.parent[STATE]
    return state


# --- Ways out and loops: put in by `pieces`, not to be written by authors ------------------------


def _way_out(place: str) -> Callable[[Context, Any, str | None], str]:
    fit = PLACES[place]

    @pass_context
    def show(context: Context, value: Any, label: str | None) -> str:
        state: State = context.parent[STATE]
        usual = type(value) is str and len(value) <= MAX_VALUE
        text: str = value if usual else display(value, state)
        try:
            text = "" if label and not text.strip() else fit(text)
        except NoAddressError as error:
            if not label:
                raise RenderError(
                    _("“{text}” is not an address of a page.").format(text=str(error)[:80])
                ) from error
            text = ""
        if label and not text:
            # Nothing was there, or nothing that may stand in this place.
            state.missing[label] = None
        return text

    return show


@pass_context
def _needed(context: Context, value: Any, label: str) -> Any:
    """A macro inside a larger expression: its emptiness is noted, its value goes on."""
    if is_empty(value):
        _state(context).missing[label] = None
    return value


@pass_context
def _limited(context: Context, items: Sequence[Any], weight: int) -> Sequence[Any]:
    """The items of a loop, charged beforehand with the weight of its body."""
    if not isinstance(items, list | tuple):
        raise RenderError(_("Only lists can be gone through."))
    _state(context).spend(len(items) * weight)
    return items


# --- Filters and tests that authors may use ------------------------------------------------------


def _text_filter(change: Callable[[str], str]) -> Callable[[Context, Any], str]:
    @pass_context
    def changed(context: Context, value: Any) -> str:
        state = _state(context)
        text = display(value, state)
        state.spend(1 + len(text) // 16)
        return change(text)

    return changed


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


@pass_context
def _truncate(context: Context, value: Any, length: int = 40) -> str:
    text = display(value, _state(context))
    if type(length) is not int or length < 4:
        raise RenderError(_("The length of a shortened text is a number from 4."))
    return text if len(text) <= length else text[: length - 3].rstrip() + "..."


@pass_context
def _default(_context: Context, value: Any, instead: Any = "") -> Any:
    return instead if is_empty(value) else value


@pass_context
def _money(context: Context, value: Any) -> str:
    return "" if value is NOTHING else money(_decimal("money", value), _state(context).grouping)


@pass_context
def _number_filter(_context: Context, value: Any, digits: int | None = None) -> str:
    if digits is not None and not (type(digits) is int and 0 <= digits <= 6):
        raise RenderError(_("Digits after the comma are a number from 0 to 6."))
    return "" if value is NOTHING else number(_decimal("number", value), digits)


def _decimal(name: str, value: Any) -> Decimal:
    return Decimal(_number(name, value))


_DATE_FORM = re.compile(r"(?:[^%]|%[dmYy]){0,50}")


@pass_context
def _date(_context: Context, value: Any, form: str = "%d.%m.%Y") -> str:
    if value is NOTHING:
        return ""
    if not isinstance(value, date) or not isinstance(form, str) or not _DATE_FORM.fullmatch(form):
        raise RenderError(_("A date is written with %d, %m, %y and %Y only."))
    parts = {"%d": f"{value.day:02}", "%m": f"{value.month:02}", "%Y": f"{value.year:04}"}
    parts["%y"] = parts["%Y"][2:]
    return re.sub("%[dmYy]", lambda part: parts[part[0]], form)


@pass_context
def _abs(_context: Context, value: Any) -> Any:
    return abs(_number("abs", value))


@pass_context
def _length(_context: Context, value: Any) -> int:
    return len(value) if isinstance(value, str | list | tuple) else 0


FILTERS: dict[str, Callable[..., Any]] = {
    "upper": _text_filter(str.upper),
    "lower": _text_filter(str.lower),
    "title": _text_filter(str.title),
    "capitalize": _text_filter(_capitalize),
    "trim": _text_filter(str.strip),
    "truncate": _truncate,
    "default": _default,
    "d": _default,
    "money": _money,
    "number": _number_filter,
    "date": _date,
    "abs": _abs,
    "length": _length,
    "count": _length,
}
"""The whole list; the manual describes it."""


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise RenderError(_("Only whole numbers are odd or even."))
    return value


TESTS: dict[str, Callable[..., bool]] = {
    "odd": lambda value: _whole(value) % 2 == 1,
    "even": lambda value: _whole(value) % 2 == 0,
}


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment of the process. It is not changed afterwards, so threads may share it."""
    made = _Environment(
        autoescape=False,  # every way out escapes for its own place
        undefined=StrictUndefined,
        optimized=False,  # constants are computed at run time, where they are charged
        cache_size=0,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.filters = FILTERS | {place: _way_out(place) for place in PLACES}
    made.filters |= {"needed": _needed, "limited": _limited}
    made.tests = dict(TESTS)
    return made
