"""What is found, where and in which order; a folder filled by pip itself among it."""

import importlib.metadata
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from depesha.plughost import PluginHost, PluginState, discovery

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "depesha-pigeon"
version = "1.5"

[project.entry-points."depesha.v1"]
pigeon = "depesha_pigeon"
"""


def test_pip_fills_the_folder(tmp_path: Path, pigeon: Callable[..., str]) -> None:
    source, folder = tmp_path / "source", tmp_path / "plugins"
    (source / "depesha_pigeon").mkdir(parents=True)
    (source / "pyproject.toml").write_text(PYPROJECT)
    (source / "depesha_pigeon" / "__init__.py").write_text(pigeon())
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    offline = ["--no-index", "--no-build-isolation", "--no-deps", "--target", str(folder)]
    subprocess.run([*pip, *offline, str(source)], check=True)

    host = PluginHost(folders=[folder])
    assert host.channels()["pigeon"].title == "Pigeon post"
    info = next(info for info in host.plugins() if info.name == "pigeon")
    assert (info.state, info.version) == (PluginState.ACTIVE, "1.5")
    assert info.description == "Letters by pigeon."
    assert info.hooks == ("channels",)


def test_our_own_come_first_and_by_name(folder, pigeon) -> None:
    folder.add("aardvark", pigeon())
    names = [found.name for found in discovery.find([folder.path])]
    ours = sorted(
        point.name
        for point in importlib.metadata.distribution("depesha").entry_points
        if point.group == "depesha.v1"
    )
    assert names[: len(ours)] == ours
    assert names[-1] == "aardvark"


def test_the_file_systems_order_does_not_matter(folder, pigeon, monkeypatch) -> None:
    for name in ("c", "a", "b", "d"):
        folder.add(name, pigeon())
    expected = [found.name for found in discovery.find([folder.path])]

    def shuffled(path: list[str]) -> list[importlib.metadata.Distribution]:
        found = list(importlib.metadata.distributions(path=path))
        random.shuffle(found)
        return found

    monkeypatch.setattr(discovery, "distributions", shuffled)
    for _attempt in range(5):
        assert [found.name for found in discovery.find([folder.path])] == expected
    assert expected[-4:] == ["a", "b", "c", "d"]


def test_a_plugin_folder_shadows_nothing(folder, pigeon) -> None:
    folder.add("pigeon", pigeon())
    (folder.path / "jinja2.py").write_text("raise SystemExit('shadowed')")
    before = list(sys.path)
    discovery.find([folder.path])
    assert sys.path == [*before, str(folder.path)]
    discovery.find([folder.path])
    assert sys.path == [*before, str(folder.path)]


def test_a_second_host_finds_the_same(folder, pigeon) -> None:
    folder.add("pigeon", pigeon())
    first = [(info.name, info.state) for info in folder.host().plugins()]
    assert [(info.name, info.state) for info in folder.host().plugins()] == first


def test_the_earlier_place_wins(tmp_path, folder, pigeon) -> None:
    folder.add("pigeon", pigeon(), distribution="same_name")
    later = type(folder)(tmp_path / "later")
    later.add("pigeon", pigeon(("Pigeon post", "Old pigeon")), distribution="Same.Name")
    host = PluginHost(folders=[folder.path, later.path])
    assert [info.name for info in host.plugins()].count("pigeon") == 1
    assert host.channels()["pigeon"].title == "Pigeon post"


def test_a_missing_folder_is_nothing_special(tmp_path: Path) -> None:
    before = list(sys.path)
    discovery.find([tmp_path / "none"])
    assert sys.path == before


def test_an_interface_version_of_the_future(folder, pigeon) -> None:
    folder.add("future", "raise AssertionError('imported')", group="depesha.v2")
    folder.add("past", "raise AssertionError('imported')", group="depesha.v0")
    found = {found.name: found for found in discovery.find([folder.path])}
    assert found["future"].newer
    assert "past" not in found


def test_a_plugin_for_both_versions_is_no_trouble(folder, pigeon) -> None:
    folder.add("both", pigeon())
    points = next(folder.path.glob("*.dist-info")) / "entry_points.txt"
    points.write_text(points.read_text() + points.read_text().replace("v1", "v2"))
    assert [found.newer for found in discovery.find([folder.path]) if found.name == "both"] == [
        False
    ]


def test_damaged_metadata_is_reported_by_the_distributions_name(folder) -> None:
    broken = "[depesha.v1]\nnonsense without an equals sign\n"
    folder.add("broken", "", distribution="broken_thing", entry_points=broken)
    infos = {info.name: info for info in PluginHost(folders=[folder.path]).plugins()}
    assert infos["broken_thing"].state is PluginState.IMPORT_FAILED
    assert infos["broken_thing"].traceback


def test_damage_elsewhere_on_the_machine_is_not_our_affair(folder, monkeypatch) -> None:
    broken = "[depesha.v1]\nnonsense without an equals sign\n"
    folder.add("broken", "", distribution="broken_thing", entry_points=broken)
    monkeypatch.syspath_prepend(folder.path)
    assert "broken_thing" not in {found.name for found in discovery.find([])}
