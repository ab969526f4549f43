"""Nothing on Tk's thread takes long while a mailing runs and is looked at.

Measured by the processor time of Tk's thread alone, which a busy machine does not spoil. The same
with 100,000 letters: tests/benchmarks/lateness.py.
"""

import time

import pytest

from depesha.delivery.composition import Composition, plan
from depesha.delivery.release import release
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.sending.endings import DIALOG

LONGEST = 0.050
"""Seconds."""
PEOPLE = 1500


@pytest.fixture
def mailing(app, office):
    """A planned mailing that only waits for its release."""
    office.settings.change({"email.mode": "test"})
    with office.database.write() as c:
        for n in range(PEOPLE):
            contacts.insert(c, Contact(name=f"Контакт {n}", email=f"c{n}@example.com"))
    people = select(office.database.reader, ["all"])
    composition = Composition(channel="email", subject="S", body="B", people=people)
    return plan(office, composition).mailing


def test_no_turn_of_the_loop_is_long(app, office, mailing, person, monkeypatch):
    monkeypatch.setattr("depesha.ui.results.view.ROWS", 200)
    app.services.remembered.set(DIALOG, value=False)
    app.services.doors.results(mailing.id)
    view = app.services.tabs.view(f"results:{mailing.id}")
    person.until(lambda: view.progress is not None, "the results")
    release(office, mailing)
    app.services.engine.wake()
    turns = []
    end = time.monotonic() + 60
    while not view.progress.over and time.monotonic() < end:
        before = time.thread_time()
        app.root.tk.dooneevent(0)
        turns.append(time.thread_time() - before)
    assert view.progress.counts["accepted"] == PEOPLE
    assert max(turns) < LONGEST
