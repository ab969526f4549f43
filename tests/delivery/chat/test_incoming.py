"""Who subscribes is found out, linked once, and let go when they want to go."""

import pytest

from depesha.api import Reason
from depesha.delivery import inbox
from depesha.domain.people import Contact, Employee
from depesha.store import chat_messages, contacts, employees, invitations, suppressions
from depesha.store.suppressions import Suppression

LINK = "You are subscribed"
ASK = "let us know who you are"


@pytest.fixture
def token(office):
    def token(person, kind="contact"):
        with office.database.write() as c:
            return invitations.token_for(c, "telegram", kind, person, 1.0)

    return token


def closed(office):
    return [(one.address, one.reason) for one in suppressions.everything(office.c)]


def test_an_invitation_links_the_chat_with_its_contact(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.hear()
    assert office.contact(office.anna).telegram == "5"
    chat = office.chat()
    assert (chat.person_kind, chat.person_id) == ("contact", office.anna)
    assert chat.shown_name == "Анна Петрова"
    (word,) = suppressions.consents(office.c, office.anna)
    assert (word.granted, word.source) == (True, "invitation")
    (said,) = office.replies()
    assert LINK in said


def test_an_employee_may_be_invited_too(office, token):
    with office.database.write() as c:
        number = employees.insert(c, Employee(name="Ольга"))
    office.api.updates.message(5, text=f"/start {token(number, 'employee')}")
    office.hear()
    assert office.employee(number).telegram == "5"


def test_a_link_that_was_passed_on_does_not_carry_messages_to_somebody_else(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.api.updates.message(6, text=f"/start {token(office.anna)}")
    office.hear()
    assert office.contact(office.anna).telegram == "5"
    stranger = office.chat(6)
    assert stranger.person_kind == ""
    assert "Анна Петрова" in stranger.note
    assert ASK in office.replies()[1]


def test_who_has_a_new_account_comes_with_the_same_link(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.api.block(5)
    office.api.updates.message(6, text=f"/start {token(office.anna)}")
    office.hear()
    assert office.contact(office.anna).telegram == "6"


@pytest.mark.parametrize("text", ["/start", "/start made-up-token", "/start ../../etc"])
def test_who_is_not_known_is_asked(office, text):
    office.api.updates.message(5, text=text)
    office.hear()
    (said,) = office.replies()
    assert ASK in said
    assert b"request_contact" in office.api.received[0].raw
    assert office.chat().person_kind == ""


def own(phone, chat=5):
    return {"user_id": chat, "phone_number": phone, "first_name": "Анна"}


def test_the_own_number_tells_who_it_is(office):
    office.api.updates.message(5, contact=own("79161234567"))
    office.hear()
    assert office.contact(office.anna).telegram == "5"
    assert office.chat().phone == "+79161234567"
    assert LINK in office.replies()[0]
    (word,) = suppressions.consents(office.c, office.anna)
    assert word.source == "phone"


def test_somebody_elses_number_tells_nothing(office):
    office.api.updates.message(5, contact=own("79161234567", chat=7))
    office.hear()
    assert office.contact(office.anna).telegram == ""
    assert [one.text for one in office.messages()] == ["Contact: Анна, 79161234567"]


def test_a_number_of_two_people_is_for_the_office_to_decide(office):
    with office.database.write() as c:
        contacts.insert(c, Contact(name="Муж Анны", mobile_phone="+79161234567"))
    office.api.updates.message(5, contact=own("+7 916 123-45-67"))
    office.hear()
    assert office.contact(office.anna).telegram == ""
    assert "Several people" in office.chat().note
    assert LINK in office.replies()[0], "the person is subscribed all the same"


def test_a_number_that_nobody_has(office):
    office.api.updates.message(5, contact=own("79999999999"))
    office.hear()
    assert (office.chat().person_kind, office.chat().phone) == ("", "+79999999999")


def test_the_chat_of_an_imported_address_is_the_contacts(office):
    with office.database.write() as c:
        number = contacts.insert(c, Contact(name="Вера", telegram="9"))
    office.api.updates.message(9, text="Здравствуйте")
    office.hear()
    assert office.chat(9).person_id == number


def test_a_block_clears_the_subscription_and_its_end_restores_it(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.api.block(5)
    office.hear()
    assert office.contact(office.anna).telegram == ""
    assert office.chat().state == "closed"
    assert closed(office) == [("5", Reason.BLOCKED_BY_RECIPIENT)]
    office.api.block(5, again=True)
    office.hear()
    assert office.contact(office.anna).telegram == "5"
    assert office.chat().state == "open"
    assert closed(office) == []


def test_an_imported_address_stays_closed_while_the_bot_is_blocked(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.api.block(5)
    office.hear()
    assert suppressions.suppressed(office.c, "telegram", ["5"]) == {"5"}


def test_stop_and_back(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.api.updates.message(5, text="Стоп")
    office.hear()
    assert closed(office) == [("5", Reason.OPTED_OUT)]
    assert suppressions.opted_out(office.c, "telegram", [office.anna]) == {office.anna}
    assert [one.text for one in office.messages() if not one.out] == ["Стоп"]
    office.api.updates.message(5, text="/start")
    office.hear()
    assert closed(office) == []
    assert suppressions.opted_out(office.c, "telegram", [office.anna]) == set()


def test_what_the_office_closed_stays_closed(office, token):
    by_hand = Suppression("telegram", "5", Reason.SUPPRESSED, 1.0, "person")
    with office.database.write() as c:
        suppressions.add(c, by_hand)
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.hear()
    assert closed(office) == [("5", Reason.SUPPRESSED)]


def test_a_group_becomes_a_supergroup(office):
    with office.database.write() as c:
        number = contacts.insert(c, Contact(name="Закупки", telegram="-50"))
    office.api.updates.group_message(-50, "Закупки", 7, text="Есть?")
    office.api.updates.moved(-50, -100500)
    office.api.updates.group_message(-100500, "Закупки", 7, text="Ау")
    office.hear()
    assert office.contact(number).telegram == "-100500"
    assert office.chat("-50") is None
    texts = [one.text for one in office.messages(-100500)]
    assert texts == ["Анна Петрова: Есть?", "Анна Петрова: Ау"]


def test_messages_are_kept_once_and_counted_until_they_are_read(office):
    office.api.updates.message(5, text="Раз\x00\nДва\u202e")
    office.hear()
    office.api.updates.message(5, text="Три")
    office.hear()
    assert [one.text for one in office.messages()] == ["Раз\nДва", "Три"]
    assert office.chat().unread == 2
    with office.database.write() as c:
        assert chat_messages.read_up_to(c, office.chat().id, office.messages()[0].id)
    assert office.chat().unread == 1


def test_while_the_chat_is_off_people_are_told_once(office):
    office.real.settings.change(
        {"telegram.main.chat": "off", "telegram.main.away": "Звоните <b>нам</b>"}
    )
    for text in ("Есть?", "Ау"):
        office.api.updates.message(5, text=text)
    office.hear()
    assert office.replies() == ["Звоните нам"]
    assert office.chat().unread == 2, "nothing is lost"


def test_the_offices_own_words(office):
    office.real.settings.change({"telegram.main.ask": "Кто Вы?"})
    office.api.updates.message(5, text="/start")
    office.api.updates.message(5, text="/start")
    office.hear()
    assert office.replies() == ["Кто Вы?"], "twice the same at once would be noise"


def test_a_person_of_the_office_knows_better(office, token):
    office.api.updates.message(5, text=f"/start {token(office.anna)}")
    office.api.updates.message(5, text="Стоп")
    office.hear()
    assert inbox.reopen(office.database, office.real.clock, "telegram", "5")
    assert suppressions.opted_out(office.c, "telegram", [office.anna]) == set()
