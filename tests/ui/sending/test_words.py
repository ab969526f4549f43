"""How mailings go on, in words."""

from dataclasses import replace

from depesha.delivery.clock import Clock
from depesha.store.holds import Hold
from depesha.ui.sending import words


class Still(Clock):
    """A clock that stands where the progress was seen."""

    def now(self) -> float:
        return 1_000_000.0


CLOCK = Still("Europe/Moscow")


def test_how_far_and_until_when(progress):
    half = progress(queued=4, accepted=5, failed=1, skipped=7)
    assert words.state_line(half, CLOCK) == "6 of 10"
    ends = replace(half, finish_at=1_000_000.0 + 120)
    assert words.state_line(ends, CLOCK) == "6 of 10 · ends about today, 16:48"
    assert words.state_line(progress("paused", queued=1), CLOCK) == "Paused · 0 of 1"
    later = progress(start_at=1_000_000.0 + 86400, queued=1)
    assert words.state_line(later, CLOCK) == "Begins tomorrow, 16:46"


def test_what_it_waits_for(progress):
    slow = Hold("email.main", 1_000_060.0, "throttled", "429", "")
    said = words.state_line(progress(queued=1, holds=(slow,)), CLOCK)
    assert said == "0 of 1 · waits until today, 16:47: Too fast for the provider"
    broken = Hold("email.main", None, "login", "535", "")
    assert "Login refused" in words.state_line(progress(queued=1, holds=(broken,)), CLOCK)


def test_why_a_mailing_waits_for_a_person(progress):
    late = progress("held", queued=1)
    late = replace(late, mailing=replace(late.mailing, why="late_start"))
    assert words.held_words(late) == (
        "The mailing “Новости” waits for you: The planned start was missed."
    )
    login = replace(late, mailing=replace(late.mailing, why="login", answer="535"))
    assert "Login refused. Check login and password" in words.held_words(login)


def test_what_became_of_it(progress):
    assert words.result_line(progress("done", accepted=96, failed=3, skipped=1)) == (
        "The mailing “Новости” is over. Sent: 96, not sent: 3, skipped: 1."
    )
    assert words.result_line(progress("stopped")) == "The mailing “Новости” was stopped."
    assert words.trouble(progress(failed=2, unknown=3, skipped=9)) == 5


def test_the_one_that_is_shown_where_there_is_room_for_one(progress):
    scheduled = progress(number=1, start_at=2_000_000.0)
    paused, held, runs = (
        progress(state, number) for state, number in (("paused", 2), ("held", 3), ("running", 4))
    )
    assert words.most_pressing([]) is None
    for expected in (runs, held, paused, scheduled):
        left = [scheduled, paused, held, runs]
        left = left[: left.index(expected) + 1]
        assert words.most_pressing(left) is expected
