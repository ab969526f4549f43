"""What a text costs as an SMS while it is being written, and how it could cost less."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from depesha.api.i18n import _
from depesha.delivery.savings import fewer_sms
from depesha.domain.macros import find
from depesha.domain.segments import count, mend, transliterate

NAMED = 5
"""Characters that force Unicode, named at most."""
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Bill:
    """What an SMS costs, where the settings say so."""

    price: Decimal = Decimal(0)
    currency: str = ""


FREE = Bill()
"""No price is known."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The three figures of the editor, and why the text is Unicode."""

    characters: int
    segments: int
    total: int
    estimate: bool
    """The text has macros: each person's message has figures of its own."""
    forcing: tuple[str, ...] = ()
    text: str = ""
    people: int = 0

    @property
    def cyrillic(self) -> bool:
        """Whether letters are what makes it Unicode, not a stray sign."""
        return any(_CYRILLIC.match(one) for one in self.forcing)

    def lines(self) -> list[str]:
        """As people read them."""
        about = "~" if self.estimate else ""
        return [
            _("Characters in the message: {n}").format(n=f"{about}{self.characters}"),
            _("SMS per message: {n}").format(n=f"{about}{self.segments}"),
            _("Total SMS for the selected contacts: {n}").format(n=f"{about}{self.total}"),
        ]

    def instead(self, change: Callable[[str], str], bill: Bill) -> str:
        """What the changed text would save, for all chosen people or for one message; empty where
        that is nothing."""
        many = max(self.people, 1)
        before, after = self.segments * many, count(change(self.text)).segments * many
        if after >= before:
            return ""
        less = bill.price * (before - after)
        return fewer_sms(after, before, less, bill.currency, exact=not self.estimate)

    def why(self) -> str:
        """What forces Unicode, in a sentence; empty where nothing does."""
        if not self.forcing:
            return ""
        shown = " ".join(f"«{one}»" for one in self.forcing[:NAMED])
        if self.cyrillic:
            return _("Cyrillic letters: 70 characters fit into one SMS instead of 160.")
        return _("Unicode, 70 characters per SMS, because of {characters}").format(
            characters=shown + (" …" if len(self.forcing) > NAMED else "")
        )


def figures(text: str, people: int, *, estimate: bool) -> Figures:
    """The figures of a message that so many people get."""
    counted = count(text)
    segments = counted.segments if text else 0
    return Figures(len(text), segments, segments * people, estimate, counted.forcing, text, people)


def has_macros(body: str) -> bool:
    """Whether each person's message is another one."""
    return bool(find(body)) or bool(_JINJA.search(body))


def mended(body: str) -> str:
    """The text with the signs that force Unicode exchanged for their nearest look; macros stay."""
    return _outside_macros(body, lambda part: mend(part).text)


def transliterated(body: str) -> str:
    """The text in Latin letters; macros stay."""
    return _outside_macros(body, lambda part: mend(transliterate(part)).text)


def helps(body: str, change: Callable[[str], str]) -> bool:
    """Whether the text as it would be then needs no Unicode any more, as far as it is known."""
    return not count(_JINJA.sub("", _without_macros(change(body)))).forcing


def _without_macros(body: str) -> str:
    for one in reversed(find(body)):
        body = body[: one.start] + body[one.end :]
    return body


def _outside_macros(body: str, change: Callable[[str], str]) -> str:
    kept = [(one.start, one.end) for one in find(body)]
    kept += [(match.start(), match.end()) for match in _JINJA.finditer(body)]
    out, at = [], 0
    for start, end in sorted(kept):
        if start >= at:
            out += [change(body[at:start]), body[start:end]]
            at = end
    return "".join([*out, change(body[at:])])
