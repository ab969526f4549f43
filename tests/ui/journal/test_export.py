"""The journal is exported as it is shown."""

import csv

from depesha.ui.export_dialog import ExportDialog


def test_the_rows_of_the_journal(app, person, told, tmp_path, monkeypatch) -> None:
    path = tmp_path / "journal.csv"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_words: path)
    app.services.doors.go("journal")
    place = app.services.tabs.view("journal")
    person.until(lambda: len(place.journal.table.ids) == 4, "the rows")
    next(one for one in place.commands() if one.id == "journal.export").run()
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
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["Recipient name"] for row in rows] == ["Анна", "Борис", "Вера", "Глеб"]
    assert "Привет, Анна!" in rows[0]["Text"]
