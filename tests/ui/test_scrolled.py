"""A page longer than the window scrolls, by wheel and by walking with Tab."""

from tkinter import ttk

import pytest

from depesha.ui.scrolled import Scrolled
from depesha.ui.theme import Theme


@pytest.fixture
def page(tk_root, driver):
    made = Scrolled(tk_root, Theme(tk_root, "light"))
    made.pack(fill="both", expand=True)
    for _ in range(80):
        ttk.Entry(made.inside).pack()
    driver.live()
    return made


def test_the_wheel_scrolls_over_whatever_lies_inside(page, driver) -> None:
    driver.click(page.inside.winfo_children()[3], button=5)
    driver.until(lambda: page._canvas.yview()[0] > 0)


def test_whoever_walks_by_tab_sees_where_he_is(page, driver) -> None:
    last = page.inside.winfo_children()[-1]
    driver.focus(last)
    driver.until(lambda: page._canvas.yview()[1] > 0.99)
    driver.focus(page.inside.winfo_children()[0])
    driver.until(lambda: page._canvas.yview()[0] < 0.01)
