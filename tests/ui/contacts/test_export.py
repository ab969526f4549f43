"""Contacts are exported as an import reads them."""

from array import array

from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.export_dialog import ExportDialog


def test_the_chosen_contacts_with_all_columns(app, person, tmp_path, monkeypatch) -> None:
    with app.services.office.database.write() as c:
        ids = [contacts.insert(c, Contact(name=name)) for name in ("Анна", "Борис", "=Вера")]
    path = tmp_path / "contacts.csv"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_words: path)
    app.services.doors.export_contacts(array("q", ids), array("q", [ids[2], ids[0]]))
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
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Depesha code;External code;")
    assert "'=Вера" in lines[1]
    assert "Анна" in lines[2]
    assert len(lines) == 3
