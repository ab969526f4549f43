"""The expressions of Jinja2 that a message text may use, with every name replaced by our own.

Whatever is not named here is refused before anything runs: calls, attributes, subscripts, powers,
slices, dictionaries. A path is resolved to a macro, a field of a document's line, or `loop.index`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from jinja2 import nodes

from depesha.api import _
from depesha.api.i18n import current_language
from depesha.domain import macros
from depesha.render.sandbox import FILTERS, TESTS

MAX_EXPRESSION = 100
"""Nodes of one expression: what it builds is at most so many values long."""
LONE = "\ufdd2"
"""Stands for the brace of a lone mark while Jinja2 parses; `formats.clean` takes it out before."""
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex"})
_COMPARE = frozenset({"eq", "ne", "gt", "gteq", "lt", "lteq", "in", "notin"})


class Refused(Exception):
    """A verdict on a node: `sentence` says what may not be written or is unknown, `line` where."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


@dataclass(frozen=True, slots=True)
class LoopVariable:
    """What `{% for x in … %}` made known."""

    name: str
    """In the compiled template."""
    is_line: bool
    """A line of a document; else a literal."""


def filtered(node: nodes.Expr, name: str, *arguments: object) -> nodes.Filter:
    """The node with a filter of our own put around it."""
    return nodes.Filter(node, name, [nodes.Const(a) for a in arguments], [], None, None)


def as_counted(node: nodes.Expr) -> nodes.Expr:
    """A quantity alone is written `2`, not like money `2,00`; anything else unchanged."""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        field = macros.line_field(str(node.arg.value))
        if field and field.type == "number":
            return filtered(node, "number")
    return node


class ExpressionReader:
    """Reads expressions at one place of a template.

    `variable` gives the compiled name of a macro; `loops` are the loop variables in force.
    """

    def __init__(
        self,
        fields: Iterable[str],
        variable: Callable[[macros.Macro], str],
        loops: dict[str, LoopVariable],
    ) -> None:
        self.fields = tuple(fields)
        self.variable = variable
        self.loops = loops

    def read(self, node: nodes.Node, *, shown: bool) -> nodes.Expr:
        """The checked expression. Raises Refused.

        `shown` says that its value goes into the text, so that an empty macro in it is missing.
        """
        count = 1 + sum(1 for _node in node.find_all(nodes.Node))
        if count > MAX_EXPRESSION:
            raise Refused(_("This expression is too long."), node.lineno)
        return self._read(node, shown=shown)

    def _read(self, node: nodes.Node, *, shown: bool) -> nodes.Expr:
        for kinds, method in self._READERS.items():
            if isinstance(node, kinds):
                checked: nodes.Expr = method(self, node, shown=shown)
                return checked
        raise unavailable(node)

    def _test(self, node: nodes.Test, *, shown: bool) -> nodes.Expr:  # noqa: ARG002
        self._known(node, TESTS)
        return nodes.Test(self._read(node.node, shown=False), node.name, [], [], None, None)

    def _concat(self, node: nodes.Concat, *, shown: bool) -> nodes.Expr:
        parts = [self._read(part, shown=shown) for part in node.nodes]
        return nodes.Concat([filtered(as_counted(part), "text", None) for part in parts])

    def _either(self, node: nodes.Or | nodes.And, *, shown: bool) -> nodes.Expr:
        # `{{ A or "x" }}` is a fallback: A may be empty.
        left = self._read(node.left, shown=False)
        return type(node)(left, self._read(node.right, shown=shown))

    def _arithmetic(self, node: nodes.BinExpr, *, shown: bool) -> nodes.Expr:
        left = self._read(node.left, shown=shown)
        return type(node)(left, self._read(node.right, shown=shown))

    def _sign(self, node: nodes.Neg | nodes.Pos, *, shown: bool) -> nodes.Expr:
        # As arithmetic, which knows what a number is.
        operator = nodes.Sub if isinstance(node, nodes.Neg) else nodes.Add
        return operator(nodes.Const(0), self._read(node.node, shown=shown))

    def _not(self, node: nodes.Not, *, shown: bool) -> nodes.Expr:  # noqa: ARG002
        return nodes.Not(self._read(node.node, shown=False))

    def _constant(self, node: nodes.Const, *, shown: bool) -> nodes.Expr:  # noqa: ARG002
        value = node.value
        if isinstance(value, str):
            return nodes.Const(value.replace(LONE, "{"))
        if isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= 10**15):
            raise Refused(_("This number is too large."), node.lineno)
        return nodes.Const(value)

    def _choice(self, node: nodes.CondExpr, *, shown: bool) -> nodes.Expr:
        if node.expr2 is None:
            otherwise: nodes.Expr = nodes.Const("")
        else:
            otherwise = self._read(node.expr2, shown=shown)
        test = self._read(node.test, shown=False)
        return nodes.CondExpr(test, self._read(node.expr1, shown=shown), otherwise)

    def _filter(self, node: nodes.Filter, *, shown: bool) -> nodes.Expr:
        self._known(node, FILTERS)
        if node.node is None:
            raise unavailable(node)
        if node.name in {"default", "d", "length", "count"}:
            shown = False
        value = self._read(node.node, shown=shown)
        arguments = [self._read(argument, shown=shown) for argument in node.args]
        return nodes.Filter(value, node.name, arguments, [], None, None)

    def _known(self, node: nodes.Filter | nodes.Test, known: Iterable[str]) -> None:
        if node.name not in known:
            raise Refused(
                _("“{name}” is not known. There are: {known}.").format(
                    name=node.name[:80], known=", ".join(sorted(known))
                ),
                node.lineno,
            )
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            raise Refused(
                _("“{name}” takes one value at most.").format(name=node.name), node.lineno
            )

    def _compare(self, node: nodes.Compare, *, shown: bool) -> nodes.Expr:  # noqa: ARG002
        operands = []
        for operand in node.ops:
            if operand.op not in _COMPARE:
                raise unavailable(operand)
            right = literals(operand.expr) if operand.op in {"in", "notin"} else None
            known = right or self._read(operand.expr, shown=False)
            operands.append(nodes.Operand(operand.op, known))
        return nodes.Compare(self._read(node.expr, shown=False), operands)

    # --- Names -----------------------------------------------------------------------------------

    def _path(self, node: nodes.Node, *, shown: bool) -> nodes.Expr:
        names = _names(node)
        if names[0] in self.loops or (names[0] == "loop" and self.loops):
            return self._loop_path(names, node.lineno)
        written = ".".join(names)
        macro = macros.resolve(written, self.fields)
        if macro is None:
            raise Refused(unknown(written, self.fields), node.lineno)
        name = nodes.Name(self.variable(macro), "load")
        return filtered(name, "needed", macro.name) if shown else name

    def _loop_path(self, names: list[str], line: int) -> nodes.Expr:
        written = ".".join(names)
        if names[0] == "loop":
            if len(names) != 2 or names[1] not in _LOOP:
                raise Refused(unknown(written, ()), line)
            return nodes.Getattr(nodes.Name("loop", "load"), names[1], "load")
        variable = self.loops[names[0]]
        name = nodes.Name(variable.name, "load")
        if len(names) == 1 and not variable.is_line:
            return name
        found = macros.line_field(names[1]) if len(names) == 2 and variable.is_line else None
        if found is None:
            is_russian = current_language() == "ru"
            fields = (m.russian if is_russian else m.name for m in macros.LINE_FIELDS)
            known = ", ".join(f"{names[0]}.{field}" for field in fields)
            raise Refused(
                _("“{name}” is not known. A line of a document has: {known}.").format(
                    name=written, known=known
                ),
                line,
            )
        return nodes.Getitem(name, nodes.Const(found.name), "load")

    _READERS: ClassVar[dict[Any, Any]] = {
        nodes.Const: _constant,
        (nodes.Name, nodes.Getattr, nodes.Getitem): _path,
        nodes.Filter: _filter,
        nodes.Test: _test,
        nodes.Concat: _concat,
        nodes.CondExpr: _choice,
        (nodes.Or, nodes.And): _either,
        (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod): _arithmetic,
        (nodes.Neg, nodes.Pos): _sign,
        nodes.Not: _not,
        nodes.Compare: _compare,
    }
    """All there is; a node of any other kind is refused."""


