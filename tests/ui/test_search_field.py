"""The field takes what is typed; Esc empties it."""

import tkinter as tk

from depesha.ui.search_field import SearchField
from depesha.ui.theme import Theme


def test_typing_and_escape(tk_root, driver) -> None:
    typed = tk.StringVar(tk_root)
    field = SearchField(tk_root, Theme(tk_root, "light"), typed)
    field.pack()
    driver.until(field.entry.winfo_viewable)
    driver.focus(field.entry)
    driver.type("abc")
    driver.until(lambda: typed.get() == "abc")
    driver.keys("Escape")
    driver.until(lambda: typed.get() == "")
