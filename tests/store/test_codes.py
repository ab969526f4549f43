"""Codes: in order, never twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesha.domain.people import Contact
from depesha.store import codes, contacts


def code_of(c, id_):
    return contacts.get(c, id_).code


def test_in_order_and_not_again_after_the_last_was_deleted(c, add):
    ids = [add() for _ in range(3)]
    assert [code_of(c, id_) for id_ in ids] == [1, 2, 3]
    contacts.delete(c, ids[2])
    contacts.delete(c, ids[0])
    assert code_of(c, add()) == 4


def test_a_free_one_is_taken_over_and_the_next_follows_it(c, add):
    assert code_of(c, add(code=17)) == 17
    assert code_of(c, add(code=17)) == 18
    assert code_of(c, add(code=5)) == 5
    assert code_of(c, add()) == 19


@pytest.mark.parametrize("wanted", [0, -4, codes.MAX_CODE + 1, 7_701_234_567])
def test_what_is_no_code_does_not_count(c, add, wanted):
    assert code_of(c, add(code=wanted)) == 1


def test_the_code_of_a_deleted_contact_returns_with_the_contact(c, add):
    contacts.delete(c, add(code=9))
    assert code_of(c, add(code=9)) == 9
    assert code_of(c, add()) == 10


def test_contacts_and_employees_are_counted_apart(c, add):
    add(code=40)
    assert codes.take(c, "employee") == 1
    codes.retire(c, "employee", 6)
    assert (codes.take(c, "employee"), codes.take(c, "contact")) == (7, 41)


@given(wishes=st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_by_turn_nobody_gets_a_code_that_was_had(database_of, wishes):
    c, had = database_of(), set()
    for wanted, leave in wishes:
        id_ = contacts.insert(c, Contact(name="А", code=wanted))
        code = code_of(c, id_)
        assert code == wanted or code not in had
        had.add(code)
        if leave:
            contacts.delete(c, id_)


@pytest.fixture
def database_of(c):
    def empty():
        c.executescript(
            "DELETE FROM contact; UPDATE retired_code SET last = 0;"
            "INSERT INTO contact_search (contact_search) VALUES ('rebuild');"
        )
        return c

    return empty
