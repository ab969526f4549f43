"""The look can be changed while the window is up, and sizes follow the letters."""

import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk

import pytest

from depesha.ui import theme as module
from depesha.ui.theme import Theme


def test_larger_letters_make_everything_larger(tk_root) -> None:
    theme = Theme(tk_root, "light")
    before = theme.px(100), tkfont.nametofont("TkDefaultFont", tk_root).metrics("linespace")
    theme.use("light", 150)
    after = theme.px(100), tkfont.nametofont("TkDefaultFont", tk_root).metrics("linespace")
    assert after[0] == pytest.approx(before[0] * 1.5, rel=0.15)
    assert after[1] > before[1] * 1.3
    theme.use("light", 100)
    assert tkfont.nametofont("TkDefaultFont", tk_root).metrics("linespace") == before[1]


def test_rows_never_overlap(tk_root) -> None:
    theme = Theme(tk_root, "light")
    for size in module.TEXT_SIZES:
        theme.use("light", size)
        line = tkfont.nametofont("TkDefaultFont", tk_root).metrics("linespace")
        assert int(ttk.Style(tk_root).lookup("Treeview", "rowheight")) > line


def test_what_is_on_screen_follows_the_colours(tk_root) -> None:
    theme = Theme(tk_root, "light")
    text, seen = tk.Text(tk_root), []
    theme.watch(text, lambda: seen.append(theme.dark))
    theme.use("dark", 100)
    assert str(text["background"]) == theme.colours.panel
    assert str(tk_root["background"]) == theme.colours.ground
    assert seen == [False, True]
    text.destroy()
    theme.use("light", 100)
    assert seen == [False, True]


def test_the_system_is_asked_when_it_shall_decide(tk_root, monkeypatch) -> None:
    monkeypatch.setattr(module, "system_is_dark", lambda: True)
    assert Theme(tk_root, "system").dark
    assert not Theme(tk_root, "light").dark
