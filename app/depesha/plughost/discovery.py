"""Which plugins are there: entry points of what is installed and of the plugin folders."""

import importlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, distributions
from pathlib import Path
from typing import Any

from depesha.api.hooks import GROUP

_FAMILY = re.compile(r"depesha\.v(\d+)")
_OURS = "depesha"


@dataclass(frozen=True, slots=True)
class Found:
    """An entry point, or a distribution in a plugin folder whose entry points cannot be read."""

    name: str
    version: str
    load: Callable[[], Any]
    """Imports the plugin; whatever goes wrong in a stranger's code comes out of here."""
    newer: bool = False
    """Written for a later version of the API alone."""


def find(folders: Sequence[Path]) -> list[Found]:
    """All plugins: our own first, then what is installed, then folder by folder; by name.

    The folders are put at the end of `sys.path`: a plugin must not shadow a bundled module.
    """
    for folder in folders:
        _make_importable(folder)
    inside = [str(folder) for folder in folders]
    outside = [place for place in sys.path if place not in inside]
    found: list[Found] = []
    seen: set[str] = set()
    for place in (outside, *([folder] for folder in inside)):
        group: list[tuple[bool, str, Found]] = []
        for distribution in distributions(path=place):
            group += _of(distribution, seen, report=place is not outside)
        found += [plugin for _foreign, _name, plugin in sorted(group, key=lambda item: item[:2])]
    return found


def _make_importable(folder: Path) -> None:
    if folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))
        importlib.invalidate_caches()


def _of(
    distribution: Distribution, seen: set[str], *, report: bool
) -> Iterator[tuple[bool, str, Found]]:
    """Sort keys and plugins of a distribution, unless an earlier place has it too."""
    try:
        if "depesha." not in (distribution.read_text("entry_points.txt") or ""):
            return
        owner, version = str(distribution.name), str(distribution.version)
        entry_points = list(distribution.entry_points)
    except Exception as error:  # noqa: BLE001 - a stranger's damaged metadata is no fault of ours
        if report:
            # Outside the plugin folders it need not be a plugin at all.
            name = Path(str(getattr(distribution, "_path", ""))).name.partition("-")[0]
            yield True, name, Found(name, "", _raising(error))
        return
    normal = re.sub(r"[-_.]+", "-", owner).lower()
    if normal in seen:
        return
    seen.add(normal)
    current = {point.name for point in entry_points if point.group == GROUP}
    for point in entry_points:
        newer = _is_newer(point) and point.name not in current
        if point.group == GROUP or newer:
            yield normal != _OURS, point.name, Found(point.name, version, point.load, newer=newer)


def _is_newer(point: EntryPoint) -> bool:
    match = _FAMILY.fullmatch(point.group)
    ours = _FAMILY.fullmatch(GROUP)
    return match is not None and ours is not None and int(match[1]) > int(ours[1])


def _raising(error: Exception) -> Callable[[], Any]:
    def load() -> Any:
        raise error

    return load
