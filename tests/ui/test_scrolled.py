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


def test_what_grows_and_shrinks_is_measured_anew(page, driver) -> None:
    *rest, last = page.inside.winfo_children()
    for one in rest:
        one.destroy()
    driver.until(lambda: page.inside.winfo_height() == page._canvas.winfo_height())
    assert page._canvas.yview() == (0.0, 1.0)
    assert not page._bar.winfo_manager()
    for _ in range(80):
        ttk.Entry(page.inside).pack()
    driver.until(lambda: page._canvas.yview()[1] < 0.9)
    assert page._bar.winfo_manager()
    assert last.winfo_exists()
