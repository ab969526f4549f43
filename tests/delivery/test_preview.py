"""The preview shows what would be sent, with the reason where nothing would."""

import pytest

from depesha.api import Message
from depesha.delivery.people import Lookup
from depesha.delivery.preview import Previewer, headers_of
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
        made = Previewer(c, mailing, (), people, post, lookup, office.clock)
        return list(made.everybody(c))

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


@pytest.fixture
def previewer(office, post):
    office.person(name="Борис", email="b@x.ru")
    office.person(name="Анна", email="a@x.ru")
    mailing = Mailing(
        key="", channel="post", title="", body="{КЛИЕНТ.ИМЯ}", created_at=1.0, start_at=1.0
    )
    c, people = office.database.reader, select(office.database.reader, ["all"])
    return Previewer(c, mailing, (), people, post, Lookup("Наша фирма", "р."), office.clock)


def test_anybodys_message_in_any_order(office, previewer):
    c = office.database.reader
    assert len(previewer) == 2
    assert [previewer.at(c, n).message.text for n in (1, 0)] == ["Борис", "Анна"]


def test_somebody_deleted_meanwhile_has_no_message(office, previewer):
    with office.database.write() as c:
        c.execute("DELETE FROM contact WHERE name = 'Анна'")
    assert previewer.at(office.database.reader, 0) is None


def test_the_sms_of_all_are_counted(office, previewer, post, monkeypatch):
    assert previewer.parts(office.database.reader) == 0
    monkeypatch.setattr(post, "metered", True)
    assert previewer.parts(office.database.reader) == 2


def test_the_headers_that_a_letter_leaves_with(office, post, monkeypatch):
    message = Message("k", "a@x.ru", subject="Тема")
    assert headers_of(office.accounts, post, message) == ""
    eml = b"Subject: =?utf-8?b?0KLQtdC80LA=?=\r\nX-Mailer: post\r\n\r\nbody"
    monkeypatch.setattr(post, "rehearse", lambda settings, message: (".eml", eml))
    assert headers_of(office.accounts, post, message) == "Subject: Тема\nX-Mailer: post"
