"""From a template's text to a checked tree: every name known, every construct one that is bounded.

Macros and Jinja2 meet here: `{КЛИЕНТ.ИМЯ}` in the text and `{{ КЛИЕНТ.ИМЯ }}` become the same.
Jinja2 parses; of its language only `if`, `for` and the expressions of `expressions` get through.

Plain text need not know Jinja2: `{{`, `{%` and `{#` that nothing closes are text, unless a word
follows `{{` or `{%`, for then somebody forgot the closing mark.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from depesha.api import _
from depesha.api.i18n import current_language
from depesha.domain import macros
from depesha.render.expressions import (
    LONE,
    ExpressionReader,
    LoopVariable,
    Refused,
    as_counted,
    filtered,
    literals,
    unavailable,
    unknown,
)
from depesha.render.problems import Part, Problem
from depesha.render.sandbox import environment

MAX_SOURCE = 200_000
"""Characters of one part of a template."""
MAX_NODES = 20_000
MAX_SHOWN = 5_000
"""Macros, expressions and constructs in one part."""
MAX_BLOCKS = 10
"""Constructs inside one another."""
MAX_LOOPS = 2
MAX_PROBLEMS = 20
"""Enough to mend a template by; the search ends there."""


@dataclass(slots=True, eq=False)
class Shown:
    """An expression whose value is put into the text."""

    value: nodes.Expr
    label: str | None
    """The macro's canonical name where the expression is just that macro, without a fallback."""


@dataclass(slots=True, eq=False)
class Block:
    """`{% if %}` or `{% for %}`: a head of our own making, and the branches it chooses from."""

    tests: list[nodes.Expr]
    """Of `if` and each `elif`; the filter of a `for`, or nothing."""
    branches: "list[list[Piece]]"
    """Body, for each `elif` its own, and last what `else` says."""
    target: str = ""
    """The loop variable's compiled name; empty for `if`."""
    items: nodes.Expr | None = None


Piece = str | Shown | Block


class Grammar:
    """Reads the parts of one template and remembers which macros they use."""

    def __init__(self, fields: Collection[str]) -> None:
        self.fields = tuple(fields)
        self.variables: dict[str, macros.Macro] = {}
        """Name in the compiled template → macro."""
        self.problems: list[Problem] = []
        self._names: dict[str, str] = {}

    def variable(self, macro: macros.Macro) -> str:
        """The name by which the compiled template asks for the macro."""
        name = self._names.setdefault(macro.name, f"v{len(self._names)}")
        self.variables[name] = macro
        return name

    def read(self, text: str, part: Part) -> list[Piece]:
        """The pieces of a cleaned text. What is wrong goes to `problems`."""
        if self.too_long(text, part):
            return []
        self._check_braces(text, part)
        letters = list(text)
        for index in macros.lone_marks(text):
            letters[index] = LONE
        text = "".join(letters)
        try:
            return _Reader(self, part).pieces(_parsed(text).body)
        except TemplateSyntaxError as error:
            self.problems.append(Problem(part, error.lineno, 0, _syntax(error, text)))
        except Refused as refused:
            self.problems.append(Problem(part, refused.line, 0, refused.sentence))
        except (RecursionError, MemoryError, ValueError, OverflowError):
            # Nesting, or a number of thousands of digits, that Python itself gives up on.
            self.problems.append(Problem(part, 0, 0, _("This text is too complicated.")))
        return []

    def too_long(self, text: str, part: Part) -> bool:
        """Whether the text is longer than MAX_SOURCE; then that is a problem."""
        if len(text) <= MAX_SOURCE:
            return False
        limit = _("The text is longer than {limit} characters.").format(limit=MAX_SOURCE)
        self.problems.append(Problem(part, 0, 0, limit))
        return True

    def _check_braces(self, text: str, part: Part) -> None:
        for index in macros.lone_marks(text):
            if _FORGOTTEN.match(text, index):
                mark = text[index : index + 2]
                closer = {"{{": "}}", "{%": "%}"}[mark]
                sentence = _("“{mark}” is not closed by “{closer}”.")
                place = macros.position(text, index)
                self.problems.append(
                    Problem(part, *place, sentence.format(mark=mark, closer=closer))
                )
                break
        for found in macros.find(text, self.fields):
            if len(self.problems) >= MAX_PROBLEMS:
                return
            if found.macro is None:
                place = macros.position(text, found.start)
                self.problems.append(Problem(part, *place, unknown(found.name, self.fields)))


def _too_many() -> Refused:
    return Refused(_("The text has too many macros and constructs."), 0)


def _parsed(text: str) -> nodes.Template:
    if text.count("{{") + text.count("{%") > MAX_SHOWN:
        raise _too_many()
    tree = environment().parse(text)
    if sum(1 for _node in tree.find_all(nodes.Node)) > MAX_NODES:
        raise _too_many()
    return tree


_FORGOTTEN = re.compile(r"\{[{%][-+]?\s*[^\W\d_]")


