"""Files whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.atomic import replacing


def test_the_file_appears_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with replacing(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(path) as part:
        part.write_text(f"half{1 / 0}")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_colleagues_may_read_it(tmp_path: Path) -> None:
    with replacing(tmp_path / "out.csv"):
        pass
    (tmp_path / "usual").touch()
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("out.csv", "usual")}
    assert len(modes) == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").touch()
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with replacing(tmp_path / "link.csv") as part:
        part.write_text("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_what_is_no_file_is_written_to_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(pipe) as part:
        part.write_text("new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(
            InputError, match=r"cannot be written: there is no such file or folder. If it is open"
        ),
        replacing(tmp_path / "no" / "out.csv"),
    ):
        pytest.fail("too late")


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written: it is a folder"), replacing(tmp_path):
        pytest.fail("too late")


def test_a_file_that_excel_has_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows opening it for writing fails, and so would replacing it."""
    path = tmp_path / "out.csv"
    path.write_text("old")
    usual = Path.open

    def as_on_windows(self: Path, mode: str = "r", *args: object, **named: object) -> object:
        if self == path and mode == "r+b":
            raise PermissionError(13, "Permission denied")
        return usual(self, mode, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", as_on_windows)
    with (
        pytest.raises(
            InputError, match=r"out.csv cannot be written: you are not allowed to. If it is open"
        ),
        replacing(path),
    ):
        pytest.fail("too late")
    assert path.read_text() == "old"
