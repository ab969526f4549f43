"""Employees: responsible managers, authors, and people who are written to themselves."""

import sqlite3
from dataclasses import replace

from depesha.domain.normal import name_key
from depesha.domain.people import Employee
from depesha.store import codes
from depesha.store.convert import marks

_FIELDS = (
    "id", "code", "name", "position", "department", "firm", "email", "work_phone",
    "mobile_phone", "telegram",
)  # fmt: skip
_COLUMNS = (*_FIELDS, "name_key")
_SELECT = f"SELECT {', '.join(_FIELDS)} FROM employee"


def _row_of(employee: Employee) -> tuple[int | str | None, ...]:
    values = (getattr(employee, field) for field in _FIELDS[1:])
    return (employee.id or None, *values, name_key(employee.name))


def _employee_of(row: tuple[int | str, ...]) -> Employee:
    return Employee(**dict(zip(_FIELDS, row, strict=True)))  # type: ignore[arg-type]


def insert(c: sqlite3.Connection, employee: Employee) -> int:
    """Store a new employee and return the id. The code it brings is kept if it is free."""
    employee = replace(employee, id=0, code=codes.take(c, "employee", employee.code))
    id_ = c.execute(
        f"INSERT INTO employee ({', '.join(_COLUMNS)}) VALUES ({marks(_COLUMNS)})",
        _row_of(employee),
    ).lastrowid
    assert id_
    return id_


def update(c: sqlite3.Connection, employee: Employee) -> None:
    """Write all fields of a stored employee but the code. Raises LookupError if it is gone."""
    changed = c.execute(
        f"UPDATE employee SET {', '.join(f'{name} = ?' for name in _COLUMNS[2:])} WHERE id = ?",
        (*_row_of(employee)[2:], employee.id),
    )
    if not changed.rowcount:
        raise LookupError(f"no employee with id {employee.id}")


def get(c: sqlite3.Connection, employee_id: int) -> Employee | None:
    """The employee, or None."""
    row = c.execute(f"{_SELECT} WHERE id = ?", (employee_id,)).fetchone()
    return _employee_of(row) if row else None


def everybody(c: sqlite3.Connection) -> list[Employee]:
    """All employees by name."""
    return [_employee_of(row) for row in c.execute(f"{_SELECT} ORDER BY name_key, id")]


def find_existing(c: sqlite3.Connection, employee: Employee) -> int | None:
    """The stored employee that an imported one is, or None.

    The only one of that name; of several namesakes the only one with the same e-mail or mobile
    phone. An employee known by name alone (a document's author) is found too.
    """
    namesakes = [
        _employee_of(row)
        for row in c.execute(f"{_SELECT} WHERE name_key = ?", (name_key(employee.name),))
    ]
    if len(namesakes) > 1:
        namesakes = [other for other in namesakes if _reached_alike(employee, other)]
    return namesakes[0].id if len(namesakes) == 1 else None


def _reached_alike(one: Employee, other: Employee) -> bool:
    same_mail = bool(one.email) and one.email.lower() == other.email.lower()
    same_phone = bool(one.mobile_phone) and one.mobile_phone == other.mobile_phone
    return same_mail or same_phone
