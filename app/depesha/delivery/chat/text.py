"""A chat message's text: the simple format, without macros, as channels take it."""

from typing import NamedTuple

from depesha.domain.errors import InputError
from depesha.render import simple, tags
from depesha.render.formats import clean


class Shapes(NamedTuple):
    """The same text twice."""

    html: str
    """With the five tags; `& < >` are escaped."""
    text: str
    """Plain."""


def events(text: str) -> list[tags.Event]:
    """The text and its tags; what cannot be sent as typed is left out: see `check`."""
    return simple.read(clean(text), (), _never_mind)


def shapes(text: str) -> Shapes:
    """The shapes of a text."""
    found = events(text)
    return Shapes(tags.write_tags(found), tags.write_text(found))


def _never_mind(sentence: str, index: int, *, fatal: bool) -> None:
    """What is wrong with a text was said when it was written."""


def check(text: str) -> None:
    """Raises InputError with a sentence for people where the text cannot be sent as typed."""
    wrong: list[str] = []

    def complain(sentence: str, index: int, *, fatal: bool) -> None:  # noqa: ARG001
        if fatal:
            wrong.append(sentence)

    simple.read(clean(text), (), complain)
    if wrong:
        raise InputError(wrong[0])
