"""The preview shows what would be sent, with the reason where nothing would."""

import pytest

from depesha.delivery.people import Lookup
from depesha.delivery.preview import preview
from depesha.delivery.selection import select
from depesha.render.problems import TemplateError
from depesha.store.mailings import Mailing


@pytest.fixture
def look(office, post):
    def show(body, **changes):
        mailing = Mailing(
            key="", channel="post", title="", body=body, created_at=1.0, start_at=1.0, **changes
        )
        people = select(office.database.reader, ["all"])
        c, lookup = office.database.reader, Lookup("Наша фирма", "р.")
        return list(preview(c, mailing, (), people, post, lookup, office.clock))

    return show


def test_each_persons_own_message_in_the_order_of_choosing(office, look):
    office.person(name="Борис", email="B@x.ru")
    office.person(name="Анна", email="A@x.ru", custom={"Скидка": "5%"})
    anna, boris = look("{КЛИЕНТ.ИМЯ}: {Скидка|нет}")
    assert (anna.name, anna.address, anna.message.text) == ("Анна", "a@x.ru", "Анна: 5%")
    assert (boris.message.text, boris.segments, boris.problem) == ("Борис: нет", None, "")


def test_who_would_not_get_it_is_shown_with_the_reason(office, look):
    office.person(name="А")
    office.person(name="Б", email="nobody")
    none, bad = look("Привет")
    assert (none.problem, none.message.text) == ("No address", "Привет")
    assert bad.problem == "Wrong address — An address has an @."


def test_an_empty_macro_leaves_no_message(office, look):
    office.person(name="А", email="a@x.ru")
    (one,) = look("{МЕНЕДЖЕР.ИМЯ}")
    assert one.message is None
    assert "MANAGER.NAME" in one.problem or "МЕНЕДЖЕР.ИМЯ" in one.problem


def test_where_messages_are_metered_the_parts_are_counted(office, look, post, monkeypatch):
    monkeypatch.setattr(post, "metered", True)
    office.person(name="я" * 71, email="a@x.ru")
    assert look("{КЛИЕНТ.ИМЯ}")[0].segments == 2


def test_a_text_that_nobody_can_get_says_why(office, look):
    office.people(1)
    with pytest.raises(TemplateError):
        look("{НЕТ.ТАКОГО}")


def test_nothing_is_written(office, look):
    office.people(2)
    look("Привет")
    assert office.database.reader.execute("SELECT count(*) FROM mailing").fetchone() == (0,)
