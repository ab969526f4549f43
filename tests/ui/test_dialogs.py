"""The questions, answered by real keys."""

from pathlib import Path
from tkinter import filedialog

import pytest

from depesha.ui.dialogs import TkDialogs
from depesha.ui.remembered import Remembered
from depesha.ui.theme import Theme


@pytest.fixture
def dialogs(tk_root, tmp_path):
    return TkDialogs(tk_root, Theme(tk_root, "light"), Remembered(tmp_path / "window.json"))


def test_confirming(dialogs, tk_root, driver) -> None:
    tk_root.after(150, lambda: driver.keys("Return"))
    assert dialogs.confirm("Delete", "Delete 3 contacts?", "Delete") is True
    tk_root.after(150, lambda: driver.keys("Escape"))
    assert dialogs.confirm("Delete", "Delete 3 contacts?", "Delete") is False


def test_enter_does_not_do_what_cannot_be_undone(dialogs, tk_root, driver) -> None:
    tk_root.after(150, lambda: driver.keys("Return"))
    assert dialogs.confirm("Delete", "Delete all?", "Delete", danger=True) is False


def test_choosing_the_usual_way(dialogs, tk_root, driver) -> None:
    tk_root.after(150, lambda: driver.keys("Return"))
    assert dialogs.choose("Late", "It missed its time.", ["Send now", "Skip"]) == 0
    tk_root.after(150, lambda: driver.keys("Escape"))
    assert dialogs.choose("Late", "It missed its time.", ["Send now", "Skip"]) is None


def test_typing_a_line(dialogs, tk_root, driver) -> None:
    tk_root.after(150, lambda: (driver.type("опт"), driver.keys("Return")))
    assert dialogs.text("Category", "Name", "old") == "опт"


def test_reading_details(dialogs, tk_root, driver) -> None:
    tk_root.after(150, lambda: driver.keys("Escape"))
    assert dialogs.tell("Details", "It failed.", "Traceback\n" * 100) is None


def test_the_last_folder_is_where_one_begins(dialogs, tmp_path, monkeypatch) -> None:
    asked = []

    def open_one(**options):
        asked.append(options["initialdir"])
        return str(tmp_path / "клиенты.csv")

    monkeypatch.setattr(filedialog, "askopenfilename", open_one)
    assert dialogs.open_file("Open", [("Tables", "*.csv *.xlsx")]) == Path(tmp_path / "клиенты.csv")
    dialogs.open_file("Open")
    assert asked == ["", str(tmp_path)]


def test_no_file_is_none(dialogs, monkeypatch) -> None:
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_options: ())
    monkeypatch.setattr(filedialog, "askopenfilenames", lambda **_options: "")
    monkeypatch.setattr(filedialog, "asksaveasfilename", lambda **_options: "")
    assert dialogs.open_file("Open") is None
    assert dialogs.open_files("Open") == []
    assert dialogs.save_file("Save", "list.csv") is None
