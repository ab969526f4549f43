"""The macros of a message text: `{КЛИЕНТ.ИМЯ}`, `{CLIENT.NAME}`, `{КЛИЕНТ.ИМЯ|клиент}`.

A macro has one canonical name, English and dotted; it is written in either language and any case.
Custom fields are `{ПОЛЕ.Скидка}` / `{FIELD.Скидка}`, or `{Скидка}` alone. Braces around anything
that does not look like a name (`{color:red}`, JSON) are ordinary text, and so is the inside of
Jinja2's `{{ … }}`, `{% … %}` and `{# … #}`, which has its own grammar.
"""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "money", "number", "date", "lines"]


@dataclass(frozen=True, slots=True)
class Macro:
    """A name that stands for a value of one recipient."""

    name: str
    """Canonical: `CLIENT.NAME`, or `FIELD.` and the field's name in lower case."""
    russian: str
    type: Type = "text"


BUILT_IN = (
    Macro("CLIENT.NAME", "КЛИЕНТ.ИМЯ"),
    Macro("CLIENT.CATEGORY", "КЛИЕНТ.КАТЕГОРИЯ"),
    Macro("CLIENT.PHONE", "КЛИЕНТ.ТЕЛЕФОН"),
    Macro("CLIENT.EMAIL", "КЛИЕНТ.ПОЧТА"),
    Macro("CLIENT.CODE", "КЛИЕНТ.КОД"),
    Macro("BALANCE.ACTUAL", "БАЛАНС.ФАКТИЧЕСКИЙ", "money"),
    Macro("BALANCE.OVERDUE", "БАЛАНС.ПРОСРОЧЕННЫЙ", "money"),
    Macro("CURRENCY.SYMBOL", "ВАЛЮТА.СИМВОЛ"),
    Macro("MANAGER.NAME", "МЕНЕДЖЕР.ИМЯ"),
    Macro("MANAGER.PHONE", "МЕНЕДЖЕР.ТЕЛЕФОН"),
    Macro("MANAGER.EMAIL", "МЕНЕДЖЕР.ПОЧТА"),
    Macro("DOCUMENT.TYPE", "ДОКУМЕНТ.ТИП"),
    Macro("DOCUMENT.NUMBER", "ДОКУМЕНТ.НОМЕР"),
    Macro("DOCUMENT.DATE", "ДОКУМЕНТ.ДАТА", "date"),
    Macro("DOCUMENT.AMOUNT", "ДОКУМЕНТ.СУММА", "money"),
    Macro("DOCUMENT.STATE", "ДОКУМЕНТ.СОСТОЯНИЕ"),
    Macro("DOCUMENT.LINES", "ДОКУМЕНТ.СТРОКИ", "lines"),
    Macro("FIRM.NAME", "ФИРМА.ИМЯ"),
    Macro("DATE", "ДАТА", "date"),
)
"""The closed list. `DOCUMENT.LINES` is gone through with `{% for … %}`, it has no text itself."""

LINE_FIELDS = (
    Macro("ARTICLE", "АРТИКУЛ"),
    Macro("NAME", "НАЗВАНИЕ"),
    Macro("QUANTITY", "КОЛИЧЕСТВО", "number"),
    Macro("PRICE", "ЦЕНА", "money"),
    Macro("AMOUNT", "СУММА", "money"),
    Macro("STATE", "СОСТОЯНИЕ"),
)
"""What a line of a document has: `{{ СТРОКА.ЦЕНА }}` inside the loop."""

_FIELD = ("FIELD.", "ПОЛЕ.")
_KNOWN = {name.casefold(): m for m in BUILT_IN for name in (m.name, m.russian)}
FIRST_WORDS = frozenset(
    name.partition(".")[0].casefold()
    for name in (*_FIELD, *(n for m in BUILT_IN for n in (m.name, m.russian)))
)
"""`клиент`, `client`, …: no name of anything else."""
_LINE = {name.casefold(): m for m in LINE_FIELDS for name in (m.name, m.russian)}


def field_name(field: str) -> str:
    """The canonical name of a custom field's macro."""
    return _FIELD[0] + field.strip().casefold()


def resolve(name: str, fields: Collection[str] = ()) -> Macro | None:
    """The macro of that name in either language and any case, or None.

    `fields` are the names of the office's custom fields.
    """
    wanted = re.sub(r"\s*\.\s*", ".", name.strip()).casefold()
    if built_in := _KNOWN.get(wanted):
        return built_in
    for prefix in _FIELD:
        wanted = wanted.removeprefix(prefix.casefold())
    known = {field.strip().casefold() for field in fields}
    return Macro(_FIELD[0] + wanted, _FIELD[1] + wanted) if wanted in known else None


def line_field(name: str) -> Macro | None:
    """The field of a document's line of that name, or None."""
    return _LINE.get(name.casefold())


def label(name: str, language: str) -> str:
    """A canonical name as people of that language write it: `КЛИЕНТ.ИМЯ`."""
    if language != "ru":
        return name
    macro = _KNOWN.get(name.casefold())
    return macro.russian if macro else _FIELD[1] + name.removeprefix(_FIELD[0])


def nearest(name: str, fields: Collection[str] = ()) -> str:
    """The known name most like a mistyped one, or an empty string."""
    known = {n.casefold(): n for m in BUILT_IN for n in (m.name, m.russian)}
    for field in fields:
        known |= {f"{prefix}{field}".casefold(): f"{prefix}{field}" for prefix in ("", *_FIELD)}
    close = difflib.get_close_matches(name.casefold(), known, 1, 0.6)
    return known[close[0]] if close else ""


# --- Finding them in a text --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something in a text that is a macro or was meant to be one."""

    start: int
    end: int
    """`text[start:end]` is the whole of it, braces included."""
    name: str
    """As written."""
    macro: Macro | None
    """None for an unknown one, which is an error and never text."""
    fallback: str | None
    """What is put where the value is empty; None where nothing was given."""


_MARK = re.compile(r"\{[{%#]|\{([^{}|\n]{1,100})(?:\|([^{}\n]*))?\}")
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LOOKS_LIKE = re.compile(r"[^\W\d_]\w*(?:\.\w[\w .-]*)+|[^\W\d_]\w+")


def _scan(text: str) -> Iterator[re.Match[str]]:
    """Candidates for macros, and the marks of Jinja2 that nothing closes; in order, linear."""
    lone: set[str] = set()
    at = 0
    while match := _MARK.search(text, at):
        closer = _CLOSER.get(match[0])
        if closer is None:
            yield match
            at = match.end()
            continue
        end = -1 if closer in lone else text.find(closer, match.end())
        if end < 0:
            lone.add(closer)
            yield match
            at = match.start() + 1
        else:
            at = end + 2


def find(text: str, fields: Collection[str] = ()) -> list[Occurrence]:
    """The macros of a text, unknown ones included, in order."""
    found = []
    for match in _scan(text):
        name = match[1]
        if name is None:
            continue
        macro = resolve(name, fields)
        if macro or _LOOKS_LIKE.fullmatch(name):
            found.append(Occurrence(match.start(), match.end(), name.strip(), macro, match[2]))
    return found


def lone_marks(text: str) -> list[int]:
    """Where `{{`, `{%` or `{#` stands that nothing closes: ordinary text, not Jinja2."""
    return [match.start() for match in _scan(text) if match[1] is None]


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column of an index, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
