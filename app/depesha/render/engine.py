"""Templates turned into programs of Jinja2's sandbox: one program per template and style.

Subject, HTML, text and attachment paths are one Jinja2 template, its parts divided by a character
that no source and no value can contain, so a message costs one run.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import jinja2
from jinja2 import nodes

from depesha.api import Style, _
from depesha.domain.macros import Macro
from depesha.domain.people import Line
from depesha.render import letter
from depesha.render.assembly import Assembly
from depesha.render.formats import NOTHING, State, one_line
from depesha.render.grammar import Grammar
from depesha.render.layout import lay_out
from depesha.render.problems import Problem, RenderError, TemplateError
from depesha.render.sandbox import STATE, environment
from depesha.render.template import Compiled, Rendered, Source
from depesha.render.values import Value, Values

MAX_OUTPUT = 2_000_000
"""Characters of all parts of one message together."""
_AT_ONCE = 64
"""Pieces that are added before their length is looked at; each is a value or a part of the text."""
_DIVIDER = "\ufdd3"
_NO_VALUE: dict[str, Any] = {"text": "", "lines": ()}


def compiled(source: Source, style: Style, fields: Collection[str]) -> Compiled:
    """See `template.compile`."""
    grammar = Grammar(fields)
    assembly = Assembly(source, style, grammar)
    subject = assembly.subject()
    attachments = assembly.attachments()
    html, text = assembly.body()
    pictures = assembly.pictures()
    _raise_if_fatal(assembly.problems)
    try:
        program = Program(
            _jinja([subject, html, text, *attachments]),
            tuple(
                (n, m.name, _NO_VALUE.get(m.type, NOTHING)) for n, m in grammar.variables.items()
            ),
            is_letter=style is Style.LETTER,
            css_later=assembly.css_later,
            from_html=source.format == "html",
        )
    except (RecursionError, MemoryError, SyntaxError):
        too_much = _("This text is too complicated.")
        assembly.problems.append(Problem("body", 0, 0, too_much))
    else:
        assembly.problems.extend(_rehearse(program, grammar.variables))
    _raise_if_fatal(assembly.problems)
    used = frozenset(macro.name for macro in grammar.variables.values())
    return Compiled(used, tuple(assembly.problems), pictures, program)


def _raise_if_fatal(problems: list[Problem]) -> None:
    fatal = tuple(problem for problem in problems if problem.fatal)
    if fatal:
        raise TemplateError(fatal)


def _jinja(parts: list[list[nodes.Node]]) -> jinja2.Template:
    body: list[nodes.Node] = []
    for part in parts:
        body += [*part, nodes.Output([nodes.TemplateData(_DIVIDER)])]
    tree = nodes.Template(body, lineno=1)
    tree.set_environment(environment())
    return environment().from_string(tree)


def _rehearse(program: "Program", variables: Mapping[str, Macro]) -> list[Problem]:
    """Fill the template in with everything, and with nothing: what cannot be computed shows now."""
    line = Line(article="A1", name="Name", quantity=Decimal(2), price=Decimal(10), state="new")
    sample: dict[str, Value] = {
        "money": Decimal(1),
        "date": date(2026, 1, 1),
        "lines": (line, line),
    }
    # A text that is also fit to be a link.
    full = {macro.name: sample.get(macro.type, "name.example") for macro in variables.values()}
    problems: dict[str, None] = {}
    for values in (Values(full), Values({})):
        try:
            program.run(values)
        except RenderError as error:
            problems[str(error)] = None
    return [Problem("body", 0, 0, sentence) for sentence in problems]


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled template. Threads may share it."""

    template: jinja2.Template
    variables: tuple[tuple[str, str, Any], ...]
    """Name in the template, canonical name, and what stands for no value."""
    is_letter: bool
    css_later: bool
    from_html: bool
    """The text has signs of `layout` in it."""

    def run(self, values: Values) -> Rendered:
        """Fill in. Raises RenderError."""
        state = State(values.grouping)
        data = values.data
        given: dict[str, Any] = {v: data.get(name, none) for v, name, none in self.variables}
        for name, value in given.items():
            if type(value) is tuple:
                given[name] = [_row(line) for line in value]
        given[STATE] = state
        try:
            whole = self._stream(given)
            subject, html, text, *attachments = whole.split(_DIVIDER)[:-1]
            if self.css_later:
                html = letter.inlined(html)
        except ArithmeticError as error:
            impossible = _("A calculation is impossible, for example a division by zero.")
            raise RenderError(impossible) from error
        except TypeError as error:
            kinds = _("Values of different kinds, such as a text and a number, are compared.")
            raise RenderError(kinds) from error
        except (jinja2.TemplateError, LookupError, ValueError) as error:
            raise RenderError(
                _("The text cannot be filled in for this recipient: {detail}.").format(detail=error)
            ) from error
        return Rendered(
            one_line(subject).strip(),
            self._laid_out(text),
            html if self.is_letter else self._laid_out(html),
            tuple(state.missing),
            tuple(attachments),
        )

    def _stream(self, given: dict[str, Any]) -> str:
        template = self.template
        pieces = template.root_render_func(template.new_context(given, shared=True))
        whole = ""
        while some := list(islice(pieces, _AT_ONCE)):
            whole += "".join(some)
            if len(whole) > MAX_OUTPUT:
                raise RenderError(
                    _("The message is longer than {limit} characters.").format(limit=MAX_OUTPUT)
                )
        return whole

    def _laid_out(self, text: str) -> str:
        return lay_out(text) if self.from_html else text.strip()


def _row(line: Line) -> dict[str, Any]:
    """A line of a document as `{{ СТРОКА.ЦЕНА }}` finds it."""
    return {
        "ARTICLE": line.article,
        "NAME": line.name,
        "QUANTITY": line.quantity,
        "PRICE": line.price,
        "AMOUNT": line.amount,
        "STATE": line.state,
    }
