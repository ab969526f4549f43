"""A card is shown, changed, saved; nothing typed is lost by accident."""

import pytest

from depesha.store import contacts


@pytest.fixture
def card(app, person, people):
    def open_card(contact_id: int):
        app.services.doors.contact(contact_id)
        view = app.services.tabs.view(f"contact:{contact_id}")
        person.until(lambda: view.form is not None and app.services.bridge.idle)
        return view

    return open_card


def stored(app, id_: int):
    return contacts.get(app.services.office.database.reader, id_)


def test_a_change_is_read_and_kept(app, person, people, card) -> None:
    id_ = people["Ёлкин Пётр"]
    view = card(id_)
    assert not view.dirty
    view.form._values["work_phone"].set("8 495 123-45-67")
    view.form._notes["note"].insert("1.0", "звонить утром")
    assert view.dirty
    person.focus(view.form.widgets["name"])
    person.keys("ctrl+s")
    person.until(lambda: stored(app, id_).work_phone == "+74951234567" and not view.dirty)
    assert stored(app, id_).note == "звонить утром"


def test_what_cannot_be_read_stays_and_says_why(app, person, people, card) -> None:
    id_ = people["Ёлкин Пётр"]
    view = card(id_)
    view.form._values["email"].set("не адрес")
    view.save()
    person.until(lambda: view.form._problems["email"]["text"])
    assert stored(app, id_).email == ""
    assert view.form.texts()["email"] == "не адрес"


def test_a_new_contact_becomes_its_own_tab(app, person, card) -> None:
    view = card(0)
    view.form._values["name"].set("Новый Клиент")
    view.save()
    person.until(lambda: "contact:0" not in app.services.tabs.open_keys)
    key = app.services.tabs.front
    assert key.startswith("contact:")
    assert stored(app, int(key.split(":")[1])).name == "Новый Клиент"


def test_the_same_phone_elsewhere_is_said_while_typing(app, person, people, card) -> None:
    view = card(people["Иванов Иван"])
    view.form._values["mobile_phone"].set("8 916 123-45-67")
    person.until(lambda: "Ёлкин" in view.warning["text"] and view.warning.winfo_manager())
    view.form._values["mobile_phone"].set("8 916 000-00-00")
    person.until(lambda: not view.warning.winfo_manager())


def test_leaving_asks(app, people, card, monkeypatch) -> None:
    view = card(people["Банк"])
    view.form._values["city"].set("Уфа")
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_w, **_m: False)
    assert not app.services.tabs.close(app.services.tabs.front)
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_w, **_m: True)
    assert app.services.tabs.close(app.services.tabs.front)


def test_somebody_deleted_it_meanwhile(app, person, people, card) -> None:
    id_ = people["Банк"]
    view = card(id_)
    with app.services.office.database.write() as c:
        contacts.delete(c, id_)
    view.form._values["city"].set("Уфа")
    view.save()
    person.until(lambda: app.services.notices.shown)
    assert "deleted" in app.services.notices.shown[0].text
    assert view.form.texts()["city"] == "Уфа"


def test_its_other_pages_open(app, person, people, card) -> None:
    view = card(people["Банк"])
    for page in (1, 2):
        view.notebook.select(page)
        person.until(lambda: app.services.bridge.idle)
    assert app.services.notices.shown == []


def test_an_address_of_a_plugins_channel_is_kept(app, person, people, card) -> None:
    app.services.office.settings.change({"max.main.gap": "1"})
    id_ = people["Ёлкин Пётр"]
    view = card(id_)
    view.form._values["custom.MAX"].set("123456789")
    view.save()
    person.until(lambda: stored(app, id_).custom == {"MAX": "123456789"})
