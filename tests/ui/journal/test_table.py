"""The journal inside any view."""

import pytest

from depesha.store.journal import Filter
from depesha.ui.journal import JournalTable


@pytest.fixture
def journal(app, person, told):
    heard = []
    table = JournalTable(
        app.root, app.services, Filter(mailing_id=told), on_change=lambda: heard.append(1)
    )
    table.grid(row=0, column=1, sticky="nswe")
    table.tkraise()
    table.reload()
    person.until(lambda: len(table.table.ids) == 4, "the rows")
    person.until(lambda: app.services.bridge.idle, "their words")
    assert heard
    return table


def cells(journal, row):
    return journal.table.tree.item(str(row), "values")


def test_a_chosen_row_is_told_whole(journal, person):
    assert "Анна" in cells(journal, 0)
    person.click(journal.table.tree, dx=60, dy=60)
    person.until(lambda: "Борис" in journal.story.text.get("1.0", "end"), "his story")
    person.keys("Up")
    person.until(lambda: "250 ok" in journal.story.text.get("1.0", "end"), "her story")


def test_the_head_sorts_in_the_database(journal, person):
    journal.table.header.sort("name", descending=True)
    person.until(lambda: journal.table.ids.tolist() == [4, 3, 2, 1], "the other order")


def test_other_rows_forget_the_choice_and_new_ones_keep_it(journal, person, app):
    journal.table.picking.select(2)
    with app.services.office.database.write() as c:
        c.execute("UPDATE mailing SET key = 'other' WHERE id = 1")
        c.execute(
            """INSERT INTO mailing (key, channel, account, mode, title, author, template, subject,
                   body, format, attachments, fields, state, created_at, start_at)
               SELECT 'new', channel, account, mode, title, author, template, subject, body, format,
                   attachments, fields, state, created_at, start_at FROM mailing"""
        )
        c.execute(
            """INSERT INTO delivery (mailing_id, person_kind, person_id, code, name, address, data,
                   state, updated_at)
               SELECT 2, person_kind, person_id, code, name, address, data, state, updated_at
               FROM delivery WHERE id = 1"""
        )
    journal.want(Filter())
    person.until(lambda: len(journal.table.ids) == 5, "the new row")
    assert journal.table.count_selected == 0
    journal.table.picking.select(3)
    assert journal.selected.tolist() == [3]
    with app.services.office.database.write() as c:
        c.execute("DELETE FROM delivery WHERE mailing_id = 2")
    journal.reload()
    person.until(lambda: len(journal.table.ids) == 4, "one row less")
    assert journal.selected.tolist() == [3], "the same person"


def test_an_answer_that_comes_too_late_hurts_nobody(journal, person, app):
    journal.reload()
    journal.destroy()
    person.until(lambda: app.services.bridge.idle, "the late answer")
    assert app.services.notices.shown == []
