"""Cards and the addresses of chats."""

from depesha.delivery.chat import people
from depesha.domain.people import Contact, Employee
from depesha.store import chats, contacts, employees


def test_an_address_is_written_where_it_belongs(office):
    with office.database.write() as c:
        own = ("employee", employees.insert(c, Employee(name="Ольга")))
        card = ("contact", office.anna)
        assert people.set_address(c, card, "telegram", "5")
        assert people.set_address(c, card, "telegram", "5")
        assert people.set_address(c, card, "max", "77")
        assert people.set_address(c, own, "telegram", "6")
        assert not people.set_address(c, own, "max", "6"), "employees have no fields of their own"
        assert not people.set_address(c, ("contact", 999), "telegram", "6")
        found = people.get(c, card)
        assert isinstance(found, Contact)
        assert (found.telegram, found.custom["max"]) == ("5", "77")
        people.clear_address(c, card, "telegram", "other")
        assert people.get(c, card).telegram == "5"
        people.clear_address(c, card, "telegram", "5")
        assert people.get(c, card).telegram == ""


def test_a_stranger_becomes_a_contact_once(office):
    office.api.updates.message(77, text="Добрый день", names={"first_name": "Глеб"})
    office.hear()
    chat = chats.at(office.c, "telegram.main", "77")
    with office.database.write() as c:
        made = people.add(c, chat, "telegram")
        assert people.add(c, chat, "telegram") == made
    card = office.contact(made)
    assert (card.name, card.telegram) == ("Глеб", "77")
    assert chats.get(office.c, chat.id).person_id == made


def test_a_person_says_whose_chat_it_is(office):
    office.api.updates.message(5, text="Это я")
    office.hear()
    anna, boris = ("contact", office.anna), ("contact", office.boris)
    with office.database.write() as c:
        people.link(c, office.chat(), "telegram", anna)
    assert office.contact(office.anna).telegram == "5"
    with office.database.write() as c:
        people.link(c, office.chat(), "telegram", boris)
    assert office.contact(office.anna).telegram == ""
    assert office.contact(office.boris).telegram == "5"
    account = office.worker.account()
    assert people.other_chat(office.c, account, boris, "6").address == "5"
    assert people.other_chat(office.c, account, boris, "5") is None
    with office.database.write() as c:
        people.unlink(c, office.chat(), "telegram")
    assert office.contact(office.boris).telegram == ""
    assert office.chat().person_kind == ""


def test_a_closed_chat_gives_no_address(office):
    office.api.updates.message(5, text="Это я")
    office.hear()
    with office.database.write() as c:
        chats.set_state(c, office.chat().id, chats.CLOSED)
    with office.database.write() as c:
        people.link(c, office.chat(), "telegram", ("contact", office.anna))
        assert contacts.get(c, office.anna).telegram == ""
