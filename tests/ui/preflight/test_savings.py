"""Fewer SMS by one click, before anything leaves."""

import pytest

from depesha.api import Secret
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.domain.segments import Spelling
from depesha.store import contacts

TEXT = "Здравствуйте, {КЛИЕНТ.ИМЯ}! " + "Заказ готов. " * 5


@pytest.fixture
def compose(office):
    """An SMS to two people."""
    from depesha.delivery.composition import Composition

    office.settings.change(
        {"office.secrets": "file", "sms.mode": "test", "sms.main.gateway": "smsru",
         "sms.main.price": "2.50"}
    )  # fmt: skip
    office.settings.set_secret("sms.main.api_id", Secret("0" * 8))
    with office.database.write() as c:
        for n, name in enumerate(("Щукина", "Ёлкин")):
            contacts.insert(c, Contact(name=name, mobile_phone=f"+7916100000{n}"))

    def make(body=TEXT, **more):
        chosen = select(office.database.reader, ["all"])
        return Composition(channel="sms", body=body, people=chosen, **more)

    return make


def texts(widget):
    found = [str(widget["text"])] if "text" in widget.keys() else []  # noqa: SIM118 - Tk's own
    return found + [text for child in widget.winfo_children() for text in texts(child)]


def test_latin_letters_are_a_click_and_a_click_takes_them_back(sheet, person):
    view = sheet()
    pane = view.sheet.savings
    assert "In Latin letters: 2 SMS instead of 4, 5,00 р. less." in texts(pane)
    assert any("→ «Zdravstvuyte, Yolkin!" in text for text in texts(pane))
    person.click(pane.buttons[Spelling.LATIN])
    person.until(lambda: view._found and view._found.links[0].sheet.parts == 2, "the cheaper plan")
    person.until(lambda: Spelling.AS_TYPED in pane.buttons, "the way back")
    assert "The messages leave in Latin letters, which take fewer SMS." in texts(pane)
    person.click(pane.buttons[Spelling.AS_TYPED])
    person.until(lambda: view._found and view._found.links[0].sheet.parts == 4, "the first plan")


def test_where_nothing_is_saved_nothing_is_shown(sheet):
    assert texts(sheet("plain text").sheet.savings) == []
