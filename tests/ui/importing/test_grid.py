"""The first rows of a file are shown as they are."""

from depesha.ui.importing.grid import WIDEST, Grid
from depesha.ui.theme import Theme


def test_rows_below_their_headers(tk_root, driver):
    theme = Theme(tk_root, "light")
    grid = Grid(tk_root, theme)
    grid.pack()
    grid.show(["ФИО", "B"], [["Анна", "x" * 500], ["Борис", ""]])
    tree = grid.tree
    assert tree.heading("0", "text") == "ФИО"
    assert tree.item(tree.get_children()[1], "values") == ("Борис", "")
    assert tree.column("1", "width") == theme.px(WIDEST)
    grid.show(["C"], [])
    assert tree.get_children() == ()
