"""The wait while people are checked, and the way out of it."""

import threading

import pytest

from depesha.ui.preflight.planning import Planning


class Work:
    """A plan that stops where the test wants it."""

    def __init__(self):
        self.go = threading.Event()
        self.heard = []
        self.reached = threading.Event()

    def prepare(self, progress):
        progress(500)
        self.reached.set()
        assert self.go.wait(10)
        progress(1000)
        return "the plan"


@pytest.fixture
def work():
    return Work()


@pytest.fixture
def planning(app, person, work):
    made = Planning(app.root, app.services, lambda: None)
    made.grid(row=0, column=1, sticky="nswe")
    heard = work.heard
    made.run(
        2000, work.prepare, lambda found: heard.append(("discarded", found)),
        lambda found: heard.append(("planned", found)), heard.append,
    )  # fmt: skip
    person.until(work.reached.is_set, "the first people")
    return made


def test_how_far_it_is(planning, person, work):
    person.until(lambda: planning.said["text"] == "500 of 2000 people", "the figures")
    work.go.set()
    person.until(lambda: work.heard == [("planned", "the plan")], "the plan")


def test_cancelled_it_ends_at_the_next_people(planning, person, work, app):
    planning.cancel()
    work.go.set()
    person.until(lambda: app.services.bridge.idle, "the end")
    assert work.heard == []
    assert app.services.notices.shown == []


def test_what_was_planned_in_vain_is_discarded(planning, person, work, app):
    work.prepare = None
    slow = threading.Event()
    planning.run(
        10, lambda _progress: slow.wait(10) and "second", work.heard.append,
        lambda _found: None, lambda _error: None,
    )  # fmt: skip
    planning.cancel()
    slow.set()
    work.go.set()
    person.until(lambda: work.heard == ["second"], "the discarding")
