"""A table goes into a file: whole, or with a calm word about what is in the way."""

import threading
from array import array

import pytest

from depesha.exchange import export
from depesha.exchange.export import Column
from depesha.ui import export_dialog
from depesha.ui.export_dialog import ExportDialog, export_table

COLUMNS = [Column("code", "Code", str), Column("name", "Name", lambda id_: f"N{id_}")]


def opened(person):
    found = []

    def look():
        found[:] = [w for w in person.root.winfo_children() if isinstance(w, ExportDialog)]
        return found and found[0].winfo_viewable()

    person.until(look, "the dialog")
    return found[0]


@pytest.fixture
def target(tmp_path, app, monkeypatch):
    path = tmp_path / "клиенты.csv"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_words: path)
    return path


@pytest.fixture
def shown(monkeypatch):
    """Files that the system was asked to open."""
    paths = []
    monkeypatch.setattr(export_dialog, "open_file", paths.append)
    return paths


@pytest.fixture
def start(app, person):
    def begin(rows_of=lambda _c, ids: ids, selected=None):
        ids = array("q", range(1, 1201))
        export_table(app.services, "People", "people", lambda _c: COLUMNS, ids, rows_of, selected)
        box = opened(person)
        box.format.set("csv")
        return box

    return begin


def gone(person, box):
    person.until(lambda: not box.winfo_exists(), "the end of the dialog")


def test_all_rows_in_the_chosen_order_by_keys(start, person, target, shown):
    box = start()
    person.focus(box.columns.tree)
    person.keys("alt+Down", "Return")
    gone(person, box)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Name;Code"
    assert len(lines) == 1201
    assert shown == [target]


def test_the_selected_rows_and_the_choice_is_remembered(start, person, target, shown, app):
    box = start(selected=array("q", [7, 9]))
    assert box.only_selected.get()
    box.columns.show(["code", "name"], ["name"])
    box.open_after.set(False)
    person.focus(box)
    person.keys("Return")
    gone(person, box)
    assert target.read_text(encoding="utf-8-sig").splitlines() == ["Name", "N7", "N9"]
    assert shown == []
    assert "2 rows were exported" in app.services.notices.shown[0].text
    assert start().columns.ticked == ["name"]


def test_a_file_that_is_open_elsewhere_is_told_of_and_tried_again(
    start, person, target, shown, monkeypatch
):
    real = type(target).replace

    def busy(self, _target):
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(type(target), "replace", busy)
    target.write_text("old", encoding="utf-8")
    box = start()
    person.focus(box)
    person.keys("Return")
    person.until(lambda: "close it there" in box.said["text"], "the word about it")
    assert target.read_text(encoding="utf-8") == "old"
    monkeypatch.setattr(type(target), "replace", real)
    person.keys("Return")
    gone(person, box)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 1201


def test_without_a_column_there_is_nothing_to_write(start, person, target):
    box = start()
    box.columns.tick_all(on=False)
    person.focus(box)
    person.keys("Return")
    assert box.said["text"] == "Tick at least one column."
    assert not target.exists()


def test_esc_gives_up_what_is_being_written(start, person, target, app):
    go, reached = threading.Event(), threading.Event()

    def slowly(_c, ids):
        reached.set()
        assert go.wait(10)
        return ids

    box = start(slowly)
    person.focus(box)
    person.keys("Return")
    person.until(reached.is_set, "the first rows")
    person.keys("Escape")
    go.set()
    person.until(lambda: app.services.bridge.idle, "the end")
    assert not list(target.parent.glob("*клиенты*"))
    assert not box.winfo_exists()
    assert app.services.notices.shown == []


def test_every_format_is_one_that_can_be_written():
    assert set(export_dialog.FORMATS) == set(export._WRITERS)
