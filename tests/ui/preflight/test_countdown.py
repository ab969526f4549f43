"""Five seconds in which one can change one's mind."""

import pytest

from depesha.ui.preflight.countdown import Countdown
from depesha.ui.theme import Theme


@pytest.fixture
def begun(tk_root, driver):
    heard = []

    def begin(seconds=5):
        made = Countdown(
            tk_root, Theme(tk_root, "light"), lambda left: f"in {left}",
            lambda: heard.append("sent"), lambda: heard.append("cancelled"), seconds,
        )  # fmt: skip
        made.pack()
        driver.live(0.1)
        return made

    begin.heard = heard
    return begin


def test_it_runs_down_by_itself_once(begun, driver):
    made = begun(1)
    assert made.said["text"] == "in 1"
    assert begun.heard == []
    driver.until(lambda: begun.heard, "the end")
    driver.live(0.3)
    assert begun.heard == ["sent"]


@pytest.mark.parametrize(("key", "heard"), [("Return", "sent"), ("Escape", "cancelled")])
def test_keys_end_it(begun, driver, key, heard):
    made = begun()
    driver.focus(made.now)
    driver.keys(key)
    driver.until(lambda: begun.heard == [heard], heard)


def test_cancel_is_a_button_too(begun, driver):
    made = begun()
    driver.click(made.cancel)
    driver.until(lambda: begun.heard == ["cancelled"], "the cancelling")


def test_stopped_it_says_nothing(begun, driver):
    made = begun(1)
    made.stop()
    made.destroy()
    driver.live(1.3)
    assert begun.heard == []
