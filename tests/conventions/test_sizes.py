"""Small pieces: what grows past a screen is taken apart, not scrolled."""

import ast
from pathlib import Path

MODULE = 300
FUNCTION = 40


def lines_of(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def length(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end without the docstring: a long explanation is no long function."""
    explained = ast.get_docstring(function) is not None
    return lines_of(function) - (lines_of(function.body[0]) if explained else 0)


def test_a_docstring_makes_no_function_long() -> None:
    bare, explained = ("def f():\n    return 1", 'def f():\n    """A\n    B"""\n    return 1')
    for code in (bare, explained):
        (function,) = ast.parse(code).body
        assert isinstance(function, ast.FunctionDef)
        assert length(function) == 2


def test_no_module_is_long(root: Path, modules: list[Path]) -> None:
    long = []
    for path in modules:
        lines = len((root / path).read_text(encoding="utf-8").splitlines())
        if lines > MODULE:
            long.append(f"{path}: {lines} lines")
    assert not long, (
        f"Take these modules apart, each part with a name of its own (at most {MODULE} lines):\n"
        + "\n".join(long)
    )


def test_no_function_is_long(root: Path, modules: list[Path]) -> None:
    found = [
        (path, node)
        for path in modules
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    long = [
        f"{path}:{node.lineno} {node.name}: {length(node)} lines"
        for path, node in found
        if length(node) > FUNCTION
    ]
    assert not long, (
        f"Name the steps of these functions and move them out (at most {FUNCTION} lines):\n"
        + "\n".join(long)
    )
