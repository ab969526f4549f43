"""Employees: responsible managers, authors, and people who are written to themselves."""

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace

from depesha.domain.lookup import haystack_of, holds, readings
from depesha.domain.normal import name_key
from depesha.domain.people import Employee
from depesha.store import codes
from depesha.store.convert import chunks, marks

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


ORDERS = {
    "name": "name_key", "code": "code", "position": "fold(position)", "firm": "fold(firm)",
    "department": "fold(department)", "email": "email COLLATE NOCASE",
    "work_phone": "work_phone", "mobile_phone": "mobile_phone",
}  # fmt: skip
"""What a table of employees can be sorted by."""


def ids(
    c: sqlite3.Connection, text: str = "", order: str = "", *, descending: bool = False
) -> "array[int]":
    """Those whom the typed text finds, in one of ORDERS; by name where none is asked for.

    An office has few employees, so that they are looked at one by one.
    """
    way = "DESC" if descending else "ASC"
    rows = c.execute(f"{_SELECT} ORDER BY {ORDERS[order or 'name']} {way}, name_key, id")
    everyone = list(map(_employee_of, rows))
    if not text.strip():
        return array("q", [one.id for one in everyone])
    haystacks = {one.id: _haystack(one) for one in everyone}
    for query in readings(text):
        if found := [id_ for id_, haystack in haystacks.items() if holds(query, haystack)]:
            return array("q", found)
    return array("q")


def _haystack(employee: Employee) -> str:
    texts = (employee.name, employee.position, employee.department, employee.firm, employee.email)
    return haystack_of(texts, (employee.mobile_phone, employee.work_phone), employee.code)


def get_many(c: sqlite3.Connection, wanted: Sequence[int]) -> list[Employee]:
    """The employees in the order of the ids; those that are gone are left out."""
    found: dict[int, Employee] = {}
    for part in chunks(wanted):
        rows = c.execute(f"{_SELECT} WHERE id IN ({marks(part)})", tuple(part))
        found |= {row[0]: _employee_of(row) for row in rows}
    return [found[id_] for id_ in wanted if id_ in found]


def delete(c: sqlite3.Connection, employee_id: int) -> None:
    """Forget an employee; contacts and documents stay, without a manager or author."""
    row = c.execute("SELECT code FROM employee WHERE id = ?", (employee_id,)).fetchone()
    if row is not None:
        codes.retire(c, "employee", row[0])
        c.execute("DELETE FROM employee WHERE id = ?", (employee_id,))


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
