"""What was said, in its look and its length."""

import pytest

from depesha.delivery.chat.history import PAGE, Item
from depesha.store.chat_messages import ChatFile
from depesha.ui.chat.conversation import MOST, Conversation, Deeds


@pytest.fixture
def done():
    return []


@pytest.fixture
def view(app, person, done):
    def note(name):
        return lambda *words: done.append((name, *words))

    deeds = Deeds(**{name: note(name) for name in Deeds.__dataclass_fields__})
    made = Conversation(app.root, app.services, deeds)
    made.place(x=0, y=0, width=600, height=400)
    app.root.update()
    yield made
    made.destroy()


def said(n, **more):
    known = {"at": 1_700_000_000.0 + n * 60, "out": False, "text": f"слово {n}", "who": ""}
    return Item(n, **{**known, **more})


def text(view):
    return view.text.get("1.0", "end-1c")


def press(view, words):
    """Click the first link with these words."""
    at = view.text.search(words, "1.0")
    view.text.see(at)
    view.update()
    x, y, _width, height = view.text.bbox(at)
    for event in ("<Enter>", "<Button-1>"):
        view.text.event_generate(event, x=x + 2, y=y + height // 2)
    view.text.event_generate("<Motion>", x=x + 2, y=y + height // 2)
    view.text.event_generate("<Button-1>", x=x + 2, y=y + height // 2)
    view.update()


def test_both_sides_with_states_and_reasons(view):
    view.show([
        said(1),
        said(2, out=True, text="<b>Да</b>", who="Ольга", state="accepted"),
        said(3, out=True, text="Нет", who="Ольга", state="failed", why="Refused: blocked"),
        said(0, at=1_700_000_300.0, out=True, text="Заказ готов", who="Mailing “Новости”",
             state="delivered", mailing_id=7),
    ])  # fmt: skip
    shown = text(view)
    assert "слово 1" in shown
    assert "<b>" not in shown
    assert "✓ sent" in shown
    assert "Refused: blocked" in shown
    assert "ours" in view.text.tag_names(view.text.search("Да", "1.0"))
    assert "notice" in view.text.tag_names(view.text.search("Заказ готов", "1.0"))


def test_what_can_be_done(view, done):
    failed = said(3, out=True, text="Нет", who="О", state="failed")
    waiting = said(4, out=True, text="Да", who="О", state="waiting")
    file = ChatFile(9, 5, "Счёт.pdf", "application/pdf", 2048, picture=False)
    notice = said(0, out=True, at=1.8e9, text="a", who="M", state="accepted", mailing_id=7)
    view.show([failed, waiting, said(5, files=(file,)), notice])
    press(view, "send again")
    press(view, "do not send")
    press(view, "Счёт.pdf (2 KB)")
    press(view, "open")
    assert {name for name, *_words in done} == {"again", "cancel", "open_file", "open_mailing"}


def test_files_that_are_not_here(view):
    there = ChatFile(9, 5, "a.pdf", "", 0, picture=False, state="there")
    gone = ChatFile(8, 5, "b.pdf", "", 0, picture=True, state="gone", why="too big")
    view.show([said(5, files=(there, gone))])
    assert "a.pdf — is being fetched" in text(view)
    assert "b.pdf — too big" in text(view)


def test_it_never_holds_more_than_it_may(view):
    view.show([said(n) for n in range(1000, 1000 + PAGE)])
    for page in range(8):
        first = 1000 - (page + 1) * PAGE
        view.prepend([said(n) for n in range(first, first + PAGE)])
    assert len(view.items) == MOST
    assert not view.at_end
    before = list(view.items)
    view.refresh([said(5000)])
    assert view.items == before, "who reads what was is not pulled away"
    assert "Latest messages" in text(view)


def test_news_are_added_and_states_follow(view):
    first = said(1)
    view.show([first])
    sent = said(2, out=True, text="Да", who="О", state="queued")
    view.refresh([first, sent])
    assert len(view.items) == 2
    done = said(2, out=True, text="Да", who="О", state="accepted")
    view.refresh([first, done])
    assert [one.state for one in view.items] == ["", "accepted"]
    view.clear()
    assert text(view).strip() == ""
