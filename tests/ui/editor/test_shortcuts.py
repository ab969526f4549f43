"""Shortcuts work under every layout."""

import subprocess
from tkinter import ttk

from depesha.ui.editor.shortcuts import bind_shortcuts


def test_keys_are_obeyed_in_latin_and_russian(tk_root, driver):
    done = []
    entry = ttk.Entry(tk_root)
    entry.pack()
    bind_shortcuts(
        entry, {"Ctrl+B": lambda: done.append("b"), "Ctrl+Shift+I": lambda: done.append("i")}
    )
    driver.focus(entry)
    driver.keys("ctrl+b", "ctrl+shift+i", "b")
    assert done == ["b", "i"]
    assert entry.get() == "b"
    subprocess.run(["setxkbmap", "-layout", "ru"], check=True)
    try:
        driver.keys("ctrl+Cyrillic_i")
        driver.until(lambda: done == ["b", "i", "b"], "the same key under a Russian layout")
    finally:
        subprocess.run(["setxkbmap", "-layout", "us,ru"], check=True)