def _names(node: nodes.Node) -> list[str]:
    """`A.B["C"]` as its names. Raises Refused for anything that is not a plain path."""
    names: list[str] = []
    while True:
        if isinstance(node, nodes.Getattr):
            names.append(node.attr)
            node = node.node
        elif isinstance(node, nodes.Getitem):
            if not isinstance(node.arg, nodes.Const) or not isinstance(node.arg.value, str):
                raise unavailable(node)
            names.append(node.arg.value)
            node = node.node
        elif isinstance(node, nodes.Name):
            names.append(node.name)
            return names[::-1]
        else:
            raise unavailable(node)


def literals(node: nodes.Node) -> nodes.List | None:
    """A list of plain constants, or None."""
    if not isinstance(node, nodes.List | nodes.Tuple):
        return None
    if not all(isinstance(item, nodes.Const) for item in node.items):
        return None
    return nodes.List(list(node.items))


def unknown(name: str, fields: Iterable[str]) -> str:
    """The sentence about a macro that does not exist."""
    name = name[:80]
    near = macros.nearest(name, tuple(fields))
    if near:
        return _("There is no macro “{name}”. Did you mean {{{near}}}?").format(
            name=name, near=near
        )
    return _(
        "There is no macro “{name}”. Braces that are meant as text get a space after the first one."
    ).format(name=name)


_WORDS = {
    nodes.Call: "(…)",
    nodes.Pow: "**",
    nodes.Dict: "{…}",
    nodes.Getitem: "[…]",
    nodes.Slice: "[…:…]",
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.FromImport: "from … import",
}


def unavailable(node: nodes.Node) -> Refused:
    """The verdict on a construct that is not for messages."""
    what = _WORDS.get(type(node), type(node).__name__.lower())
    return Refused(
        _("“{what}” cannot be used in the text of a message.").format(what=what), node.lineno
    )
