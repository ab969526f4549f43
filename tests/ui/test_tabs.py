"""What is open, closed and in front."""

from tkinter import ttk

import pytest

from depesha.ui.commands import Command, Commands
from depesha.ui.tabs import Tabs, within
from depesha.ui.theme import Theme


class Page(ttk.Frame):
    lets_go = True

    def commands(self):
        return [Command(f"do.{id(self)}", "Do", lambda: None)]

    def shown(self):
        self.came = getattr(self, "came", 0) + 1

    def may_close(self):
        return self.lets_go


@pytest.fixture
def commands():
    return Commands()


@pytest.fixture
def tabs(tk_root, commands):
    made = Tabs(tk_root, Theme(tk_root, "light"), commands)
    made.pack(fill="both", expand=True)
    return made


def test_a_tab_is_built_once_and_then_brought_to_the_front(tabs) -> None:
    first = tabs.open("a", "A", "users", Page)
    tabs.open("b", "B", "mail", Page)
    assert tabs.open("a", "A", "users", Page) is first
    assert tabs.open_keys == ["a", "b"]
    assert tabs.front == "a"
    assert first.came == 2


def test_only_the_front_can_be_reached(tabs, tk_root) -> None:
    first = tabs.open("a", "A", "users", Page)
    second = tabs.open("b", "B", "mail", Page)
    tk_root.update()
    assert second.winfo_viewable()
    assert not first.winfo_viewable()


def test_commands_follow_the_front(tabs, commands) -> None:
    first = tabs.open("a", "A", "users", Page)
    tabs.open("plain", "P", "mail", ttk.Frame)
    assert list(commands.all()) == []
    tabs.select("a")
    assert [one.id for one in commands.all()] == [f"do.{id(first)}"]
    tabs.close("a")
    tabs.close("plain")
    assert list(commands.all()) == []


def test_closing_goes_back_to_where_one_was(tabs) -> None:
    for key in "abc":
        tabs.open(key, key, "users", Page)
    tabs.select("a")
    assert tabs.close("a")
    assert tabs.front == "c"
    assert tabs.close("never opened")


def test_a_view_may_hold_on(tabs) -> None:
    page = tabs.open("a", "A", "users", Page)
    tabs.open("b", "B", "users", Page)
    page.lets_go = False
    assert not tabs.close("a")
    assert not tabs.close_all()
    assert tabs.front == "a"
    page.lets_go = True
    assert tabs.close_all()
    assert tabs.front == ""


def test_stepping_goes_round(tabs) -> None:
    for key in "abc":
        tabs.open(key, key, "users", Page)
    tabs.step(1)
    assert tabs.front == "a"
    tabs.step(-1)
    assert tabs.front == "c"


def test_clicks_select_and_close(tabs, driver) -> None:
    for key in "ab":
        tabs.open(key, key, "users", Page)
    driver.click(tabs._tabs["a"].parts[0])
    driver.until(lambda: tabs.front == "a")
    driver.click(tabs._tabs["a"].parts[1])
    driver.until(lambda: tabs.open_keys == ["b"])


def test_long_titles_are_cut_and_new_ones_shown(tabs) -> None:
    tabs.open("a", "A" * 60, "users", Page)
    assert len(tabs._tabs["a"].parts[0]["text"]) < 30
    tabs.retitle("a", "Short")
    assert tabs._tabs["a"].parts[0]["text"].strip() == "Short"


def test_watchers_hear_where_one_is(tabs) -> None:
    heard = []
    tabs.watch(heard.append)
    tabs.open("a", "A", "users", Page)
    tabs.open("b", "B", "users", Page)
    assert heard == ["a", "b"]
    assert tabs.view("a") is not None
    assert tabs.view("z") is None


def test_the_tab_in_front_is_always_on_show() -> None:
    assert within([], 0, 100) == (0, 0)
    assert within([50, 50], 0, 100) == (0, 2)
    assert within([50, 50, 50, 50], 3, 110) == (2, 4)
    assert within([50, 50, 50, 50], 0, 110) == (0, 2)
    assert within([50, 50, 50, 50], 1, 160) == (0, 3)
    assert within([500], 0, 100) == (0, 1)


def test_tabs_for_which_there_is_no_room_are_in_a_list(tabs, driver) -> None:
    for number in range(12):
        tabs.open(f"{number}", f"Rather a long title {number}", "users", Page)
    driver.until(tabs._all.winfo_ismapped)
    assert tabs._tabs["11"].button.winfo_ismapped()
    assert not tabs._tabs["0"].button.winfo_ismapped()
    tabs.select("0")
    driver.until(tabs._tabs["0"].button.winfo_ismapped)
    for number in range(1, 12):
        tabs.close(f"{number}")
    driver.until(lambda: not tabs._all.winfo_ismapped())
