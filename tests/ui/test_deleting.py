"""Deleting is asked for, and is all or nothing."""

import tkinter as tk

import pytest

from depesha.domain.errors import InputError
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.deleting import delete_asked


@pytest.fixture
def ids(app):
    with app.services.office.database.write() as c:
        return [contacts.insert(c, Contact(name=name)) for name in ("a", "b", "c")]


def answer(monkeypatch, app, word: bool) -> None:
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_w, **_m: word)


def left(app) -> int:
    return contacts.count(app.services.office.database.reader)


def test_only_a_yes_deletes(app, person, ids, monkeypatch) -> None:
    done = []
    answer(monkeypatch, app, word=False)
    delete_asked(app.services, app.root, "All?", ids, contacts.delete, lambda: done.append(1))
    person.live(0.1)
    assert left(app) == 3
    answer(monkeypatch, app, word=True)
    delete_asked(app.services, app.root, "None?", [], contacts.delete, lambda: done.append(1))
    delete_asked(app.services, app.root, "All?", ids, contacts.delete, lambda: done.append(1))
    person.until(lambda: done == [1])
    assert left(app) == 0


def test_what_one_record_refuses_none_loses(app, person, ids, monkeypatch) -> None:
    answer(monkeypatch, app, word=True)

    def delete(c, id_: int) -> None:
        if id_ == ids[-1]:
            raise InputError("There are documents of this contact.")
        contacts.delete(c, id_)

    view = tk.Frame(app.root)
    delete_asked(app.services, view, "All?", ids, delete, lambda: pytest.fail("it was refused"))
    view.destroy()
    person.until(lambda: app.services.notices.shown)
    assert "documents" in app.services.notices.shown[0].text
    assert left(app) == 3


def test_a_view_that_is_gone_is_not_told(app, person, ids, monkeypatch) -> None:
    answer(monkeypatch, app, word=True)
    view = tk.Frame(app.root)
    delete_asked(app.services, view, "All?", ids, contacts.delete, lambda: pytest.fail("gone"))
    view.destroy()
    person.until(lambda: app.services.bridge.idle and left(app) == 0)
