"""The whole window as somebody sees it who may do nothing."""

from array import array
from datetime import date

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.selection import Selection
from depesha.domain.people import Contact, Document, Employee
from depesha.domain.rights import Right
from depesha.store import contacts, documents, employees
from depesha.ui.allowed import able, allowed
from depesha.ui.choose.dialog import Chooser
from depesha.ui.commands import flat
from depesha.ui.preview.window import open_preview


@pytest.fixture
def viewer(office):
    """An observer works here; there is one contact."""
    office.settings.change({"rights.who": "1", "rights.roles": "1:viewer"})
    contact = Contact(
        name="Иванов", mobile_phone="+79161234567", email="ivanov@example.com", city="Тверь",
        note="или petrov@example.com", inn="7701234567",
    )  # fmt: skip
    with office.database.write() as c:
        employees.insert(c, Employee(name="Вера", mobile_phone="+79031112233"))
        return contacts.insert(c, contact)


@pytest.fixture
def place(viewer, app, person):
    found = app.services.tabs.view("contacts")
    person.until(lambda: len(found.table.ids) == 1 and app.services.bridge.idle)
    found.table.picking.select(0)
    return found


def texts_in(widget) -> str:
    """Every text in every table, field and label below a widget."""
    found = []
    for child in widget.winfo_children():
        kind = child.winfo_class()
        if kind in {"TEntry", "TCombobox"}:
            found.append(child.get())
        elif kind == "Text":
            found.append(child.get("1.0", "end"))
        elif kind == "Treeview":
            found += [str(child.item(one)) for one in child.get_children()]
        elif kind == "TLabel":
            found.append(str(child["text"]))
        found.append(texts_in(child))
    return "\n".join(found)


SECRETS = ("1234567", "ivanov@", "petrov@", "1112233")


def assert_hidden(widget) -> None:
    text = texts_in(widget)
    for secret in SECRETS:
        assert secret not in text.replace("7701234567", "")


def test_tables_show_addresses_in_part(place, app, person) -> None:
    assert "****4567" in texts_in(place)
    assert "iva***@example.com" in texts_in(place)
    assert_hidden(place)
    app.services.doors.go("employees")
    staff = app.services.tabs.view("employees")
    person.until(lambda: "****2233" in texts_in(staff))
    assert_hidden(staff)


def test_a_card_keeps_what_it_does_not_show(place, app, person, viewer) -> None:
    app.services.doors.contact(viewer)
    card = app.services.tabs.view(f"contact:{viewer}")
    person.until(lambda: card.form is not None and card.form.texts()["name"] == "Иванов")
    assert card.form.widgets["mobile_phone"].get() == "****4567"
    assert_hidden(card)
    card.form.widgets["city"].insert("end", "!")
    card.save()

    def stored():
        return contacts.get(app.services.office.database.reader, viewer)

    person.until(lambda: stored().city == "Тверь!")
    assert stored().mobile_phone == "+79161234567"
    assert stored().email == "ivanov@example.com"
    assert stored().note == "или petrov@example.com"


def test_documents_and_their_cards_too(place, app, person, viewer) -> None:
    paper = Document(
        type="order", number="ЗК-1", date=date(2026, 11, 1), contact_id=viewer,
        comment="звонить +7 916 123-45-67",
    )  # fmt: skip
    with app.services.office.database.write() as c:
        number = documents.insert(c, paper)
    app.services.doors.go("documents")
    journal = app.services.tabs.view("documents")
    person.until(lambda: len(journal.table.ids) == 1 and app.services.bridge.idle)
    assert_hidden(journal)
    app.services.doors.document(number)
    card = app.services.tabs.view(f"document:{number}")
    person.until(lambda: card.head.values["phone"].get() == "****4567")
    assert_hidden(card)


def test_the_chooser_and_the_preview_too(place, app, person, viewer) -> None:
    chooser = Chooser(app.root, app.services, array("q", [viewer]))
    chooser.open()
    person.until(lambda: "****4567" in texts_in(chooser.selected))
    assert_hidden(chooser)
    chooser.close(None)
    composition = Composition(
        channel="email", subject="{CLIENT.EMAIL}", body="{CLIENT.PHONE} {CLIENT.EMAIL}",
        people=Selection(contacts=array("q", [viewer])),
    )  # fmt: skip
    preview = open_preview(app.services, app.root, composition, print)
    person.until(lambda: preview.shown is not None)
    assert preview.address["text"] == "iva***@example.com"
    assert "****4567 iva***@example.com" in texts_in(preview)
    assert "To: " in texts_in(preview)
    assert "iva***@example.com" in preview.shown.message.html
    assert_hidden(preview)
    preview.close(None)


def test_the_journal_and_its_story_too(viewer, told, app, person) -> None:
    with app.services.office.database.write() as c:
        c.execute(
            "UPDATE delivery SET address = id || 'petrov@example.com', answer = 'to petrov@x.ru'"
        )
    app.services.doors.go("journal")
    journal = app.services.tabs.view("journal")
    person.until(lambda: len(journal.journal.table.ids) == 4 and app.services.bridge.idle)
    journal.journal.table.picking.select(1)
    person.until(lambda: "to pet***@x.ru" in texts_in(journal.journal.story))
    assert "2pe***@example.com" in texts_in(journal)
    assert_hidden(journal)


def test_what_is_not_allowed_is_grey_and_refused(place, app, monkeypatch) -> None:
    able_now = {one.id for one in flat(place.commands()) if one.enabled()}
    assert "contacts.edit" in able_now
    assert not {"contacts.export", "contacts.delete", "contact.call"} & able_now
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_w, **_m: True)
    for forbidden, right in ((place.export, "Export"), (place.delete, "Delete")):
        forbidden()
        assert right in app.services.notices.shown[-1].text
    assert len(place.table.ids) == 1
    app.services.notices.shown[-1].act()
    assert app.services.tabs.front == "settings"


def test_of_the_settings_only_who_works_here_is_left(place, app, person) -> None:
    app.services.doors.settings("email")
    settings = app.services.tabs.view("settings")
    assert settings.list.get_children() == ("rights",)
    page = settings.page("rights")
    person.until(lambda: page.form is not None)
    assert page.form.boxes[1].instate(["disabled"])


def test_everybody_else_may_everything(app) -> None:
    app.services.office.rights  # noqa: B018 - asked for, as a table does
    assert all(able(app.services, right)() and allowed(app.services, right) for right in Right)
    assert not able(app.services, Right.SEND, lambda: False)()
