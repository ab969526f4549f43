"""The file survives damage, crashes, full disks and other processes."""

import os
import signal
import stat
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.errors import InputError
from depesha.settings.tomlfile import TomlFile


@pytest.fixture
def file(tmp_path: Path) -> TomlFile:
    return TomlFile(tmp_path / "folder" / "settings.toml")


def _put(file: TomlFile, **values: Any) -> None:
    with file.changing() as document:
        document.update(values)


def test_what_is_not_there_is_empty(file: TomlFile) -> None:
    assert file.read() == {}
    assert not file.path.parent.exists()


def test_a_change_is_on_disk_and_seen(file: TomlFile) -> None:
    _put(file, a={"b": 1}, name="ООО «Ромашка» 🌼")
    assert tomllib.loads(file.path.read_text(encoding="utf-8")) == file.read()
    assert TomlFile(file.path).read() == {"a": {"b": 1}, "name": "ООО «Ромашка» 🌼"}


def test_another_ones_change_is_seen_at_once(file: TomlFile) -> None:
    other = TomlFile(file.path)
    for number in range(20):
        _put(other, number=number)
        assert file.read()["number"] == number


def test_what_nobody_knows_is_kept(file: TomlFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text(
        "since = 2024-05-01\nrate = 2.350\nhuge = 1e400\n[gone.main]\nlist = [1, [2, {a = 'x'}]]\n"
        "[[gone.rows]]\nn = 1\n[[gone.rows]]\nn = 2\n'dotted.key' = true\n"
    )
    before = dict(file.read())
    _put(file, new=1)
    assert TomlFile(file.path).read() == {**before, "new": 1}
    assert file.read()["rate"] == Decimal("2.350")
    assert "2.350" in file.path.read_text()
    assert file.read()["since"] == date(2024, 5, 1)


_keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_values = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_keys, _values, max_size=4))
def test_any_document_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    file = TomlFile(tmp_path_factory.mktemp("any") / "f.toml")
    _put(file, x=document)
    assert TomlFile(file.path).read() == {"x": document}


def test_nothing_is_saved_when_the_block_raises(file: TomlFile) -> None:
    _put(file, a=1)
    before = file.path.read_bytes()

    def change() -> None:
        with file.changing() as document:
            document["a"] = 2
            raise KeyError

    with pytest.raises(KeyError):
        change()
    assert file.path.read_bytes() == before
    assert file.read() == {"a": 1}
    _put(file, b=2)
    assert file.read() == {"a": 1, "b": 2}


def test_a_change_to_the_same_leaves_the_file_alone(file: TomlFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text("a = 1 # said with a comment\n")
    _put(file, a=1)
    assert file.path.read_text() == "a = 1 # said with a comment\n"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_only_the_owner_reads_it(file: TomlFile) -> None:
    _put(file, a=1)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    file.path.chmod(0o644)
    _put(file, a=2)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(file: TomlFile, tmp_path: Path) -> None:
    (tmp_path / "kept elsewhere.toml").write_text("a = 1\n")
    file.path.parent.mkdir()
    file.path.symlink_to(tmp_path / "kept elsewhere.toml")
    _put(file, b=2)
    assert file.path.is_symlink()
    assert TomlFile(tmp_path / "kept elsewhere.toml").read() == {"a": 1, "b": 2}


def test_windows_editors_are_forgiven(file: TomlFile) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes("\ufeffname = 'Ромашка'\r\nb = 1\r\n".encode())
    assert file.read() == {"name": "Ромашка", "b": 1}


DAMAGED = {
    "a missing quote": (b'[office]\nname = "x\nregion = "RU"\n', "line 2, column 10"),
    "half a file": (b'[office]\nname = "x"\n[email', "line 3, column"),
    "no value": (b"a = 1\nb =\n", "line 2, column 4"),
    "twice": (b"a = 1\na = 2\n", "line 2, column"),
    "binary": (b"a = 1\n\x00\x01", "line 2, column 1"),
    "another encoding": ("a = 1\nname = 'Ромашка'\n".encode("cp1251"), "line 2, column 9"),
    "an endless nest": (b"a = " + b"[" * 100_000, "nested too deeply"),
    "an endless number": (b"a = " + b"9" * 5000, "is damaged"),
    "an impossible number": (b"a = 1.0e99999999999999999999999\n", "is damaged"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_located_and_left_as_it_is(file: TomlFile, name: str) -> None:
    content, place = DAMAGED[name]
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    for action in (file.read, lambda: _put(file, a=5)):
        with pytest.raises(InputError) as caught:
            action()
        assert place in str(caught.value)
        assert str(file.path) in str(caught.value)
        assert caught.value.__context__ is None or caught.value.__suppress_context__
    assert file.path.read_bytes() == content


def test_a_folder_in_the_files_place(file: TomlFile) -> None:
    file.path.mkdir(parents=True)
    with pytest.raises(InputError, match="cannot be read"):
        file.read()


def test_a_full_disk_changes_nothing(file: TomlFile, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(file, a=1)
    before = file.path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(
            InputError, match=r"there is no room left on the disk. Nothing was changed"
        ):
            _put(file, a=2)
    assert file.path.read_bytes() == before
    assert sorted(path.name for path in file.path.parent.iterdir()) == [
        "settings.toml",
        "settings.toml.lock",
    ]
    assert file.read() == {"a": 1}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(InputError, match="cannot be made"):
        _put(TomlFile(tmp_path / "x" / "settings.toml"), a=1)
    (tmp_path / "y" / "settings.toml.lock").mkdir(parents=True)
    with pytest.raises(InputError, match="cannot be written to"):
        _put(TomlFile(tmp_path / "y" / "settings.toml"), a=1)


WRITER = """
import sys
from pathlib import Path
from depesha.settings.tomlfile import TomlFile
file, name = TomlFile(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    with file.changing() as document:
        document[f"{name}{number}"] = "x" * 200
"""


def _writer(file: TomlFile, name: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file.path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _go(*writers: "subprocess.Popen[str]") -> None:
    """All at once, when the last is ready."""
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


def test_processes_lose_none_of_each_others_changes(file: TomlFile) -> None:
    writers = [_writer(file, name, 30) for name in "abc"]
    _go(*writers)
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    assert set(file.read()) == {f"{name}{number}" for name in "abc" for number in range(30)}


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_writer_leaves_a_whole_file_and_no_lock(file: TomlFile) -> None:
    seen = 0
    for round_ in range(5):
        writer = _writer(file, f"r{round_}_", 10_000)
        _go(writer)
        while len(TomlFile(file.path).read()) < seen + 3 + round_:
            assert writer.poll() is None
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        after = len(TomlFile(file.path).read())
        assert after > seen
        _put(file, mine=round_)
        seen = len(TomlFile(file.path).read())
