"""Things are ticked and put in order by keys."""

import pytest

from depesha.ui.theme import Theme
from depesha.ui.tick_list import TickList


@pytest.fixture
def columns(tk_root, driver):
    made = TickList(
        tk_root, Theme(tk_root, "light"), [("code", "Code"), ("name", "Name"), ("city", "City")]
    )
    made.pack()
    driver.live()
    return made


def test_all_are_ticked_in_the_given_order(columns):
    assert columns.ticked == ["code", "name", "city"]


def test_keys_tick_and_move(columns, driver):
    driver.focus(columns.tree)
    driver.keys("space", "Down", "alt+Down")
    assert columns.order == ["code", "city", "name"]
    assert columns.ticked == ["city", "name"]
    driver.keys("alt+Up", "alt+Up", "alt+Up")
    assert columns.order == ["name", "code", "city"]


def test_a_click_on_the_tick(columns, driver):
    x, y, _width, height = columns.tree.bbox("name")
    driver.click(columns.tree, dx=x + 28, dy=y + height // 2)
    assert columns.ticked == ["code", "city"]


def test_what_was_remembered_is_shown_and_what_is_new_stays_ticked(columns):
    columns.show(["name", "gone", "code"], ["code"])
    assert columns.order == ["name", "code", "city"]
    assert columns.ticked == ["code", "city"]


def test_all_and_none(columns):
    columns.tick_all(on=False)
    assert columns.ticked == []
    columns.tick_all(on=True)
    assert columns.ticked == columns.order


def test_what_a_person_does_is_heard(tk_root):
    heard = []
    made = TickList(
        tk_root, Theme(tk_root, "light"), [("a", "A"), ("b", "B")],
        changed=lambda: heard.append(tuple(made.ticked)),
    )  # fmt: skip
    made.show(["b"], [])
    assert heard == []
    made.toggle()
    made.move(1)
    made.tick_all(on=True)
    assert heard == [(), (), ("b", "a")]
