"""Menus are what the commands are when they open."""

import tkinter as tk

from depesha.ui.commands import Command, Commands
from depesha.ui.menus import MenuBar, context_menu, fill
from depesha.ui.theme import Theme


def test_a_menu_shows_titles_keys_and_what_cannot_be_done(tk_root) -> None:
    ran = []
    menu = tk.Menu(tk_root, tearoff=False)
    commands = [
        Command("a", "Send", lambda: ran.append("a"), "send", "Ctrl+Enter"),
        Command("b", "Stop", lambda: ran.append("b"), enabled=lambda: False),
        Command("c", "More", lambda: None, children=(Command("d", "Deep", lambda: None),)),
    ]
    fill(menu, commands, Theme(tk_root, "light"))
    assert menu.entrycget(0, "label").strip() == "Send"
    assert menu.entrycget(0, "accelerator") == "Ctrl+Enter"
    assert menu.entrycget(1, "state") == "disabled"
    assert menu.type(2) == "cascade"
    menu.invoke(0)
    tk_root.update()
    assert ran == ["a"]


def test_the_bar_shows_the_menus_that_hold_something(tk_root) -> None:
    commands = Commands()
    bar = MenuBar(tk_root, Theme(tk_root, "light"), commands)
    assert bar.index("end") is None
    commands.set_own([Command("quit", "Quit", lambda: None, menu="file")])
    commands.set_front([Command("find", "Find", lambda: None, menu="edit")])
    assert [bar.entrycget(at, "label") for at in range(bar.index("end") + 1)] == ["File", "Edit"]
    commands.set_front([])
    assert bar.index("end") == 0


def test_a_context_menu_opens_where_it_is_asked_for_and_goes(tk_root, driver) -> None:
    ran = []
    context_menu(
        tk_root, [Command("a", "Send", lambda: ran.append(1))], Theme(tk_root, "light"), 100, 100
    )
    driver.live(0.2)
    driver.keys("Down", "Return")
    driver.until(lambda: ran)
