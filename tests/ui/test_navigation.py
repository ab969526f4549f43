"""The places at the left, by mouse and by keyboard."""

from tkinter import ttk

import pytest

from depesha.ui.navigation import Navigation, Place
from depesha.ui.theme import Theme


@pytest.fixture
def went():
    return []


@pytest.fixture
def navigation(tk_root, went):
    places = [
        Place("contacts", "Contacts", "users", ttk.Frame),
        Place("orders", "Orders", "package", ttk.Frame, below=True),
        Place("chat", "Chat", "messages-square", ttk.Frame),
    ]
    made = Navigation(
        tk_root, Theme(tk_root, "light"), places, lambda place: went.append(place.key)
    )
    made.pack(side="left", fill="y")
    tk_root.update()
    return made


def test_a_click_goes_there(navigation, driver, went) -> None:
    driver.click(navigation._rows["orders"])
    driver.until(lambda: went == ["orders"])


def test_arrows_walk_and_enter_opens(navigation, driver, went) -> None:
    driver.focus(navigation._rows["contacts"])
    driver.keys("Down", "Down", "Return", "Up", "space")
    driver.until(lambda: went == ["chat", "orders"])


def test_unread_ones_are_counted_beside_the_place(navigation) -> None:
    navigation.show_count("chat", 3)
    assert "(3)" in navigation._rows["chat"]["text"]
    navigation.show_count("chat", 0)
    assert "(" not in navigation._rows["chat"]["text"]


def test_narrow_it_shows_icons_with_hints(navigation) -> None:
    navigation.widen(wide=False)
    assert navigation._rows["chat"]["text"] == ""
    assert navigation._hints["chat"].text == "Chat"
    assert not navigation.wide


def test_the_place_in_front_looks_so(navigation) -> None:
    navigation.show_front("chat")
    marked = navigation._theme.colours.selected
    grounds = {key: str(row["background"]) for key, row in navigation._rows.items()}
    assert [key for key, ground in grounds.items() if ground == marked] == ["chat"]
    navigation.show_front("contacts")
    grounds = {key: str(row["background"]) for key, row in navigation._rows.items()}
    assert [key for key, ground in grounds.items() if ground == marked] == ["contacts"]


def test_a_further_place_stands_below_another(navigation, driver, went) -> None:
    navigation.add(Place("acts", "Acts", "package", ttk.Frame, below=True), "orders")
    driver.focus(navigation._rows["orders"])
    driver.keys("Down", "Return")
    driver.until(lambda: went == ["acts"])


def test_in_a_low_window_titles_stand_closer(navigation, driver, tk_root) -> None:
    height = navigation._rows["chat"].winfo_reqheight()
    tk_root.geometry("900x90")
    driver.until(lambda: navigation._rows["chat"].winfo_reqheight() < height, "less room")
    tk_root.geometry("900x600")
    driver.until(lambda: navigation._rows["chat"].winfo_reqheight() == height, "the usual room")


def test_titles_give_way_where_they_would_take_too_much(navigation) -> None:
    navigation.fit_into(4 * navigation._need() - 60)
    assert not navigation.wide
    assert navigation._rows["chat"]["text"] == ""
    assert navigation.wanted, "the next window may have room for them"
    navigation.fit_into(5 * navigation._need())
    assert navigation.wide
    assert "Chat" in navigation._rows["chat"]["text"]


def test_who_insists_on_titles_gets_them(navigation) -> None:
    navigation.fit_into(2 * navigation._need())
    navigation.widen(wide=True, insist=True)
    assert "Chat" in navigation._rows["chat"]["text"]
    navigation.widen(wide=False, insist=True)
    assert not navigation.wide


def test_the_need_is_what_the_titles_take(navigation, driver) -> None:
    driver.until(lambda: navigation.winfo_width() > 1)
    assert abs(navigation._need() - navigation.winfo_width()) <= 12
