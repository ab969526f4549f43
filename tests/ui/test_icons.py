"""Colours are written into masks; every name there is can be shown in every size."""

import tkinter as tk

import pytest

from depesha.ui import icons
from depesha.ui.icons import BOXES, SIZES, Icons, nearest, small_png, tile, tinted, two_toned


def pixels(root, data: bytes) -> tk.PhotoImage:
    return tk.PhotoImage(master=root, data=data)


@pytest.mark.parametrize("size", SIZES)
def test_every_sheet_holds_every_symbol(tk_root, size) -> None:
    for sheet, count in ((f"{size}", len(icons._places())), (f"boxes-{size}", len(BOXES))):
        assert len(icons._rows(sheet)) == size
        assert len(icons._rows(sheet)[0]) == size * count
        shown = pixels(tk_root, small_png(tile(sheet, count - 1), tinted("#102030")))
        assert (shown.width(), shown.height()) == (size, size)


def test_a_symbol_is_drawn_in_its_colour_on_nothing(tk_root) -> None:
    cross = Icons(tk_root).icon("x", 16, "#c81e1e")
    inked = {
        cross.get(x, y) for x in range(16) for y in range(16) if not cross.transparency_get(x, y)
    }
    assert inked == {(200, 30, 30)}
    assert cross.transparency_get(0, 0)


def test_a_box_has_two_colours(tk_root) -> None:
    made = Icons(tk_root)
    ticked = made.box("check-on", 32, "#0000ff", "#ffffff")
    colours = {
        ticked.get(x, y) for x in range(32) for y in range(32) if not ticked.transparency_get(x, y)
    }
    assert (0, 0, 255) in colours
    assert (255, 255, 255) in colours
    assert len(BOXES) == 4


def test_what_is_made_is_kept(tk_root) -> None:
    made = Icons(tk_root)
    assert made.icon("mail", 20, "#000000") is made.icon("mail", 20, "#000000")


def test_an_unknown_name_is_an_error(tk_root) -> None:
    with pytest.raises(KeyError):
        Icons(tk_root).icon("no such thing", 16, "#000000")


def test_sizes_between_those_drawn_take_the_one_below() -> None:
    assert [nearest(size) for size in (1, 16, 19, 20, 200)] == [12, 16, 16, 20, 40]


def test_palettes_run_from_nothing_to_everything() -> None:
    colours, opacity = tinted("#0a0b0c")
    assert colours == bytes((10, 11, 12)) * 256
    assert (opacity[0], opacity[255]) == (0, 255)
    colours, opacity = two_toned("#000000", "#ffffff")
    assert (opacity[0], opacity[127], opacity[128]) == (0, 254, 255)
    assert (colours[: 128 * 3], colours[-3:]) == (bytes(384), b"\xff\xff\xff")


def test_the_logo_comes_in_four_sizes(tk_root) -> None:
    assert [one.width() for one in icons.logo(tk_root)] == [128, 48, 32, 16]
