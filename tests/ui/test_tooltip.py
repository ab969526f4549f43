"""A hint comes after a while, and goes at once."""

from tkinter import ttk

from depesha.ui import tooltip
from depesha.ui.theme import Theme


def test_a_hint_comes_with_the_keyboard_and_goes_with_a_key(tk_root, driver, monkeypatch) -> None:
    monkeypatch.setattr(tooltip, "DELAY", 30)
    button = ttk.Button(tk_root, text="x")
    button.pack()
    hint = tooltip.Tooltip(button, "What it does", Theme(tk_root, "light"))
    driver.focus(button)
    driver.until(lambda: hint._shown is not None)
    driver.keys("Shift_L")
    driver.until(lambda: hint._shown is None)


def test_nothing_to_say_shows_nothing(tk_root, driver, monkeypatch) -> None:
    monkeypatch.setattr(tooltip, "DELAY", 10)
    button = ttk.Button(tk_root, text="x")
    button.pack()
    hint = tooltip.Tooltip(button, "", Theme(tk_root, "light"))
    driver.focus(button)
    driver.live(0.1)
    assert hint._shown is None
