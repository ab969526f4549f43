"""Shortcuts work under every layout, and never below a dialog."""

import tkinter as tk
from tkinter import ttk

import pytest

from depesha.ui.keys import install, letter, spell

SHIFT, CONTROL, ALT = 1, 4, 8


@pytest.mark.parametrize(
    ("keysym", "keycode", "state", "expected"),
    [
        ("s", 39, CONTROL, "Ctrl+S"),
        ("Cyrillic_yeru", 39, CONTROL, "Ctrl+S"),
        ("S", 39, CONTROL | SHIFT, "Ctrl+Shift+S"),
        ("F5", 71, 0, "F5"),
        ("Delete", 119, 0, "Delete"),
        ("Tab", 23, CONTROL, "Ctrl+Tab"),
        ("Return", 36, CONTROL, "Ctrl+Enter"),
        ("1", 10, CONTROL, "Ctrl+1"),
        ("plus", 21, CONTROL, "Ctrl++"),
        ("equal", 21, CONTROL, "Ctrl+="),
        ("Left", 113, ALT, "Alt+Left"),
    ],
)
def test_keys_are_spelt_as_menus_show_them(keysym, keycode, state, expected) -> None:
    assert spell(keysym, keycode, state, "x11") == expected


def test_on_windows_the_key_code_is_the_letter() -> None:
    assert letter("??", ord("C"), "win32") == "c"
    assert letter("Cyrillic_es", 54, "x11") == "c"
    assert letter("c", 54, "x11") == "c"
    assert letter("1", 10, "x11") == ""


@pytest.fixture
def obeyed(tk_root):
    heard: list[str] = []
    install(tk_root, lambda shortcut: heard.append(shortcut) is None and shortcut == "Ctrl+S")
    return heard


@pytest.mark.parametrize("layout", ["us", "ru", "us,ru"])
def test_a_shortcut_is_heard_under_every_layout(tk_root, driver, obeyed, layout) -> None:
    import subprocess

    subprocess.run(["setxkbmap", "-layout", layout], check=True)
    try:
        text = tk.Text(tk_root)
        text.pack()
        driver.focus(text)
        # By the place of the key, as a finger presses it.
        driver.xdotool("keydown", "ctrl", "key", "39", "keyup", "ctrl")
        driver.until(lambda: "Ctrl+S" in obeyed)
        assert text.get("1.0", "end-1c") == ""
    finally:
        subprocess.run(["setxkbmap", "-layout", "us,ru"], check=True)


def test_copy_and_paste_work_under_the_russian_layout(tk_root, driver, obeyed) -> None:
    import subprocess

    subprocess.run(["setxkbmap", "-layout", "ru"], check=True)
    try:
        one, other = ttk.Entry(tk_root), ttk.Entry(tk_root)
        one.pack()
        other.pack()
        one.insert(0, "Ёлка")
        driver.focus(one)
        for key in (38, 54):  # Ctrl+A, Ctrl+C by their places
            driver.xdotool("keydown", "ctrl", "key", key, "keyup", "ctrl")
        driver.focus(other)
        driver.xdotool("keydown", "ctrl", "key", 55, "keyup", "ctrl")
        driver.until(lambda: other.get() == "Ёлка", "the pasted word")
    finally:
        subprocess.run(["setxkbmap", "-layout", "us,ru"], check=True)


def test_a_text_is_not_edited_as_emacs_would(tk_root, driver, obeyed) -> None:
    text = tk.Text(tk_root)
    text.pack()
    text.insert("1.0", "one two\nthree")
    text.mark_set("insert", "1.0")
    driver.focus(text)
    driver.keys("ctrl+k", "ctrl+d", "ctrl+o", "ctrl+t", "ctrl+h")
    assert text.get("1.0", "end-1c") == "one two\nthree"


def test_select_all_leaves_out_the_last_line_feed(tk_root, driver, obeyed) -> None:
    text = tk.Text(tk_root)
    text.pack()
    text.insert("1.0", "abc")
    driver.focus(text)
    driver.keys("ctrl+a")
    driver.until(lambda: text.tag_ranges("sel"))
    assert text.get("sel.first", "sel.last") == "abc"


def test_under_a_dialog_the_window_does_not_hear(tk_root, driver, obeyed) -> None:
    from depesha.ui.modal import Modal
    from depesha.ui.theme import Theme

    box = Modal(tk_root, Theme(tk_root, "light"), "Box")
    box.open()
    driver.focus(box)
    driver.keys("ctrl+s")
    assert "Ctrl+S" not in obeyed
    box.close(None)
