"""Headings are whole in letters of any size, and an empty list says so."""

from tkinter import ttk

from depesha.ui.listing import Empty, Heading, room_for, set_headings
from depesha.ui.theme import Theme

HEADINGS = (
    Heading("name", "A heading of many words", 40),
    Heading("sum", "Sum", 90, right=True),
)


def test_a_column_is_as_wide_as_its_heading(tk_root, driver) -> None:
    theme = Theme(tk_root, "light")
    tree = ttk.Treeview(tk_root, show="headings", columns=("name", "sum"))
    tree.pack()
    set_headings(tree, theme, HEADINGS, "sum")
    assert tree.column("name", "width") == room_for(theme, "A heading of many words") > 40
    assert tree.column("sum", "width") == theme.px(90)
    assert str(tree.heading("sum", "anchor")) == "e"
    before = tree.column("name", "width")
    theme.use("light", 150)
    assert tree.column("name", "width") > before


def test_an_empty_list_speaks(tk_root, driver) -> None:
    Theme(tk_root, "light")
    tree = ttk.Treeview(tk_root, show="headings", columns=("name",))
    tree.pack(fill="both", expand=True)
    said = Empty(tree, "Nothing here. " * 20)
    said.show(empty=True)
    driver.until(lambda: said.winfo_ismapped() and said.winfo_width() <= tree.winfo_width())
    said.show(empty=False)
    driver.until(lambda: not said.winfo_ismapped())
