"""A conversation: answers by Enter, files both ways, what went wrong mended in place."""

import json

from depesha.delivery.chat.history import PAGE
from depesha.domain.rights import NotAllowedError
from depesha.render.files import Template
from depesha.store import chat_messages, chats
from depesha.store.chat_messages import ChatMessage
from depesha.testing import Fault
from depesha.ui.chat import talk as module
from depesha.ui.chat.entry import Draft
from depesha.ui.templates.gallery import Taken


def states(talk):
    return [item.state for item in talk.conversation.items if item.out]


def test_enter_sends(talk, person, api):
    person.focus(talk.entry.text)
    person.type("<b>Да</b>")
    person.keys("shift+Return")
    person.type("2")
    person.keys("Return")
    person.until(lambda: api.received, "the message at the bot")
    assert api.received[0].text == "Да\n2"
    person.until(lambda: states(talk) == ["accepted"], "sent")
    assert talk.entry.draft == Draft()
    shown = talk.conversation.text
    start = shown.search("Да", "1.0")
    assert "_b" in shown.tag_names(start)


def test_ctrl_enter_sends_too(talk, person, api):
    person.focus(talk.entry.text)
    person.type("Ok")
    person.keys("ctrl+Return")
    person.until(lambda: api.received)
    assert api.received[0].text == "Ok"


def test_news_come_by_themselves(talk, person, api):
    api.updates.message(5, text="Алло?")
    person.until(lambda: talk.conversation.items[-1].text == "Алло?", "the news")
    person.until(lambda: not talk.chat.unread)


def test_files_go_and_come(talk, person, api, tmp_path):
    paper = tmp_path / "Счёт.pdf"
    paper.write_bytes(b"%PDF")
    talk.entry.attach([paper, paper])
    talk.entry.hand_over()
    person.until(lambda: api.received)
    assert json.loads(api.received[0].raw)["files"]["document"][0] == "Счёт.pdf"
    api.updates.file(5, "Заявка.pdf", b"%PDF")
    person.until(
        lambda: any(
            f.state == "here" for i in talk.conversation.items if not i.out for f in i.files
        )
    )
    assert talk.conversation.text.search("Заявка.pdf", "1.0")


def test_an_unknown_is_sent_again_by_a_persons_word_alone(talk, person, api, app, monkeypatch):
    api.fail(Fault.DROP_AFTER)
    talk.entry.insert("Раз")
    talk.entry.hand_over()
    person.until(lambda: states(talk) == ["unknown"])
    (item,) = [one for one in talk.conversation.items if one.out]
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_a, **_k: False)
    talk._again(item)
    person.live(0.3)
    assert len(api.received) == 1
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_a, **_k: True)
    talk._again(item)
    person.until(lambda: states(talk) == ["accepted"])
    assert len(api.received) == 2


def test_what_has_not_left_can_be_kept_back(talk, person, api, office):
    api.fail(Fault.THROTTLE, after=60)
    talk.entry.insert("Раз")
    talk.entry.hand_over()
    person.until(lambda: states(talk) == ["waiting"])
    talk._cancel(talk.conversation.items[-1])
    person.until(lambda: states(talk) == ["cancelled"])


def test_what_cannot_be_sent_comes_back(talk, person, app, tmp_path):
    draft = Draft("Вот", (tmp_path / "gone.pdf",))
    talk._send(draft)
    person.until(lambda: app.services.notices.shown, "why")
    assert "cannot be read" in app.services.notices.shown[0].text
    assert talk.entry.draft == draft


def test_without_the_right_nothing_is_sent(talk, person, api, monkeypatch):
    def forbid(self, right):
        raise NotAllowedError("no")

    monkeypatch.setattr("depesha.domain.rights.Rights.require", forbid)
    talk._send(Draft("Раз"))
    person.live(0.2)
    assert api.received == []


def test_a_template_is_filled_in_for_the_person(talk, person, monkeypatch):
    taken = Taken(Template(body="Здравствуйте, <b>{КЛИЕНТ.ИМЯ}</b>! {БАЛАНС.ФАКТИЧЕСКИЙ}"), "x")
    monkeypatch.setattr("depesha.ui.templates.gallery.choose_template", lambda *_args: taken)
    talk._template()
    person.until(lambda: talk.entry.draft.text, "the text")
    assert talk.entry.draft.text == "Здравствуйте, <b>Анна</b>! 0,00"


def test_who_blocked_the_bot_is_not_written_to(talk, person, api):
    api.block(5)
    person.until(lambda: talk.chat.state == chats.CLOSED)
    assert "lets us write no more" in talk._about["text"]
    assert talk.entry.button.instate(["disabled"])


def test_a_long_conversation_comes_a_page_at_a_time(talk, person, office):
    with office.database.write() as c:
        for n in range(2 * PAGE):
            old = ChatMessage(
                0, 1, out=False, ref=f"o{n}", author="", text=f"старое {n}", at=n + 1.0
            )
            chat_messages.add(c, old)
    talk._ask(talk.conversation.show)
    person.until(lambda: len(talk.conversation.items) == PAGE)
    assert not talk.conversation.complete
    talk._earlier()
    person.until(lambda: len(talk.conversation.items) == 2 * PAGE)
    talk._earlier()
    person.until(lambda: talk.conversation.complete)
    assert talk.conversation.items[0].text == "старое 0"


def test_looking_ends_when_something_else_is_in_front(talk, person, app):
    app.services.doors.go("contacts")
    person.until(lambda: not talk._timer, "no look any more")
    app.services.doors.go("chat")
    assert talk._timer
    assert module.LOOK >= 500
