"""A file is chosen, and what is in it."""

from depesha.ui.importing.file_page import FilePage
from depesha.ui.importing.plan import Plan


def test_a_file_is_chosen_by_the_dialog(app, person, tmp_path, monkeypatch):
    page = FilePage(app.root, app.services, "contacts", {"order": "Orders"})
    page.grid(row=0, column=0)
    asked = []

    def choose(_self, _title, kinds):
        asked.extend(kinds)
        return tmp_path / "a.dbf"

    monkeypatch.setattr(type(app.services.dialogs), "open_file", choose)
    page._choose()
    assert "*.dbf" in asked[0][1]
    assert page.plan(Plan("contacts")) == Plan("contacts", tmp_path / "a.dbf")


def test_documents_have_a_journal(app, person):
    page = FilePage(app.root, app.services, "contacts", {"order": "Orders"})
    page.grid(row=0, column=0)
    person.live()
    assert not page.journal.winfo_ismapped()
    page.what.set("documents")
    page._chosen()
    page.journal.current(1)
    person.until(page.journal.winfo_ismapped, "the list of journals")
    assert page.plan(Plan("documents")).journal == "order"
    page.what.set("employees")
    assert page.plan(Plan("documents")).journal == ""
