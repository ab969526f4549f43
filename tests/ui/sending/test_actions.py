"""What a person does to a mailing."""

import pytest

from depesha.delivery.progress import progress_of
from depesha.store import mailings
from depesha.ui.sending.actions import MailingActions


class Answers:
    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def confirm(self, title, question, yes, *, danger=False):
        self.asked.append((question, danger))
        return self.answer


@pytest.fixture
def actions(app, told):
    app.services.engine.stop(5)
    app.services.office.settings.change(
        {"email.mode": "on", "email.main.host": "127.0.0.1", "email.main.sender": "a@b.ru",
         "office.secrets": "file"}
    )  # fmt: skip
    return MailingActions(app.services)


def state(office):
    return mailings.get(office.database.reader, 1).state


def said(app, answer):
    found = Answers(answer)
    app.services.dialogs = found
    return found


def current(office):
    return progress_of(office, mailings.get(office.database.reader, 1))


def test_pause_resume_stop(actions, app, person, office):
    actions.retry_failed(1)
    person.until(lambda: state(office) == "running", "the repetition")
    actions.pause(1)
    person.until(lambda: state(office) == "paused", "the pause")
    actions.resume(1)
    person.until(lambda: state(office) == "running", "its going on")
    asked = said(app, answer=False)
    actions.stop(current(office))
    assert asked.asked == [
        ("End the mailing “Новости”? 1 message that has not left will be cancelled.", True)
    ]
    assert state(office) == "running"
    said(app, answer=True)
    actions.stop(current(office))
    person.until(lambda: state(office) == "stopped", "the end")


def test_the_unknown_are_repeated_after_clear_words(actions, app, person, office):
    asked = said(app, answer=True)
    actions.retry_unknown(current(office))
    person.until(lambda: state(office) == "running", "the repetition")
    assert "Nobody knows whether 1 message arrived" in asked.asked[0][0]
    rounds = office.database.reader.execute("SELECT round FROM delivery ORDER BY id").fetchall()
    assert rounds == [(0,), (0,), (1,), (0,)]


def test_what_cannot_be_done_is_told(actions, app, person):
    actions.pause(1)
    person.until(lambda: app.services.notices.shown, "the notice")
    assert "that cannot be done to it" in app.services.notices.shown[0].text


def test_the_report_is_written_and_opened(actions, app, person, monkeypatch):
    opened = []
    monkeypatch.setattr("depesha.ui.sending.actions.open_file", opened.append)
    actions.report(1)
    person.until(lambda: opened, "the report")
    assert "Борис" in opened[0].read_text(encoding="utf-8-sig")
