"""Each module that does something has a test file in the place where one looks for it."""

import ast
from pathlib import Path, PurePosixPath

import pytest

# Modules that are tested as a whole by another test file, each with the reason.
TESTED_ELSEWHERE: dict[str, str] = {
    "packaging/scenes.py": "tests/ui/test_nothing_is_cut.py",
    "packaging/stage.py": "tests/ui/test_nothing_is_cut.py",
}


def mirror_of(module: PurePosixPath) -> PurePosixPath:
    """Where the test of a module lies.

    app/depesha/store/ledger.py → tests/store/test_ledger.py
    plugins/depesha_sms/wire.py → tests/plugins/sms/test_wire.py
    """
    source, package, *folders, _ = module.parts if len(module.parts) > 2 else (*module.parts, "")
    name = f"test_{module.stem.strip('_')}.py"
    if source == "app":
        return PurePosixPath("tests", *folders, name)
    if source == "packaging":
        return PurePosixPath("tests", "packaging", name)
    return PurePosixPath("tests", source, package.removeprefix("depesha_"), *folders, name)


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("app/depesha/__main__.py", "tests/test_main.py"),
        ("app/depesha/store/schema/one.py", "tests/store/schema/test_one.py"),
        ("plugins/depesha_sms/gateways/smsc.py", "tests/plugins/sms/gateways/test_smsc.py"),
        ("packaging/dev.py", "tests/packaging/test_dev.py"),
    ],
)
def test_the_rule_itself(module: str, expected: str) -> None:
    assert mirror_of(PurePosixPath(module)) == PurePosixPath(expected)


def has_behaviour(source: str) -> bool:
    """Whether a module does anything: it has a function that is more than a signature."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            body = [line for line in node.body if not _says_nothing(line)]
            if body:
                return True
    return False


def _says_nothing(line: ast.stmt) -> bool:
    # A docstring or `...`.
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def test_descriptions_alone_need_no_test() -> None:
    assert not has_behaviour('class A:\n    x: int = 1\n    def f(self) -> int:\n        "Doc."')
    assert has_behaviour("def f() -> int:\n    return 1")


def test_every_module_has_its_test_file(root: Path, modules: list[Path]) -> None:
    missing = []
    for path in modules:
        if path.stem == "__init__" or path.as_posix() in TESTED_ELSEWHERE:
            continue
        expected = mirror_of(PurePosixPath(path.as_posix()))
        text = (root / path).read_text(encoding="utf-8")
        if has_behaviour(text) and not (root / expected).exists():
            missing.append(f"{path.as_posix()} → {expected}")
    assert not missing, "Write the test files of these modules:\n" + "\n".join(missing)


def test_no_exception_is_stale(root: Path) -> None:
    stale = [name for name in TESTED_ELSEWHERE if not (root / name).exists()]
    assert not stale, f"Take these out of TESTED_ELSEWHERE; they are gone: {', '.join(stale)}"
