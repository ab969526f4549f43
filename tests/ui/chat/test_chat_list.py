"""The list: drawn only where one looks, whatever its length."""

import pytest

from depesha.store import chats
from depesha.ui.chat.chat_list import ChatList, fitting


@pytest.fixture
def chosen():
    return []


@pytest.fixture
def made(app, person, office, chosen):
    with office.database.write() as c:
        for n in range(3000):
            chats.ensure(c, "telegram.main", str(1000 + n), f"Человек {n}", float(n))
    made = ChatList(app.root, app.services, chosen.append)
    made.place(x=0, y=0, width=300, height=500)
    made.show("", unread=False)
    person.until(lambda: len(made.numbers) == 3002 and made.row(made.numbers[0]), "the list")
    yield made
    made.destroy()


def drawn(made):
    return len(made.canvas.find_all())


def test_memory_does_not_grow_with_the_number_of_chats(made, person):
    assert drawn(made) < 150
    assert len(made._rows) < 20
    made._scrolled("moveto", "0.5")
    person.until(lambda: made.row(made.numbers[1505]), "the middle")
    made._scrolled("moveto", "1.0")
    person.until(lambda: made.row(made.numbers[-1]), "the end")
    assert len(made._rows) < 40
    assert drawn(made) < 150


def test_by_keyboard_and_mouse(made, person, chosen):
    person.focus(made.canvas)
    person.keys("End")
    person.until(lambda: chosen, "the last")
    assert made.selected == made.numbers[-1]
    person.keys("Home", "Down")
    person.until(lambda: len(chosen) == 3)
    assert made.selected == made.numbers[1]
    person.click(made.canvas, dy=10)
    person.until(lambda: len(chosen) == 4)
    assert chosen[-1].id == made.numbers[0]


def test_a_search_begins_at_the_top(made, person):
    made._scrolled("scroll", "5", "pages")
    assert made._top > 0
    made.show("Человек 2999", unread=False)
    person.until(lambda: len(made.numbers) == 1)
    assert made._top == 0


def test_texts_are_cut_to_their_room(app):
    assert fitting("коротко", "TkDefaultFont", 1000) == "коротко"
    cut = fitting("очень длинное имя человека", "TkDefaultFont", 80)
    assert cut.endswith("…")
    assert len(cut) < 20
