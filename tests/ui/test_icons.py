"""Colours are written into masks; every name there is can be shown in every size."""

import tkinter as tk

import pytest

from depesha.ui import icons
from depesha.ui.icons import BOXES, SIZES, Icons, nearest, tinted, two_toned


def pixels(root, data: bytes) -> tk.PhotoImage:
    return tk.PhotoImage(master=root, data=data)


@pytest.mark.parametrize("size", SIZES)
def test_every_sheet_holds_every_symbol(tk_root, size) -> None:
    sheet = pixels(tk_root, tinted(icons._read(f"{size}.png"), "#102030"))
    assert sheet.width() == size * len(icons._places())
    assert sheet.height() == size


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


def test_a_picture_without_a_palette_stays_as_it_is() -> None:
    png = icons._read("logo-16.png")
    assert tinted(png, "#ffffff") == png
    assert two_toned(png, "#ffffff", "#000000") == png


def test_the_logo_comes_in_four_sizes(tk_root) -> None:
    assert [one.width() for one in icons.logo(tk_root)] == [128, 48, 32, 16]
