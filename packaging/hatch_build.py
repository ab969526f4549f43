"""Puts the compiled translations into a wheel, and into the tree for an editable installation."""

import io
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile every .po file below the folder to the .mo file beside it, and return those.

    A .mo file that is already right is not written again: a running program may have it open.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted(folder.rglob("*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name, abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            target.write_bytes(compiled.getvalue())
        made.append(target)
    return made


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling calls it for every wheel, editable ones included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile, and have the result packed although git ignores it."""
        root = Path(self.root)
        for compiled in compile_catalogues(root / "app" / "depesha" / "locale"):
            build_data["artifacts"].append(compiled.relative_to(root).as_posix())
