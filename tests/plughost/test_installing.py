"""A plugin's file is looked at before anything is unpacked."""

import sys
import zipfile

import pytest

from depesha.domain.errors import InputError
from depesha.plughost import installing
from depesha.plughost.discovery import find
from depesha.plughost.installing import install

ENTRY = "[console_scripts]\nx = y\n\n[depesha.v1]\nhello = hello\n"


def wheel(tmp_path, entry: str = ENTRY, metadata: str = "", extra: str = "hello.py"):
    path = tmp_path / "hello-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(extra, '"""Says hello."""\n')
        packed.writestr("hello-1.0.dist-info/METADATA", f"Name: hello\nVersion: 1.0\n{metadata}")
        packed.writestr("hello-1.0.dist-info/entry_points.txt", entry)
    return path


def test_what_is_installed_is_found(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    folder = tmp_path / "plugins"
    folder.mkdir()
    needs = "Requires-Dist: Jinja2>=3\nRequires-Dist: nowhere; extra == 'more'\n"
    assert install(wheel(tmp_path, metadata=needs), folder) == "hello"
    assert "hello" in [found.name for found in find([folder])]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"entry": "[console_scripts]\nx = y\n"}, "no plugin of Depesha"),
        (
            {"metadata": "Requires-Dist: no-such-library-anywhere (>=1)\n"},
            "no-such-library-anywhere",
        ),
        ({"extra": "../../evil.py"}, "outside"),
        ({"extra": "/etc/evil.py"}, "outside"),
    ],
)
def test_what_does_not_fit_is_refused_whole(tmp_path, made, said) -> None:
    folder = tmp_path / "plugins"
    folder.mkdir()
    with pytest.raises(InputError, match=said):
        install(wheel(tmp_path, **made), folder)
    assert list(folder.iterdir()) == []


def test_what_is_no_wheel_at_all(tmp_path) -> None:
    path = tmp_path / "notes.whl"
    path.write_text("hello")
    with pytest.raises(InputError, match="not a wheel"):
        install(path, tmp_path)
    with pytest.raises(InputError, match="cannot be installed"):
        install(tmp_path / "gone.whl", tmp_path)


def test_a_giant_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(installing, "LARGEST", 10)
    with pytest.raises(InputError, match="too large"):
        install(wheel(tmp_path), tmp_path)
