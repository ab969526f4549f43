"""What a person said of a file, in the words of `exchange`."""

from pathlib import Path

import pytest

from depesha.exchange.importing import How
from depesha.exchange.preview import preview
from depesha.store.database import Database
from depesha.ui.importing.plan import Plan, field_titles, mapping_of, run


@pytest.fixture
def db(tmp_path):
    found = Database(tmp_path / "depesha.db")
    yield found
    found.close()


@pytest.fixture
def looked_at(db, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ФИО;Телефон;Телефон;Скидка\nАнна;+79160000001;;5\n", encoding="utf-8")
    return preview(db, path, "contacts", How())


def test_what_stayed_as_found_is_not_told(looked_at):
    assert mapping_of(looked_at, looked_at.fields) == ()


def test_columns_are_named_by_their_header_or_else_their_letter(looked_at):
    told = mapping_of(looked_at, ["name", "mobile_phone", "work_phone", "note"])
    assert told == (
        ("name", "ФИО"), ("mobile_phone", "B"), ("work_phone", "C"), ("note", "Скидка"),
        ("phone", ""),
    )  # fmt: skip


def test_a_column_that_is_not_imported(looked_at, db):
    told = mapping_of(looked_at, ["name", "", "", ""])
    assert told == (("name", "ФИО"), ("phone", ""))
    report = run(db, Plan("contacts", looked_at_path(db), mapping=told), How(mapping=told))
    assert report.added == 1


def looked_at_path(db):
    return db.path.with_name("a.csv")


def test_a_column_can_become_a_field_of_the_office(looked_at):
    titles = field_titles(looked_at, "contacts", 3)
    assert list(titles)[-1] == "custom:Скидка"
    assert titles["custom:Скидка"] == "Own field “Скидка”"
    assert titles[""]


def test_another_file_is_another_plan():
    plan = Plan("contacts", Path("a.csv"), encoding="cp866", mapping=(("name", "A"),))
    assert plan.of_file(Path("a.csv"), "contacts", "").encoding == "cp866"
    assert plan.of_file(Path("b.csv"), "contacts", "") == Plan("contacts", Path("b.csv"))
    how = plan.how("KZ")
    assert (how.encoding, how.delimiter, how.region) == ("cp866", None, "KZ")
