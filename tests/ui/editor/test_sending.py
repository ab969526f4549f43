"""What can be done with a finished message."""

import pytest

from depesha.delivery.selection import Selection
from depesha.store import journal, mailings
from depesha.ui.editor import sending


@pytest.fixture
def office(office):
    office.settings.change({"echo.mode": "on", "echo.main.folder": str(office.profile.root / "e")})
    office.settings.change({"email.mode": "test", "sms.mode": "test"})
    return office


@pytest.fixture
def results(app):
    shown = []
    doors = app.services.doors._replace(results=shown.append)
    app.services.doors = doors
    return shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"chosen": Selection()}, "Nobody is chosen yet."),
        ({"body": " "}, "The text is empty."),
        ({"subject": ""}, "The letter has no subject."),
    ],
)
def test_what_is_missing_is_said_in_place(letter, changes, said, app):
    frame = letter(**changes)
    sending.send(frame)
    assert frame.problem.cget("text") == said
    assert not app.services.tabs.front.startswith("preflight")


def test_sending_leads_to_the_sheet_and_closes_the_editor(letter, app, person):
    frame = letter()
    tab = app.services.tabs.front
    person.focus(frame.writing.view.text)
    person.keys("ctrl+Return")
    person.until(lambda: app.services.tabs.front.startswith("preflight"), "the sheet")
    assert frame.composition().body == "Привет, {КЛИЕНТ.ИМЯ}!"
    sheet = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: sheet._found is not None, "the plan")
    assert sheet._found.chain.ready == 3
    sheet._sent(1)
    assert tab not in app.services.tabs.open_keys


def test_a_window_makes_room_for_the_sheet_and_comes_back(letter, app, person):
    frame = letter(channel="sms")
    window = frame.winfo_toplevel()
    person.until(window.winfo_viewable, "the window")
    sending.send(frame)
    person.until(lambda: window.state() == "withdrawn", "room")
    sheet = app.services.tabs.front
    person.until(lambda: app.services.tabs.view(sheet)._found is not None, "the plan")
    app.services.tabs.close(sheet)
    person.until(lambda: window.state() == "normal", "the text again")
    window.destroy()


def test_a_start_is_asked_for_and_a_past_one_refused(letter, app, answers, person):
    frame = letter()
    answers.typed = "2020-01-01 09:00"
    sending.later(frame)
    assert "is past" in frame.problem.cget("text")
    answers.typed = "2099-01-01 09:00"
    sending.later(frame)
    sheet = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: sheet._found is not None, "the plan")
    assert sheet._found.chain.mailing.start_at > 4e9


def test_a_test_goes_to_ones_own_address(letter, app, answers, person, results):
    frame = letter()
    answers.typed = "nowhere"
    sending.trial(frame)
    person.until(frame.problem.winfo_ismapped, "what is wrong")
    answers.typed = "me@example.com"
    sending.trial(frame)
    person.until(lambda: app.services.notices.shown, "that it is on its way")
    (notice,) = app.services.notices.shown
    assert "me@example.com" in notice.text
    notice.act()
    c = app.services.office.database.reader
    (entry,) = journal.entries(c, journal.Filter(mailing_id=results[0]))
    assert (entry.name, entry.address) == ("Анна", "me@example.com")
    # Next time it need not be typed again, and the letter is still here.
    sending.trial(frame)
    assert answers.asked[-1] == "me@example.com"
    assert frame.winfo_exists()


def test_the_outbox_keeps_it_until_a_person_says_go(letter, app, person, results):
    frame = letter()
    sending.aside(frame)
    person.until(lambda: app.services.notices.shown, "that it waits")
    (notice,) = app.services.notices.shown
    assert "3 messages wait in the outbox; 0 were left out." in notice.text
    notice.act()
    assert mailings.get(app.services.office.database.reader, results[0]).state == "paused"
    assert not frame.winfo_exists()


def test_a_channel_that_is_off_leaves_the_text_where_it_is(letter, app, person):
    app.services.office.settings.change({"email.mode": "off"})
    frame = letter()
    sending.aside(frame)
    person.until(lambda: app.services.notices.shown, "what is wrong")
    assert "not switched on" in app.services.notices.shown[0].text
    assert frame.winfo_exists()
