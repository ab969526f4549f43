"""A conversation with the mailings in it."""

from depesha.delivery.chat.history import PAGE, History
from depesha.domain.states import State
from depesha.render import values
from depesha.store import chat_messages, ledger, mailings
from depesha.store.chat_messages import ChatMessage
from depesha.store.ledger import Settled
from depesha.store.mailings import Mailing, Planned


def mailed(office, at, state=State.ACCEPTED):
    """A mailing to Anna's chat; its id."""
    with office.database.write() as c:
        mailing = Mailing(
            key=f"k{at}", channel="telegram", title="Готово", body="Заказ готов, {КЛИЕНТ.ИМЯ}!",
            created_at=at, start_at=at,
        )  # fmt: skip
        number = mailings.insert(c, mailing)
        data = values.dumps(values.Values({"CLIENT.NAME": "Анна"}, ""))
        person = Planned(person_kind="contact", person_id=office.anna, code=1, name="Анна",
                         address="5", data=data)  # fmt: skip
        mailings.add(c, number, 9, [person], at)
        mailings.release(c, number, at)
        (delivery,) = c.execute("SELECT max(id) FROM delivery").fetchone()
        if state is not State.QUEUED:
            ledger.settle(c, [Settled(delivery, state, "telegram.main", at, at)])
    return number


def known(office):
    office.api.updates.message(5, contact={"user_id": 5, "phone_number": "79161234567"})
    office.api.updates.message(5, text="Когда?")
    office.hear()
    return office.chat()


def test_mailings_stand_where_they_were_sent(office):
    number = mailed(office, 1000.0)
    mailed(office, 2000.0, State.QUEUED)
    items = History(office.real).page(known(office))
    assert items[0].mailing_id == number
    assert items[0].text == "Заказ готов, Анна!"
    assert "Готово" in items[0].who
    assert {item.text for item in items[1:]} >= {"Когда?"}
    assert items[-1].who == "automatic answer" or items[-1].text == "Когда?"
    assert sum(1 for item in items if item.mailing_id) == 1, "what has not left is not told yet"


def test_pages_join(office):
    chat = known(office)
    with office.database.write() as c:
        for n in range(PAGE):
            one = ChatMessage(0, chat.id, out=False, ref=f"o{n}", author="", text=str(n),
                              at=1000.0 + n)  # fmt: skip
            chat_messages.add(c, one)
    for n in range(3):
        mailed(office, 1000.5 + n)
    history = History(office.real)
    latest = history.page(chat)
    assert len(latest) == PAGE
    earlier = history.page(chat, latest[0])
    whole = [*earlier, *latest]
    assert sum(1 for item in whole if item.mailing_id) == 3
    assert len({(item.at, item.id, item.mailing_id) for item in whole}) == len(whole)
    assert [item.at for item in whole] == sorted(item.at for item in whole)
    assert len(whole) == PAGE + 3 + 2
