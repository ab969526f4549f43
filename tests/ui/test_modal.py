"""A dialog holds all input until it is answered."""

import tkinter as tk
from tkinter import ttk

import pytest

from depesha.ui.modal import Modal, in_front
from depesha.ui.theme import Theme


@pytest.fixture
def box(tk_root):
    made = Modal(tk_root, Theme(tk_root, "light"), "Question")
    yield made
    if made.winfo_exists():
        made.close(None)


def test_enter_presses_the_accented_button(box, driver) -> None:
    box.add_button("Yes", lambda: box.close("yes"), accent=True)
    box.add_button("No", lambda: box.close("no"))
    tk_entry = ttk.Entry(box.body)
    tk_entry.pack()
    tk_entry.after(50, lambda: driver.focus(tk_entry))
    tk_entry.after(150, lambda: driver.keys("Return"))
    assert box.show(tk_entry) == "yes"


def test_esc_is_no_answer(box, driver) -> None:
    box.add_button("Yes", lambda: box.close("yes"), accent=True)
    box.after(100, lambda: driver.keys("Escape"))
    assert box.show() is None


def test_enter_in_a_text_is_a_line_feed(box, driver) -> None:
    pressed = []
    box.add_button("Yes", lambda: pressed.append(1), accent=True)
    text = tk.Text(box.body, width=20, height=3)
    text.pack()
    box.open(text)
    driver.focus(text)
    driver.keys("Return")
    assert text.get("1.0", "end-1c") == "\n"
    assert not pressed


def test_it_is_in_front_while_it_is_open(box, tk_root) -> None:
    assert in_front(tk_root) is tk_root
    box.open()
    assert in_front(tk_root) is box
    box.close(None)
    assert in_front(tk_root) is tk_root


def test_it_stays_on_the_screen_however_much_is_in_it(box, tk_root) -> None:
    ttk.Frame(box.body, width=3000, height=3000).pack()
    box.open()
    tk_root.update()
    assert box.winfo_width() <= tk_root.winfo_screenwidth()
    assert box.winfo_height() <= tk_root.winfo_screenheight()


def test_what_is_larger_than_the_screen_is_made_to_fit_it(box, tk_root) -> None:
    box.minsize(5000, 4000)
    box.open()
    tk_root.update()
    assert box.winfo_width() < box.winfo_screenwidth()
    assert box.winfo_height() < box.winfo_screenheight()
