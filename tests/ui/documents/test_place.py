"""A journal of documents is searched, opened and exported; its contacts are written to."""

import pytest

from depesha.ui import rooms


@pytest.fixture
def place(app, person, papers):
    app.services.doors.go("documents.order")
    found = app.services.tabs.view("documents.order")
    person.until(lambda: len(found.table.ids) == 3, "the orders")
    return found


def test_typing_finds_by_contact(place, person):
    person.focus(place.filters.text)
    person.type("борис")
    person.until(lambda: len(place.table.ids) == 1, "one order")
    assert place.footer["text"].startswith("1 document")


def test_a_wrong_date_is_told_of_in_place(place, person):
    person.focus(place.filters.since)
    person.type("x")
    person.until(lambda: "is not a date" in place.footer["text"], "the word about it")


def test_enter_opens_the_card(place, person, app):
    person.focus(place.table.tree)
    person.keys("Home", "Return")
    person.until(lambda: app.services.tabs.front == f"document:{place.table.ids[0]}", "the card")


def test_the_contacts_of_the_chosen_documents_each_once(place):
    place.table.picking.select_all()
    assert len(place.contacts()) == 2
    place.table.header.sort("contact", descending=False)


def test_sorted_by_the_head(place, person, papers):
    place.table.header.sort("number", descending=True)
    person.until(lambda: place.table.ids[0] == papers["ЗК-3"], "the other order")
    place.table.picking.select(0)
    assert len(place.contacts()) == 1


def test_the_offices_own_journal_is_in_the_navigation(place, person, app, papers):
    rooms.own_journals(app.services, app.window)
    person.until(lambda: "documents.act" in app.window.navigation._rows, "the journal")
    assert "go.documents.act" in {one.id for one in app.services.commands.all()}
    app.services.doors.go("documents.act")
    view = app.services.tabs.view("documents.act")
    person.until(lambda: view.table.ids.tolist() == [papers["А-1"]], "its document")


def test_all_documents_together(app, person, papers):
    app.services.doors.go("documents")
    view = app.services.tabs.view("documents")
    person.until(lambda: len(view.table.ids) == 4, "all")


def test_export(place, person, app, tmp_path, monkeypatch):
    from depesha.ui.export_dialog import ExportDialog

    path = tmp_path / "orders.csv"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_words: path)
    place.export()
    boxes = []

    def look():
        boxes[:] = [w for w in app.root.winfo_children() if isinstance(w, ExportDialog)]
        return boxes and boxes[0].winfo_viewable()

    person.until(look, "the dialog")
    boxes[0].format.set("csv")
    boxes[0].open_after.set(False)
    person.focus(boxes[0])
    person.keys("Return")
    person.until(path.exists, "the file")
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 4
