"""One mailing: numbers, people, and what can be done."""

import pytest


@pytest.fixture
def view(app, person, told):
    app.services.engine.stop(5)
    app.services.doors.results(told)
    found = app.services.tabs.view(f"results:{told}")
    person.until(lambda: found.progress is not None, "the numbers")
    person.until(lambda: len(found.journal.table.ids) == 4, "the people")
    return found


def test_numbers_and_people(view, app):
    assert view.title["text"] == "Новости"
    assert view.state_label["text"] == "Done · 3 of 3"
    assert app.services.tabs.front == "results:1"


def test_a_number_shows_its_people(view, person):
    person.click(view.numbers._buttons["failed"])
    person.until(lambda: view.journal.table.ids.tolist() == [2], "the failed one")
    person.click(view.numbers._buttons[""])
    person.until(lambda: len(view.journal.table.ids) == 4, "everybody")


def test_a_mailing_that_goes_on_is_followed(view, person, app, office):
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'running'")
        c.execute("UPDATE delivery SET state = 'queued' WHERE id = 2")
    person.until(lambda: view.progress.left == 1, "what is left")
    assert view.state_label["text"] == "2 of 3"
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'done'")
        c.execute("UPDATE delivery SET state = 'accepted' WHERE id = 2")
    person.until(lambda: view.progress.over and view.progress.counts["accepted"] == 2, "the end")


def test_a_held_one_says_why(view, person, office):
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'held', why = 'login', answer = '535 no'")
    person.until(view.held.winfo_ismapped, "the words")
    assert "535 no" in view.held["text"]


def test_buttons_fit_the_state(view, app):
    able = {one.id: one.enabled() for one in app.services.commands.all()}
    assert able["mailing.retry"]
    assert able["mailing.unknown"]
    assert able["mailing.report"]
    assert not able["mailing.pause"]
    assert not able["mailing.stop"]
