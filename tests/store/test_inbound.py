"""What came in, as it is kept."""

from dataclasses import replace

import pytest

from depesha.store import inbound
from depesha.store.inbound import Letter

ANSWER = Letter(0, "email", "reply", None, None, "a@b.ru", "Анна", "Re", "Да", 5.0, "")
LEAVING = replace(ANSWER, kind="opt_out", text="Стоп")


def test_the_cursor_moves(c):
    assert inbound.cursor(c, "email.main") == ""
    inbound.set_cursor(c, "email.main", "1.5", 10.0)
    inbound.set_cursor(c, "email.main", "1.9", 11.0)
    inbound.set_cursor(c, "email.other", "7", 11.0)
    assert inbound.cursor(c, "email.main") == "1.9"


def test_an_account_tells_each_thing_once(c):
    assert inbound.add(c, "email.main", "r1", ANSWER)
    assert not inbound.add(c, "email.main", "r1", ANSWER)
    assert inbound.add(c, "email.other", "r1", ANSWER)
    assert inbound.get(c, 1) == replace(ANSWER, id=1)
    assert inbound.get(c, 99) is None


def test_opt_outs_wait_until_somebody_decides(c):
    for number in range(3):
        inbound.add(c, "email.main", f"r{number}", replace(LEAVING, at=9.0 - number))
    inbound.add(c, "email.main", "done", replace(LEAVING, state="confirmed"))
    inbound.add(c, "email.main", "answer", ANSWER)
    waiting = inbound.waiting(c)
    assert [one.at for one in waiting] == [7.0, 8.0, 9.0]
    assert inbound.decide(c, waiting[0].id, "confirmed")
    assert not inbound.decide(c, waiting[0].id, "dismissed")
    answer = next(one for one in range(1, 9) if inbound.get(c, one) == replace(ANSWER, id=one))
    assert not inbound.decide(c, answer, "confirmed")
    assert len(inbound.waiting(c)) == 2


@pytest.mark.parametrize("wrong", [("other", 1), ("stem", 2)])
def test_nothing_is_known_of_other_deliveries(c, wrong):
    assert inbound.target(c, "email", *wrong) is None
    assert inbound.target_of(c, wrong[1]) is None
    assert inbound.answers(c, 1) == []
    assert inbound.count_answers(c, 1) == 0
