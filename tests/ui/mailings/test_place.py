"""The mailings of the office, used by a person."""

import pytest


@pytest.fixture
def place(app, person, told):
    app.services.engine.stop(5)
    app.services.doors.go("mailings")
    found = app.services.tabs.view("mailings")
    person.until(lambda: len(found.table.ids) == 1, "the mailing")
    person.until(lambda: app.services.bridge.idle, "its numbers")
    return found


def test_enter_opens_the_results(place, person, app):
    person.click(place.table.tree, dx=80, dy=40)
    person.until(lambda: place.progress is not None, "the choice")
    person.keys("Return")
    person.until(lambda: app.services.tabs.front == "results:1", "the results")


def test_buttons_fit_the_chosen_mailing(place, person, app):
    assert place._toolbar.button("mailing.report").instate(["disabled"])
    place.table.picking.select(0)
    person.until(lambda: place._toolbar.button("mailing.report").instate(["!disabled"]), "it")
    assert place._toolbar.button("mailing.pause").instate(["disabled"])


def test_filters_and_search(place, person):
    person.click(place.filters["going"])
    person.until(lambda: not place.table.ids, "nothing goes on")
    person.click(place.filters["over"])
    person.until(lambda: len(place.table.ids) == 1, "one is over")
    person.keys("ctrl+f")
    person.type("скидки")
    person.until(lambda: not place.table.ids, "no such title")
    assert place.footer["text"] == "0 mailings"


def test_numbers_follow_while_it_is_sent(place, person, office, monkeypatch):
    monkeypatch.setattr("depesha.ui.mailings.place.ROWS", 100)
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'running'")
        c.execute("UPDATE delivery SET state = 'queued' WHERE id = 2")

    def state():
        return place.table.tree.item("0", "values")[3]

    person.until(lambda: state() == "Running", "its going on")
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'done'")
        c.execute("UPDATE delivery SET state = 'accepted' WHERE id = 2")
    person.until(lambda: state() == "Done", "its end")
