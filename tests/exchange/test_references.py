"""Names that stand for categories and employees."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from depesha.domain.people import Employee
from depesha.exchange.references import References
from depesha.exchange.report import Problem
from depesha.exchange.row import Cells
from depesha.store import categories, employees
from depesha.store.database import Database


@pytest.fixture
def log() -> Any:
    """Keeps notes."""
    notes: list[str] = []
    return SimpleNamespace(note=notes.append, notes=notes)


def test_categories_are_made_once(db: Database, log: Any) -> None:
    with db.write() as c:
        references = References(c, log)
        one = references.category("Клиенты/Опт")
        assert one == references.category("Клиенты/Опт") == categories.find(c, "Клиенты/Опт")
        assert references.category("клиенты / опт") == one
        assert references.category(" / ") is None
    assert log.notes == []


def test_labels_of_google(db: Database, log: Any) -> None:
    with db.write() as c:
        references = References(c, log)
        assert references.category("* myContacts ::: Опт ::: VIP") == categories.find(c, "Опт")
        assert references.category("* myContacts") is None


def test_employees_are_found_in_any_spelling_of_case(db: Database, log: Any) -> None:
    with db.write() as c:
        known = employees.insert(c, Employee(name="Семёнова Анна"))
        assert References(c, log).employee("семенова  анна") == known
    assert log.notes == []


def test_an_unknown_employee_is_added_and_told_once(db: Database, log: Any) -> None:
    with db.write() as c:
        references = References(c, log)
        new = references.employee("Петрова")
        assert new == references.employee("ПЕТРОВА")
    assert [employee.name for employee in employees.everybody(db.reader)] == ["Петрова"]
    assert len(log.notes) == 1
    assert log.notes[0].startswith("The employee “Петрова” was not known and has been added.")


def test_namesakes_are_not_chosen_between(db: Database, log: Any, tmp_path: Path) -> None:
    with db.write() as c:
        employees.insert(c, Employee(name="Ким", email="a@b.ru"))
        employees.insert(c, Employee(name="Ким", email="c@d.ru"))
        references = References(c, log)
        assert references.employee("Ким") is None
        cells = Cells(["", "Ким"], {"manager": (1,), "author": (0,)})
        assert references.employee_in(cells, "author") is None
        assert cells.problems == []
        assert references.employee_in(cells, "manager") is None
        assert cells.problems == [Problem("There are several employees named “Ким”.", 1, "Ким")]
