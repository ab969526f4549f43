"""More than one channel on a sheet."""

import pytest

from depesha.api import Secret
from depesha.domain.people import Contact
from depesha.store import chains, contacts, mailings
from depesha.ui.editor.opening import EditorWindow


@pytest.fixture
def reached(office, people):
    """SMS cost something, reach Глеб at once, and Анна if the letter does not."""
    office.settings.change(
        {"sms.mode": "on", "sms.main.gateway": "smsru", "sms.main.price": "2.50"}
    )  # fmt: skip
    office.settings.set_secret("sms.main.api_id", Secret("0" * 8))
    with office.database.write() as c:
        for id_, name, phone, email in ((people[0], "Анна", "1", "a@x.ru"),
                                        (people[3], "Глеб", "4", "")):  # fmt: skip
            contacts.update(c, Contact(id=id_, code=id_, name=name, email=email,
                                       mobile_phone=f"+7916000000{phone}"))  # fmt: skip


def add(app, person, view, channel: str = "sms", text: str = "коротко") -> None:
    """One more channel with that text, as a person adds it."""
    {one.id: one for one in view.ways.offered()}[f"preflight.add.{channel}"].run()

    def windows():
        return [one for one in app.root.winfo_children() if isinstance(one, EditorWindow)]

    person.until(lambda: windows() and windows()[0].editor.writing.view, "the editor")
    editor = windows()[0].editor
    (send,) = [one for one in editor.commands() if one.id.startswith("editor.send")]
    assert send.title == "To the sheet"
    document = editor.writing.document()
    editor.writing.show(type(document)(text, document.format))
    found = view._found
    send.run()
    person.until(lambda: not windows(), "the editor's end")
    person.until(lambda: view._found not in {None, found} or view._error["text"], "the new plan")
    person.until(lambda: app.services.bridge.idle, "its people")


def test_one_more_channel_and_back(app, person, sheet, reached, office) -> None:
    view = sheet()
    assert not view.ways.preferred.winfo_ismapped()
    add(app, person, view)
    assert [one["text"] for one in view.ways.buttons] == ["E-mail: 3", "SMS: 1 + 1 in reserve"]
    assert view.sheet.headline["text"] == "4 of 4 will get it"
    assert view.ways.cost["text"].startswith("Together 2,50 р.; at most 5,00 р.")
    assert "preflight.add.sms" not in [one.id for one in view.ways.offered()]
    person.click(view.ways.buttons[1])
    assert view.sheet.title["text"] == "Тема"
    person.until(view.ways.remove.winfo_ismapped, "the button")
    person.click(view.ways.reserve, dx=10)
    person.until(lambda: view._found and view.ways.buttons[1]["text"] == "SMS: 1", "no reserve")
    assert not view._links.chain.reserve
    person.until(view.ways.remove.winfo_ismapped, "the button")
    person.click(view.ways.remove)
    person.until(lambda: view._found and len(view._found.links) == 1, "one channel")
    c = office.database.reader
    assert c.execute("SELECT count(*) FROM mailing").fetchone()[0] == 1


def test_all_of_it_is_sent_by_one_word(app, person, sheet, reached, office) -> None:
    app.services.engine.stop(5)
    view = sheet()
    add(app, person, view)
    view._send()
    person.until(lambda: view._countdown, "the countdown")
    assert view._countdown.said["text"].startswith("Sending to 4 people")
    view._countdown.now.invoke()
    person.until(lambda: sheet.sent, "the release")
    c = office.database.reader
    first = mailings.get(c, sheet.sent[0])
    both = [mailings.get(c, one) for one in chains.members(c, first.chain)]
    assert [(one.channel, one.body, one.state) for one in both] == [
        ("email", "Привет, {КЛИЕНТ.ИМЯ}!", "running"), ("sms", "коротко", "running"),
    ]  # fmt: skip
    front = app.services.tabs.view(app.services.tabs.front)
    person.until(front.siblings.winfo_children, "the way to the other")
    assert front.siblings.winfo_children()[1]["text"].startswith("SMS: ")


def test_a_channel_that_cannot_send_is_taken_out_again(app, person, sheet, office, people) -> None:
    view = sheet()
    add(app, person, view)
    person.until(lambda: view._found, "the plan that could be made")
    assert "sms" in view._error["text"]
    assert len(view._links.chain.links) == 1
    assert view._may_send()


def test_the_text_of_a_channel_is_changed(app, person, sheet, reached) -> None:
    view = sheet()
    add(app, person, view)
    view._links.edit(1)

    def windows():
        return [one for one in app.root.winfo_children() if isinstance(one, EditorWindow)]

    person.until(lambda: windows() and windows()[0].editor.writing.view, "the editor")
    editor = windows()[0].editor
    assert editor.writing.document().body == "коротко"
    editor.writing.show(type(editor.writing.document())("иначе", "simple"))
    found = view._found
    editor.send_it()
    person.until(lambda: view._found not in {None, found}, "the new plan")
    assert [one.body for one in view._links.chain.links][1] == "иначе"
    assert [one.channel for one in view._links.chain.links] == ["email", "sms"]
