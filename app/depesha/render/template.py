"""One call for preview and delivery: a template compiled once, filled in for one person at a time.

`compile` raises TemplateError with everything that is wrong before anything is sent; what remains
to go wrong with one person's values is `Rendered.missing` (an empty macro) or RenderError.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from depesha.api import Picture, Style
from depesha.render.problems import Problem
from depesha.render.values import Values

if TYPE_CHECKING:
    from depesha.render.engine import Program

Format = Literal["simple", "html"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A template as its author wrote it."""

    body: str
    subject: str = ""
    """May have macros. Only letters have one; other styles leave it unread."""
    format: Format = "simple"
    language: str = ""
    """Of the text, for screen readers and mail programs that translate; empty: the interface's."""
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[str, ...] = ()
    """Patterns of paths, with macros: `C:\\acts\\{КЛИЕНТ.КОД}.pdf`."""


class Rendered(NamedTuple):
    """What one person gets."""

    subject: str
    """One line."""
    text: str
    """All of an SMS; the text alternative of a letter; the plain words of a Telegram message."""
    html: str
    """LETTER: a full document. TAGS: Telegram's HTML. TEXT: empty."""
    missing: tuple[str, ...]
    """Canonical names of macros that were empty and had no fallback. Never to be sent like that."""
    attachments: tuple[str, ...] = ()
    """Paths, in the order of the patterns."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready for its recipients. Threads may share it."""

    used: frozenset[str]
    """Canonical names of the macros: what `values.narrow` should keep."""
    warnings: tuple[Problem, ...]
    """What will not look quite as it was typed."""
    pictures: tuple[Picture, ...]
    """Those the message carries: in a letter the ones its text shows, in TAGS all, in TEXT none."""
    _program: "Program" = field(repr=False)

    def render(self, values: Values) -> Rendered:
        """The message for these values. Raises RenderError where they cannot be used."""
        return self._program.run(values)


def compile(  # noqa: A001 - the word for it; used as `template.compile`, like `re.compile`
    source: Source, style: Style, fields: Collection[str] = ()
) -> Compiled:
    """Check a template and make it ready for one style of channel.

    `fields` are the names of the office's custom fields. Raises TemplateError.
    """
    from depesha.render import engine

    return engine.compiled(source, style, fields)
