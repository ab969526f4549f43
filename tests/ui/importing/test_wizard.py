"""A file goes through the whole wizard by real keys; what is wrong with it is said in place."""

from decimal import Decimal

from depesha.domain.people import Contact
from depesha.store import contacts, documents
from depesha.ui.importing import rejected


def reach(person, box, step):
    person.until(lambda: box.step == step, f"the step {step}")
    person.live(0.1)


def names(app):
    c = app.services.office.database.reader
    return [one.name for one in contacts.get_many(c, contacts.all_ids(c))]


def test_a_file_of_windows_by_keys_alone(app, person, wizard, clients, monkeypatch):
    opened = []
    monkeypatch.setattr(rejected, "open_file", opened.append)
    app.services.doors.go("contacts")
    box = wizard()
    person.focus(box.file.entry)
    person.type(str(clients))
    person.keys("Return")
    reach(person, box, "reading")
    assert "cp1251" in box.reading.encoding.get()
    assert box.reading.grid_.tree.item(box.reading.grid_.tree.get_children()[0], "values")[0] == (
        "Иванов Пётр"
    )
    person.keys("Return")
    reach(person, box, "columns")
    assert box.columns.fields == ["name", "mobile_phone", "email", ""]
    # To the last column; Tab to its list of fields; the last of them is a field of our own.
    person.focus(box.columns.tree)
    person.keys("Down", "Down", "Down", "Tab", "Down", "ctrl+End", "Return")
    person.until(lambda: box.columns.fields[3] == "custom:Скидка", "the choice")
    person.focus(box.columns.tree)
    person.keys("Return")
    reach(person, box, "rehearsal")
    assert box.rehearsal.figures["added"]["text"] == "3"
    assert box.rehearsal.figures["rejected"]["text"] == "1"
    assert names(app) == []
    person.keys("Return")
    reach(person, box, "result")
    assert names(app) == ["Без адреса", "Ёлкина Анна", "Иванов Пётр"]
    assert "remarks" in rejected_file(app).name
    person.focus(box.open_rejected)
    person.keys("space")
    assert opened == [rejected_file(app)]
    person.focus(box.onward)
    person.keys("Return")
    person.until(lambda: not box.winfo_exists(), "the end")
    place = app.services.tabs.view("contacts")
    person.until(lambda: len(place.table.ids) == 3, "the new contacts in the table")
    found = contacts.get(app.services.office.database.reader, place.table.ids[2])
    assert dict(found.custom) == {"Скидка": "5"}
    assert found.mobile_phone == "+79161234567"


def rejected_file(app):
    (found,) = app.services.office.profile.reports.iterdir()
    return found


def test_the_choice_of_columns_is_remembered(app, person, wizard, clients):
    box = wizard()
    box.file.path.set(str(clients))
    box.onward.invoke()
    reach(person, box, "reading")
    box.onward.invoke()
    box.columns.choose(3)
    box.columns.choice.current(len(box.columns.choice["values"]) - 1)
    box.columns.choice.event_generate("<<ComboboxSelected>>")
    for step in ("rehearsal", "result"):
        box.onward.invoke()
        reach(person, box, step)
    box.close(None)
    again = wizard()
    again.file.path.set(str(clients))
    again.onward.invoke()
    reach(person, again, "reading")
    again.onward.invoke()
    assert again.columns.fields[3] == "custom:Скидка"
    assert "imported before" in again.columns.said["text"]


def test_another_encoding_shows_other_letters(app, person, wizard, clients):
    box = wizard()
    box.file.path.set(str(clients))
    box.onward.invoke()
    reach(person, box, "reading")
    grid = box.reading.grid_.tree
    person.focus(box.reading.encoding)
    person.keys("Down", "Down", "Down", "Down", "Return")
    person.until(lambda: box.reading.encoding.get() == "cp866", "the choice")
    person.until(
        lambda: grid.item(grid.get_children()[0], "values")[0] != "Иванов Пётр", "other letters"
    )


def test_what_is_wrong_with_a_file_is_said_in_place(app, person, wizard, tmp_path):
    box = wizard()
    empty, damaged = tmp_path / "empty.csv", tmp_path / "damaged.xlsx"
    empty.write_bytes(b"")
    damaged.write_bytes(b"PK\x03\x04 and nothing more")
    for path, word in (
        ("", "Choose a file"),
        (tmp_path / "none.csv", "There is no file"),
        (tmp_path, "is a folder"),
        (empty, "is empty"),
        (damaged, "damaged"),
    ):
        box.file.path.set(str(path))
        box.onward.invoke()
        person.until(lambda word=word: word in box.problem["text"], word)
        assert box.step == "file"
    assert app.services.notices.shown == []


def test_a_file_without_names_of_columns(app, person, wizard, tmp_path):
    path = tmp_path / "plain.csv"
    path.write_text("1;2\n3;4\n", encoding="utf-8")
    box = wizard()
    box.file.path.set(str(path))
    box.onward.invoke()
    reach(person, box, "reading")
    assert "called by their letters" in box.reading.notes["text"]
    box.onward.invoke()
    box.onward.invoke()
    person.until(lambda: "No column is" in box.problem["text"], "what is missing")
    assert box.step == "columns"


def test_esc_stops_an_import_and_nothing_is_stored(app, person, wizard, tmp_path):
    path = tmp_path / "many.csv"
    rows = "".join(f"Клиент {n};client{n}@example.ru\n" for n in range(6000))
    path.write_text(f"ФИО;Почта\n{rows}", encoding="utf-8")
    box = wizard()
    box.file.path.set(str(path))
    box.onward.invoke()
    reach(person, box, "reading")
    box.onward.invoke()
    box.onward.invoke()
    reach(person, box, "rehearsal")
    box.onward.invoke()
    person.until(lambda: box.working.said["text"] != "0 rows", "the first rows")
    box.close(None)
    person.until(lambda: "nothing was stored" in box.problem["text"], "the word about it")
    assert box.step == "rehearsal"
    assert names(app) == []


def test_documents_of_a_chosen_journal(app, person, wizard, tmp_path):
    with app.services.office.database.write() as c:
        contacts.insert(c, Contact(name="ООО Ромашка"))
    path = tmp_path / "orders.csv"
    path.write_text("Номер;Дата;Контрагент;Сумма\n7;01.11.2026;ООО Ромашка;1000,50\n", "cp1251")
    box = wizard("documents")
    box.file.path.set(str(path))
    box.file.journal.current(1)
    box.onward.invoke()
    reach(person, box, "reading")
    box.onward.invoke()
    for step in ("rehearsal", "result"):
        box.onward.invoke()
        reach(person, box, step)
    c = app.services.office.database.reader
    (found,) = documents.iterate(c, documents.Filter(type="order"))
    assert found.amount == Decimal("1000.50")