def _syntax(error: TemplateSyntaxError, text: str) -> str:
    lines = text.split("\n")
    line = lines[error.lineno - 1].strip() if 0 < error.lineno <= len(lines) else ""
    return _(
        "“{line}” cannot be understood ({detail}). Braces that are meant as text get a space "
        "between them."
    ).format(line=line[:80].replace(LONE, "{"), detail=error.message)


class _Reader:
    """Walks the tree of one part."""

    def __init__(self, grammar: Grammar, part: Part) -> None:
        self.grammar = grammar
        self.part = part
        self.loops: dict[str, LoopVariable] = {}
        self.depth = 0
        self.shown = 0

    def pieces(self, body: list[nodes.Node]) -> list[Piece]:
        result: list[Piece] = []
        for node in body:
            try:
                if isinstance(node, nodes.Output):
                    for child in node.nodes:
                        self._output(child, result)
                else:
                    result.append(self._block(node))
            except Refused as refused:
                self._note(refused)
        return result

    def _note(self, refused: Refused) -> None:
        problems = self.grammar.problems
        if len(problems) < MAX_PROBLEMS:
            problems.append(Problem(self.part, refused.line, 0, refused.sentence))

    def _expression(self, node: nodes.Node, *, shown: bool) -> nodes.Expr:
        grammar = self.grammar
        reader = ExpressionReader(grammar.fields, grammar.variable, self.loops)
        return reader.read(node, shown=shown)

    def _output(self, node: nodes.Expr, result: list[Piece]) -> None:
        if isinstance(node, nodes.TemplateData):
            self._data(node.data.replace(LONE, "{"), result)
            return
        value = self._expression(node, shown=True)
        if isinstance(value, nodes.Filter) and value.name == "needed":
            label = value.args[0]
            assert isinstance(label, nodes.Const)
            assert value.node is not None
            self._show(Shown(value.node, label.value), result)
        else:
            self._show(Shown(as_counted(value), None), result)

    def _data(self, text: str, result: list[Piece]) -> None:
        at = 0
        for found in macros.find(text, self.grammar.fields):
            if found.macro is None:
                continue  # already a problem
            result.append(text[at : found.start])
            at = found.end
            name = nodes.Name(self.grammar.variable(found.macro), "load")
            if found.fallback is None:
                self._show(Shown(name, found.macro.name), result)
            else:
                self._show(Shown(filtered(name, "default", found.fallback), None), result)
        result.append(text[at:])

    def _show(self, shown: Shown, result: list[Piece]) -> None:
        self.shown += 1
        if self.shown > MAX_SHOWN:
            raise _too_many()
        result.append(shown)

    def _block(self, node: nodes.Node) -> Block:
        self.depth += 1
        try:
            if self.depth > MAX_BLOCKS:
                raise Refused(_("There are too many constructs inside one another."), node.lineno)
            if isinstance(node, nodes.If):
                return self._if(node)
            if isinstance(node, nodes.For):
                return self._for(node)
            raise unavailable(node)
        finally:
            self.depth -= 1

    def _if(self, node: nodes.If) -> Block:
        every = [node, *node.elif_]
        tests = [self._expression(one.test, shown=False) for one in every]
        return Block(tests, [self.pieces(one.body) for one in [*every]] + [self.pieces(node.else_)])

    def _for(self, node: nodes.For) -> Block:
        if node.recursive or not isinstance(node.target, nodes.Name):
            raise unavailable(node)
        if len(self.loops) >= MAX_LOOPS:
            raise Refused(_("There are too many loops inside one another."), node.lineno)
        items, is_line = self._items(node)
        written = node.target.name
        if written in self.loops or written == "loop" or self._taken(written):
            raise Refused(_("The name “{name}” is taken.").format(name=written), node.lineno)
        target = f"i{len(self.loops)}"
        outside = self.loops
        self.loops = outside | {written: LoopVariable(target, is_line)}
        tests = [self._expression(node.test, shown=False)] if node.test else []
        body = self.pieces(node.body)
        self.loops = outside
        return Block(tests, [body, self.pieces(node.else_)], target, items)

    def _taken(self, name: str) -> bool:
        known = macros.resolve(name, self.grammar.fields) is not None
        return known or name.casefold() in macros.FIRST_WORDS

    def _items(self, node: nodes.For) -> tuple[nodes.Expr, bool]:
        fixed = literals(node.iter)
        weight = 1 + sum(1 for _node in node.find_all(nodes.Node))
        if fixed is not None:
            return filtered(fixed, "limited", weight), False
        items = self._expression(node.iter, shown=False)
        if not isinstance(items, nodes.Name) or not self._is_lines(items):
            raise Refused(
                _("Only {lines} or a list can be gone through.").format(
                    lines=macros.label("DOCUMENT.LINES", current_language())
                ),
                node.iter.lineno,
            )
        return filtered(items, "limited", weight), True

    def _is_lines(self, name: nodes.Name) -> bool:
        macro = self.grammar.variables.get(name.name)
        return macro is not None and macro.type == "lines"
