"""Cut short before the user's word: nothing was sent, nothing is shown, a new try works."""

import signal

import pytest

pytestmark = pytest.mark.slow  # a dozen starts of a program


def planning(here):
    return here.rows("SELECT 1 FROM delivery LIMIT 1")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_plan_that_was_never_finished_is_nobodys_business(office, number):
    here = office("telegram", people=1000)
    process = here.send()
    here.until(lambda: planning(here) or process.poll() is not None, "the plan's first rows")
    process.send_signal(number)
    process.communicate()
    if number == signal.SIGINT:
        assert (process.returncode, here.state()) == (130, "")
    else:
        assert (process.returncode, here.state()) == (-number, "draft")
    assert here.provider.count() == 0
    assert here.run("status") == []
    assert here.run("journal") == []
    here.run("resume", "1", codes=(2,))
    here.run("poll")
    assert here.provider.count() == 0
    result, _said = here.end(here.send())
    assert result["totals"]["accepted"] == here.people
    took = here.provider.took()
    assert set(took.values()) == {1}
    assert len(took) == here.people
