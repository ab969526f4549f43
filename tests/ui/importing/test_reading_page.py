"""Encoding and delimiter are offered where the format has them."""

import pytest

from depesha.exchange.importing import How
from depesha.exchange.preview import preview
from depesha.store.database import Database
from depesha.ui.importing.plan import Plan
from depesha.ui.importing.reading_page import ReadingPage, notes_of
from depesha.ui.theme import Theme


@pytest.fixture
def page(tk_root):
    made = ReadingPage(tk_root, Theme(tk_root, "light"), lambda: None)
    made.pack()
    return made


def look(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    db = Database(tmp_path / "depesha.db")
    found = preview(db, path, "contacts", How())
    db.close()
    return found


def test_what_was_found_out_and_what_was_chosen(page, driver, tmp_path):
    found = look(tmp_path, "a.csv", "ФИО;Почта\nАнна;a@x.ru\n".encode("cp1251"))
    page.show(found, Plan("contacts"))
    driver.live()
    assert page.encoding.get() == "found out: cp1251"
    assert page.delimiter.get() == "found out: Semicolon ;"
    assert page.plan(Plan("contacts")) == Plan("contacts")
    chosen = Plan("contacts", encoding="cp866", delimiter=",")
    page.show(found, chosen)
    assert page.encoding.get() == "cp866"
    assert page.plan(Plan("contacts")) == chosen


def test_a_format_that_knows_by_itself(page, driver, tmp_path):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Анна\nEMAIL:a@x.ru\nEND:VCARD\n"
    page.show(look(tmp_path, "a.vcf", card.encode()), Plan("contacts"))
    driver.live()
    assert not page.delimiter.winfo_ismapped()


def test_where_the_names_of_columns_stand(tmp_path):
    below = look(tmp_path, "a.csv", "Прайс\n\nФИО;Почта\nАнна;a@x.ru\n".encode())
    assert notes_of(below) == ["The names of the columns stand in row 3."]
    none = look(tmp_path, "b.csv", b"1;2\n3;4\n")
    assert "called by their letters" in notes_of(none)[-1]
