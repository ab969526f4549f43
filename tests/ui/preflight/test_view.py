"""From the text to the outbox: look, mend, send or change one's mind."""

from tkinter import ttk

import pytest

from depesha.domain.people import Contact
from depesha.store import contacts, mailings


def drafts(office):
    c = office.database.reader
    return c.execute("SELECT count(*) FROM mailing WHERE state = 'draft'").fetchone()[0]


def test_a_rehearsal_goes_at_once(sheet, person, office, app):
    view = sheet()
    person.focus(view.send_button)
    person.keys("Return")
    person.until(lambda: sheet.sent, "the release")
    mailing = mailings.get(office.database.reader, sheet.sent[0])
    assert mailing.state in {"running", "done"}
    assert not any(key.startswith("preflight") for key in app.services.tabs.open_keys)
    person.until(
        lambda: mailings.get(office.database.reader, sheet.sent[0]).state == "done", "the engine"
    )


@pytest.fixture
def real(office, people):
    """An account that would really send, to nobody: nothing listens at its port."""
    office.settings.change(
        {"email.mode": "on", "email.main.host": "127.0.0.1", "email.main.port": "9",
         "email.main.security": "none", "email.main.sender": "a@b.ru"}
    )  # fmt: skip


def test_what_really_leaves_can_be_called_back_for_five_seconds(real, sheet, person, office):
    view = sheet()
    view._send()
    assert view._countdown.said["text"].startswith("Sending to 3 people in ")
    person.focus(view._countdown.now)
    person.keys("Escape")
    person.until(lambda: view._countdown is None, "the cancelling")
    person.live(0.3)
    assert (sheet.sent, drafts(office)) == ([], 1)
    assert view.send_button.instate(["!disabled"])


def test_send_now_waits_no_longer(real, sheet, person, office, app):
    app.services.engine.stop(5)
    view = sheet()
    view._send()
    person.focus(view._countdown.now)
    person.keys("Return")
    person.until(lambda: sheet.sent, "the release")
    assert mailings.get(office.database.reader, sheet.sent[0]).state == "running"


def test_a_mailing_for_later_needs_no_countdown(real, sheet, person, office, app):
    app.services.engine.stop(5)
    view = sheet(start_at=office.clock.now() + 3600)
    assert view.send_button["text"] == "Schedule"
    view._send()
    person.until(lambda: sheet.sent, "the release")


def test_closing_forgets_the_plan(sheet, person, office, app):
    view = sheet()
    assert drafts(office) == 1
    assert app.services.tabs.close(view._key)
    person.until(lambda: app.services.bridge.idle, "the forgetting")
    assert drafts(office) == 0


def test_what_was_mended_in_a_card_is_judged_anew(sheet, person, office, app, people):
    view = sheet()
    app.services.tabs.open("elsewhere", "Card", "user", ttk.Frame)
    view._mending = True
    with office.database.write() as c:
        contacts.update(c, Contact(id=people[3], code=4, name="Глеб", email="g@x.ru"))
    app.services.tabs.select(view._key)
    person.until(lambda: view._found and view._found.chain.ready == 4, "four of four")
    assert drafts(office) == 1, "the first plan is forgotten"


def test_a_text_that_cannot_be_read_is_told_in_place(sheet, office):
    view = sheet(body="{НЕТ.ТАКОГО}")
    assert "НЕТ.ТАКОГО" in view._error["text"]
    assert view.send_button.instate(["disabled"])
    assert drafts(office) == 0


def test_nobody_to_write_to_cannot_be_sent(sheet, office):
    with office.database.write() as c:
        c.execute("UPDATE contact SET email = ''")
    view = sheet()
    assert view.sheet.headline["text"] == "Nobody would get this message."
    assert view.send_button.instate(["disabled"])


def test_reports_that_could_not_be_written_stop_it_in_words(sheet, person, office):
    (office.profile.root / "reports").write_text("in the way", encoding="utf-8")
    view = sheet()
    view._send()
    person.until(lambda: view._error["text"], "the words")
    assert "reports" in view._error["text"]
    assert (sheet.sent, drafts(office)) == ([], 1)
    (office.profile.root / "reports").unlink()
    view._send()
    person.until(lambda: sheet.sent, "the second try")
