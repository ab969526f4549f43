"""Plugins in a folder as `pip install --target` leaves them, and a host that has only those."""

import importlib.metadata
import itertools
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from depesha.plughost import PluginHost, PluginInfo

_numbers = itertools.count()

CHANNEL = """
from contextlib import nullcontext
from dataclasses import dataclass
from depesha.api import *

@dataclass(frozen=True, kw_only=True)
class Account(AccountSettings):
    loft: str = setting("", title=N_("Loft"), required=True)

class Pigeon(Channel[Account]):
    id = "pigeon"
    title = N_("Pigeon post")
    style = Style.TEXT
    settings = Account
    address_field = "loft"

    @staticmethod
    def address(text):
        return text

    @staticmethod
    def connect(settings, context):
        return nullcontext()
"""


class Folder:
    """A plugin folder under construction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()

    def add(
        self,
        name: str,
        source: str,
        *,
        group: str = "depesha.v1",
        distribution: str = "",
        entry_points: str = "",
    ) -> None:
        """A module with the source, and the metadata of a distribution that offers it."""
        module = f"plugin_{next(_numbers)}_{name}"
        (self.path / f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        distribution = distribution or f"foreign_{name}"
        info = self.path / f"{distribution}-1.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.5\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            entry_points or f"[{group}]\n{name} = {module}\n", encoding="utf-8"
        )

    def host(self, **options: Any) -> PluginHost:
        """A host that sees this folder's plugins and none of those installed."""
        installed = {point.name for point in importlib.metadata.entry_points(group="depesha.v1")}
        without = installed - {plugin.name for plugin in self.names()}
        options["without"] = without | set(options.get("without", ()))
        return PluginHost(folders=[self.path], **options)

    def names(self) -> list[importlib.metadata.EntryPoint]:
        """Entry points in this folder that can be read."""
        found = importlib.metadata.distributions(path=[str(self.path)])
        texts = [(dist, dist.read_text("entry_points.txt") or "") for dist in found]
        return [point for dist, text in texts if "=" in text for point in dist.entry_points]

    def infos(self, host: PluginHost) -> dict[str, PluginInfo]:
        """What the host says of this folder's plugins."""
        return {
            info.name: info for info in host.plugins() if info.version == "1.5" or not info.version
        }


@pytest.fixture(autouse=True)
def _restored_imports(tmp_path: Path) -> Iterator[None]:
    path, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "plugins")


@pytest.fixture
def pigeon() -> Callable[..., str]:
    """Source of a working channel plugin; the arguments replace pieces of it."""

    def source(*changes: tuple[str, str]) -> str:
        text = CHANNEL
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return (
            '"""Letters by pigeon."""\n'
            + text
            + "\n@hookimpl\ndef channels():\n    return [Pigeon]\n"
        )

    return source
