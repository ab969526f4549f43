"""The sample office's people: the same each time, with the faults of real ones."""

from collections import Counter

import pytest

from depesha.cli.demo import people
from depesha.exchange.phones import parse


def test_the_same_in_every_run():
    assert list(people.contacts(50)) == list(people.contacts(50))
    assert len(list(people.contacts())) == 1000
    assert len(people.managers()) == 20


@pytest.mark.parametrize("way", range(9))
def test_every_notation_is_a_number(way):
    notation = people.notation(1234, way)
    if way == 8:
        notation = notation.partition(", ")[2]
    assert parse(notation, "RU").number == "+79161001234"


def test_it_has_the_faults_it_promises():
    emails = Counter(one.email for one in people.contacts())
    assert any(count > 1 for email, count in emails.items() if email)
    assert any("@" not in email for email in emails if email)
    assert emails[""] > 10
