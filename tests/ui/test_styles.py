"""Plain ttk widgets look right in both colours."""

from tkinter import ttk

import pytest

from depesha.ui.theme import Theme

STYLES = [
    "TButton", "Accent.TButton", "Danger.TButton", "Toolbutton", "TMenubutton", "TEntry",
    "TCombobox", "TSpinbox", "Treeview", "TNotebook", "TCheckbutton", "TRadiobutton",
    "Panel.TFrame", "Quiet.TLabel", "PanelBad.TLabel", "Title.TLabel", "TProgressbar",
]  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_style_has_its_ground_from_the_theme(tk_root, mode) -> None:
    theme = Theme(tk_root, mode)
    style = ttk.Style(tk_root)
    known = {theme.colours.ground, theme.colours.panel, theme.colours.accent}
    for name in STYLES:
        assert style.lookup(name, "background") in known, name


def test_boxes_can_be_ticked_in_every_look(tk_root, driver) -> None:
    import tkinter as tk

    theme = Theme(tk_root, "light")
    ticked = tk.BooleanVar(tk_root)
    box = ttk.Checkbutton(tk_root, text="Use", variable=ticked)
    box.pack()
    for mode, size in (("light", 100), ("dark", 100), ("dark", 150), ("light", 100)):
        theme.use(mode, size)
        before = ticked.get()
        driver.click(box, dx=8)
        driver.until(lambda before=before: ticked.get() is not before)
