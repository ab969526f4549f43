"""What the table of employees shows."""

from depesha.domain.people import Employee
from depesha.store import employees
from depesha.ui.employees import rows


def test_every_column_can_be_sorted_by_and_exported():
    keys = [column.key for column in rows.columns()]
    assert set(keys) == set(employees.ORDERS)
    assert [column.name for column in rows.exported(None)] == keys


def test_rows_of_those_who_are_there(office):
    with office.database.write() as c:
        id_ = employees.insert(c, Employee(name="Анна", position="водитель"))
    found = rows.fetcher(office)([id_, 99])
    assert list(found) == [id_]
    assert found[id_].cells["name"] == "Анна"
    assert found[id_].cells["code"] == "1"
