"""A chat that the office begins: with somebody who has subscribed, but has not written yet."""

from depesha.delivery.chat import inviting, people
from depesha.delivery.chat.people import Who
from depesha.delivery.office import Office
from depesha.domain.people import address_of
from depesha.store import chats


def begin(office: Office, who: Who) -> int:
    """The number of the person's chat, made where an address is known; 0 where none is."""
    c = office.database.reader
    found = chats.of_person(c, *who)
    if found:
        return found[0].id
    person = people.get(c, who)
    for channel in inviting.channels(office):
        address = address_of(person, channel.address_field) if person else ""
        names = office.accounts.names(channel.id)
        if person is None or not address or not names:
            continue
        try:
            normal = channel.address(address)
        except ValueError:
            continue
        with office.database.write() as writing:
            chat = chats.ensure(
                writing, f"{channel.id}.{names[0]}", normal, person.shown_name, office.clock.now()
            )
            chats.link(writing, chat.id, *who)
        return chat.id
    return 0
