"""Typing narrows, arrows walk, the marked one is taken."""

import pytest

from depesha.ui.pick_list import PickList
from depesha.ui.theme import Theme


class Words(PickList[str]):
    def __init__(self, root) -> None:
        super().__init__(root, Theme(root, "light"), "Words", rows=4, widths=(200, 100))
        self.search()

    def matching(self, typed: str) -> list[str]:
        return [word for word in ("one", "two", "three", "four") if typed in word]

    def row(self, one: str):
        return one, one.upper(), None

    def take(self, one: str) -> None:
        self.close(one)


@pytest.fixture
def words(tk_root, driver):
    made = Words(tk_root)
    made.open(made.entry)
    driver.focus(made.entry)
    yield made
    if made.winfo_exists():
        made.close(None)


def marked(words: Words) -> str:
    return words.list.item(words.list.selection()[0], "text")


def test_typing_narrows_and_marks_the_first(words, driver) -> None:
    assert marked(words) == "one"
    driver.type("t")
    driver.until(lambda: marked(words) == "two")
    assert len(words.list.get_children()) == 2
    assert words.list.item("0", "values") == ("TWO",)


def test_arrows_stop_at_both_ends(words, driver) -> None:
    driver.keys("Up")
    assert marked(words) == "one"
    driver.keys("Down", "Down", "Down", "Down", "Down")
    driver.until(lambda: marked(words) == "four")
    words.take_marked()
    assert words.answer == "four"


def test_of_nothing_nothing_is_taken(words, driver) -> None:
    driver.type("xyz")
    driver.until(lambda: not words.list.get_children())
    driver.keys("Down")
    words.take_marked()
    assert words.winfo_exists()


def test_what_is_missing_is_its_authors_to_say(tk_root) -> None:
    bare: PickList[str] = PickList(tk_root, Theme(tk_root, "light"), "x", rows=1, widths=(1, 1))
    for say in (lambda: bare.matching(""), lambda: bare.row(""), lambda: bare.take("")):
        with pytest.raises(NotImplementedError):
            say()
    bare.close(None)
