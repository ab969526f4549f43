"""The list of mailings is exported as it is shown."""

from depesha.ui.export_dialog import ExportDialog
from depesha.ui.mailings import rows
from depesha.ui.mailings.export import exported


def test_the_mailings_of_the_table(app, person, told, tmp_path, monkeypatch) -> None:
    path = tmp_path / "mailings.csv"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_words: path)
    app.services.doors.go("mailings")
    place = app.services.tabs.view("mailings")
    person.until(lambda: len(place.table.ids) == 1, "the mailing")
    next(one for one in place.commands() if one.id == "mailings.export").run()
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
    head, row = path.read_text(encoding="utf-8-sig").splitlines()
    found = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (found["Title"], found["Recipients"], found["Not sent"]) == ("Новости", "3", "1")


def test_all_columns_of_the_table() -> None:
    assert [one.name for one in exported(None)] == [one.key for one in rows.columns()]
