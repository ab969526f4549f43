"""Small pieces: what grows past a screen is taken apart, not scrolled."""

import ast
from pathlib import Path

MODULE = 300
FUNCTION = 40


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
    long = []
    for path in modules:
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION:
                    long.append(f"{path}:{node.lineno} {node.name}: {lines} lines")
    assert not long, (
        f"Name the steps of these functions and move them out (at most {FUNCTION} lines):\n"
        + "\n".join(long)
    )
