"""The end of a mailing is told once: by a box, or quietly."""

from tkinter import ttk
from types import SimpleNamespace

import pytest

from depesha.ui.modal import in_front
from depesha.ui.sending.endings import DIALOG, Endings, busy


@pytest.fixture
def endings(app, person):
    heard = []
    actions = SimpleNamespace(
        report=lambda number: heard.append(("report", number)),
        resume=lambda number: heard.append(("resume", number)),
    )
    made = Endings(app.services, actions)
    made.heard = heard
    person.focus(app.services.tabs.view("contacts").table.tree)
    return made


def test_a_box_with_numbers_and_the_report_where_something_failed(endings, person, app, progress):
    endings.ended(progress("done", accepted=9, failed=1))
    box = in_front(app.root)
    assert box is not app.root
    assert endings.heard == [("report", 1)]
    person.keys("Escape")
    person.until(lambda: in_front(app.root) is app.root, "the closing")


def test_no_report_where_all_went_well(endings, person, app, progress):
    endings.ended(progress("done", accepted=9))
    assert endings.heard == []
    in_front(app.root).close(None)


def test_whoever_types_is_not_disturbed(endings, person, app, progress):
    person.focus(app.services.tabs.view("contacts").search)
    endings.ended(progress("done", accepted=9, failed=1))
    assert in_front(app.root) is app.root
    (notice,) = app.services.notices.shown
    assert (notice.kind, notice.action) == ("warning", "Report")
    notice.act()
    assert endings.heard == [("report", 1)]


def test_whoever_wants_no_box_gets_a_notice(endings, person, app, progress):
    app.services.remembered.set(DIALOG, value=False)
    endings.ended(progress("done", accepted=9))
    (notice,) = app.services.notices.shown
    assert (notice.kind, notice.action) == ("good", "Results")


def test_what_waits_goes_on_by_a_button(endings, app, progress):
    endings.held(progress("held", number=7, queued=1))
    (notice,) = app.services.notices.shown
    assert (notice.other, notice.other_act) == ("", None)
    notice.act()
    assert endings.heard == [("resume", 7)]


def test_a_broken_account_leads_to_its_settings_too(endings, app, progress):
    held = progress("held", number=7, queued=1)
    mailing = progress.replace(held.mailing, why="login", answer="535 no")
    endings.held(progress.replace(held, mailing=mailing))
    (notice,) = app.services.notices.shown
    assert (notice.action, notice.other, notice.details) == ("Go on", "Settings", "535 no")
    notice.other_act()
    assert app.services.tabs.front == "settings"


def test_when_a_box_would_disturb(tk_root, driver):
    entry, button = ttk.Entry(tk_root), ttk.Button(tk_root)
    entry.pack()
    button.pack()
    driver.focus(button)
    assert not busy(tk_root)
    driver.focus(entry)
    assert busy(tk_root)
