"""Whom a file means."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.store.database import Connection, Database
from depesha.store.matching import find, is_known, is_new, named, sharing

IVANOV = Contact(name="Иванов Пётр", mobile_phone="+79161234567", email="Ivan@mail.ru")
FIRM = Contact(name="ООО «Ёж»", display_name="Ёжик", inn="7707083893", external_id="ЦБ-2")
BARE = Contact(name="Сидоров")


@pytest.fixture
def c(tmp_path: Path) -> Iterator[Connection]:
    """Three contacts: ids 1, 2, 3."""
    db = Database(tmp_path / "office.db")
    with db.write() as c:
        for contact in (IVANOV, FIRM, BARE):
            contacts.insert(c, contact)
        yield c
    db.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("иванов петр", [1]),
        ("Ооо еж", [2]),
        ("ЁЖИК", [2]),
        ("Сидоров", [3]),
        ("Иванов", []),
        ("", []),
    ],
)
def test_by_name_or_shown_name(c: Connection, name: str, expected: list[int]) -> None:
    assert named(c, name) == expected


def test_namesakes(c: Connection) -> None:
    other = contacts.insert(c, Contact(name="ежик"))
    assert sorted(named(c, "Ёжик")) == [2, other]


@pytest.mark.parametrize(
    ("known", "name", "expected"),
    [
        ({"external_id": "ЦБ-2"}, "", [2]),
        ({"code": 1}, "", [1]),
        ({"inn": "7707083893"}, "", [2]),
        ({"email": "IVAN@MAIL.RU"}, "", [1]),
        ({"mobile_phone": "+79161234567"}, "Кто-то ещё", [1]),
        ({"external_id": "ЦБ-2", "mobile_phone": "+79161234567"}, "", [2]),
        ({"external_id": "ЦБ-9", "mobile_phone": "+79161234567"}, "", [1]),
        ({"external_id": "", "code": 0}, "Сидоров", [3]),
        ({"inn": "1"}, "", []),
        ({}, "", []),
    ],
)
def test_the_surest_that_fits_anybody_decides(
    c: Connection, known: dict[str, str | int], name: str, expected: list[int]
) -> None:
    assert find(c, known, name) == expected


def test_the_name_chooses_among_several(c: Connection) -> None:
    wife = contacts.insert(c, Contact(name="Иванова", mobile_phone="+79161234567"))
    known: dict[str, str | int] = {"mobile_phone": "+79161234567"}
    assert find(c, known, "иванова") == [wife]
    assert sorted(find(c, known, "Кто-то ещё")) == sorted(find(c, known)) == [1, wife]


def test_what_is_known_beyond_a_name() -> None:
    assert [is_known(contact) for contact in (IVANOV, FIRM, BARE)] == [True, True, False]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (Contact(name="Петров", mobile_phone="+79160000000"), True),
        (Contact(name="Петров", mobile_phone="+79161234567"), False),
        (Contact(name="Петров", email="ivan@MAIL.ru"), False),
        (Contact(name="Петров", email="p@mail.ru", inn="7707083893"), False),
        (Contact(name="Петров", email="p@mail.ru", external_id="ЦБ-2"), False),
        (Contact(name="Петров", email="p@mail.ru", code=1), True),
        (Contact(name="иванов петр", email="p@mail.ru", code=1), False),
        (Contact(name="СИДОРОВ", email="s@mail.ru"), False),
        (Contact(name="Иванов Пётр", email="p@mail.ru"), True),
        (Contact(name="Петров"), False),
    ],
)
def test_certainly_nobody_has_anything_of_it(
    c: Connection, contact: Contact, expected: bool
) -> None:
    assert is_new(c, contact) is expected


def test_who_shares_an_address(c: Connection) -> None:
    assert sharing(c, Contact(name="x", mobile_phone="+79161234567")) == "Иванов Пётр"
    assert sharing(c, Contact(name="x", email="ivan@mail.ru")) == "Иванов Пётр"
    assert sharing(c, Contact(id=1, name="x", email="ivan@mail.ru")) == ""
    assert sharing(c, Contact(name="x")) == ""


def test_look_ups_use_indexes(c: Connection) -> None:
    """At a million contacts a scan of the table takes a second for each row of a file."""
    from depesha.store import matching

    statements = [
        matching._NAMED,
        matching._SHARING,
        matching._HEARD_OF,
        *matching._BY_KEY.values(),
    ]
    for statement in statements:
        values = ("x",) * 3 if "?3" in statement else ("x",) * statement.count("?")
        names = dict.fromkeys(
            ["key", "hash", "code", "external_id", "mobile_phone", "email", "inn"], "x"
        )
        plan = c.execute(f"EXPLAIN QUERY PLAN {statement}", names if ":" in statement else values)
        steps = [step[3] for step in plan]
        assert not [step for step in steps if step.startswith("SCAN contact")], statement
