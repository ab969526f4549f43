"""What is wrong with a template, where, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

from depesha.api import _, ngettext
from depesha.domain.errors import DepeshaError, InputError

Part = Literal["subject", "body", "attachment"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `str(problem)` says it with its place."""

    part: Part
    line: int
    """From 1; 0 where it concerns the whole part."""
    column: int
    """From 1; 0 where only the line is known."""
    sentence: str
    """Translated, for people."""
    fatal: bool = True
    """False: the text can be sent, and is not quite what was typed."""

    def __str__(self) -> str:
        part = {"subject": _("Subject"), "body": _("Text"), "attachment": _("Attachment")}[
            self.part
        ]
        if not self.line:
            return f"{part}: {self.sentence}"
        place = _("line {line}").format(line=self.line)
        if self.column:
            place = _("line {line}, position {column}").format(line=self.line, column=self.column)
        return f"{part}, {place}: {self.sentence}"


class TemplateError(InputError):
    """The template cannot be sent to anybody as it is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """`problems` has at least one."""
        rest = len(problems) - 1
        text = str(problems[0])
        if rest:
            more = ngettext("({count} more problem)", "({count} more problems)", rest)
            text = f"{text} {more.format(count=rest)}"
        super().__init__(text)
        self.problems = problems


class RenderError(DepeshaError):
    """The template cannot be filled in with this recipient's values."""
