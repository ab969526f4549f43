"""How far it is, and the way out."""

import threading

import pytest

from depesha.ui.importing.working import Working


@pytest.fixture
def working(app):
    made = Working(app.root, app.services)
    made.grid(row=0, column=0, sticky="nswe")
    return made


def start(working, work):
    heard = []
    working.run(
        "Taking", work, lambda found: heard.append(("done", found)),
        lambda error: heard.append(("failed", str(error))), lambda: heard.append("cancelled"),
    )  # fmt: skip
    return heard


def test_rows_are_counted_and_the_end_is_told(working, person):
    go = threading.Event()

    def work(progress):
        progress(500)
        assert go.wait(10)
        return "report"

    heard = start(working, work)
    person.until(lambda: working.said["text"] == "500 rows", "the figures")
    go.set()
    person.until(lambda: heard == [("done", "report")], "the end")
    assert not working.running


def test_cancelled_it_ends_at_the_next_rows(working, person):
    go = threading.Event()

    def work(progress):
        assert go.wait(10)
        progress(500)

    heard = start(working, work)
    working.cancel()
    go.set()
    person.until(lambda: heard == ["cancelled"], "the end")


def test_an_error_is_told(working, person):
    def work(progress):
        raise ValueError("broken")

    heard = start(working, work)
    person.until(lambda: heard == [("failed", "broken")], "the error")
