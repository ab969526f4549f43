"""Pictures of other programs, and nothing where there are none."""

import subprocess
import sys

import pytest

from depesha.ui.editor import clipboard


@pytest.fixture
def copied(tk_root, tmp_path):
    """A picture on the clipboard, offered by xclip."""
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"picture" * 99)
    owner = subprocess.Popen(
        ["xclip", "-quiet", "-selection", "clipboard", "-t", "image/png", "-i", str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield path.read_bytes()
    owner.kill()
    owner.wait()


def test_a_picture_is_fetched_by_a_helper(tk_root, driver, copied):
    driver.until(lambda: clipboard.offered(tk_root) == "image/png", "the picture")
    assert clipboard.reader(tk_root, "image/png")() == copied


def test_without_a_helper_tk_fetches_it(tk_root, driver, copied, monkeypatch):
    driver.until(lambda: clipboard.offered(tk_root) == "image/png", "the picture")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert clipboard.reader(tk_root, "image/png")() == copied


def test_text_and_nothing_are_no_picture(tk_root):
    tk_root.clipboard_clear()
    assert clipboard.offered(tk_root) == ""
    tk_root.clipboard_append("text")
    assert clipboard.offered(tk_root) == ""


def test_a_helper_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(clipboard, "PATIENCE", 0.1)
    assert clipboard._from_helper([sys.executable, "-c", "import time; time.sleep(60)"]) == b""
    assert clipboard._from_helper(["no-such-helper"]) == b""
    assert clipboard._from_helper([sys.executable, "-c", "raise SystemExit(1)"]) == b""


def test_the_system_gives_pictures_and_no_files(monkeypatch):
    from PIL import Image, ImageGrab

    monkeypatch.setattr(ImageGrab, "grabclipboard", lambda: Image.new("RGB", (2, 2)))
    assert clipboard._from_system().startswith(b"\x89PNG")
    monkeypatch.setattr(ImageGrab, "grabclipboard", lambda: ["C:\\a.png"])
    assert clipboard._from_system() == b""
