"""The strip at the foot of the window."""

import pytest

from depesha.delivery.clock import Clock
from depesha.ui.sending.strip import Strip
from depesha.ui.theme import Theme


@pytest.fixture
def strip(tk_root, driver):
    heard = []
    made = Strip(
        tk_root, Theme(tk_root, "light"), Clock(),
        open_results=lambda number: heard.append(("open", number)),
        pause=lambda number: heard.append(("pause", number)),
        resume=lambda number: heard.append(("resume", number)),
        stop=lambda progress: heard.append(("stop", progress.mailing.id)),
    )  # fmt: skip
    made.pack(fill="x")
    made.heard = heard
    return made


def test_nothing_is_shown_where_nothing_is_sent(strip, driver):
    strip.show(())
    driver.live()
    assert not any(part.winfo_ismapped() for part in strip.winfo_children())


def test_a_running_mailing_with_pause_and_stop(strip, driver, progress):
    strip.show((progress(number=7, queued=4, accepted=6), progress(number=8, queued=1)))
    driver.live()
    assert strip.said["text"] == "6 of 10 · and 1 more"
    assert (strip.bar["value"], strip.bar["maximum"]) == (6, 10)
    assert not strip.resume.winfo_ismapped()
    driver.click(strip.pause)
    driver.click(strip.stop)
    driver.click(strip.title)
    assert strip.heard == [("pause", 7), ("stop", 7), ("open", 7)]


def test_a_paused_one_goes_on_by_the_keyboard(strip, driver, progress):
    strip.show((progress("paused", number=7, queued=4),))
    driver.live()
    assert not strip.pause.winfo_ismapped()
    driver.focus(strip.resume)
    driver.keys("Return")
    assert strip.heard == [("resume", 7)]


def test_a_long_title_leaves_room(strip, driver, progress):
    one = progress(queued=1)
    strip.show((progress.replace(one, mailing=progress.replace(one.mailing, title="Т" * 200)),))
    driver.live()
    assert strip.stop.winfo_ismapped()
    assert strip.title.winfo_width() < 400
