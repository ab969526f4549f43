"""Choices of recipients come back as they were kept, for whoever is still there."""

from array import array

import pytest

from depesha.delivery.saved import Saved, SavedChoices
from depesha.delivery.selection import Selection, select
from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Employee
from depesha.store import categories, contacts, employees
from depesha.store.contact_list import ContactFilter


@pytest.fixture
def choices(tmp_path):
    folder = tmp_path / "selections"
    folder.mkdir()
    return SavedChoices(folder)


@pytest.fixture
def people(office):
    with office.database.write() as c:
        wholesale = categories.ensure_path(c, "Опт")
        made = [
            contacts.insert(c, Contact(name=name, category_id=category))
            for name, category in (("Анна", wholesale), ("Борис", None), ("Вера", wholesale))
        ]
        return made, employees.insert(c, Employee(name="Глеб")), wholesale


def test_people_are_kept_in_their_order(office, choices, people, tmp_path) -> None:
    ids, employee, _wholesale = people
    chosen = Selection(array("q", [ids[2], ids[0]]), array("q", [employee]))
    choices.keep(Saved("Ёлка", chosen))
    found = choices.find("ЕЛКА")
    assert found.name == "Ёлка"
    assert found.selection(office.database.reader) == chosen
    again = select(office.database.reader, ["saved:ёлка", "code:1"], tmp_path / "selections")
    assert list(again.contacts) == [ids[2], ids[0]]
    assert list(again.employees) == [employee]


def test_who_was_deleted_is_left_out(office, choices, people) -> None:
    ids, employee, _wholesale = people
    choices.keep(Saved("Все", Selection(array("q", ids), array("q", [employee, 99]))))
    with office.database.write() as c:
        contacts.delete(c, ids[0])
    found = choices.find("все").selection(office.database.reader)
    assert list(found.contacts) == ids[1:]
    assert list(found.employees) == [employee]


def test_a_filter_finds_whoever_fits_that_day(office, choices, people) -> None:
    ids, _employee, wholesale = people
    choices.keep(Saved("Опт", filter=ContactFilter(category_id=wholesale)))
    one = choices.find("опт")
    assert list(one.selection(office.database.reader).contacts) == [ids[0], ids[2]]
    with office.database.write() as c:
        new = contacts.insert(c, Contact(name="Яна", category_id=wholesale))
    assert list(one.selection(office.database.reader).contacts) == [ids[0], ids[2], new]
    with office.database.write() as c:
        categories.delete(c, wholesale)
    with pytest.raises(InputError, match="category of the saved filter “Опт” is gone"):
        one.selection(office.database.reader)


def test_the_same_name_is_the_same_choice(choices) -> None:
    choices.keep(Saved("Должники", filter=ContactFilter("долг")))
    choices.keep(Saved("Акция", Selection(array("q", [1]))))
    choices.keep(Saved("ДОЛЖНИКИ", filter=ContactFilter("долги", "customers")))
    assert [one.name for one in choices.all()] == ["Акция", "ДОЛЖНИКИ"]
    assert choices.find("должники").filter == ContactFilter("долги", "customers")
    choices.forget("должники")
    choices.forget("должники")
    assert [one.name for one in choices.all()] == ["Акция"]


def test_what_is_not_there_is_said(choices, tmp_path, office) -> None:
    choices.keep(Saved("Акция", Selection()))
    (tmp_path / "selections" / "bad.json").write_text("{")
    (tmp_path / "selections" / "old.json").write_text('{"name": "x", "filter": {"colour": 1}}')
    with pytest.raises(InputError, match=r"no saved choice “Долги”\. There are: Акция\."):
        choices.find("Долги")
    with pytest.raises(InputError, match="Nobody is chosen by “saved:Акция”"):
        select(office.database.reader, ["saved:Акция"], tmp_path / "selections")
    with pytest.raises(InputError, match="is no selection"):
        select(office.database.reader, ["saved:"], tmp_path / "selections")


def test_a_folder_that_is_gone_is_said(tmp_path) -> None:
    choices = SavedChoices(tmp_path / "gone")
    assert choices.all() == []
    with pytest.raises(InputError, match="“Акция” cannot be saved"):
        choices.keep(Saved("Акция", Selection()))
