"""What plugin authors are promised: complete, documented, and used by ourselves."""

import ast
import importlib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pluggy

import depesha.api
from depesha.api import hooks

# Public names of the api's modules that plugins do not need from `depesha.api` itself.
HOST_ONLY = {"depesha.api.settings": {"About", "about", "unfilled"}}


def hook_signatures() -> dict[str, str]:
    """Hook → its signature as it stands in the code."""
    tree = ast.parse(Path(hooks.__file__).read_text(encoding="utf-8"))
    return {
        node.name: f"{node.name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns)}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    }


def imported_for_type_checkers() -> set[str]:
    tree = ast.parse(Path(depesha.api.__file__).read_text(encoding="utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("depesha.api")
        for alias in node.names
    }


def test_all_lists_what_the_package_offers() -> None:
    assert set(depesha.api.__all__) == imported_for_type_checkers()
    for name in depesha.api.__all__:
        assert getattr(depesha.api, name) is not None, f"{name} has no home in depesha.api"


def test_a_name_that_is_not_offered_is_an_error() -> None:
    assert not hasattr(depesha.api, "no_such_name")


def test_every_hook_is_in_the_manual(root: Path) -> None:
    manual = (root / "app/depesha/docs/plugins.md").read_text(encoding="utf-8")
    missing = [text for text in hook_signatures().values() if text not in manual]
    assert not missing, (
        "Describe these hooks, with exactly these signatures, in app/depesha/docs/plugins.md:\n"
        + "\n".join(missing)
    )


def test_every_hook_has_a_built_in_user() -> None:
    manager: Any = pluggy.PluginManager(hooks.GROUP)
    manager.add_hookspecs(hooks)
    for entry in entry_points(group=hooks.GROUP):
        if entry.dist is not None and entry.dist.name == "depesha":
            manager.register(importlib.import_module(entry.module), entry.name)
    idle = [name for name in hook_signatures() if not getattr(manager.hook, name).get_hookimpls()]
    assert not idle, f"No built-in plugin offers {idle}: give each a real user, or take it out"
    manager.check_pending()
