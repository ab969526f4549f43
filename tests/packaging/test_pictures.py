"""The command takes what the manual shows."""

from PIL import Image

import pictures
from depesha.ui.help.pages import FOLDER

MOST = 5_000_000
"""Bytes of all pictures in the wheel."""


def test_they_lie_where_the_manual_looks() -> None:
    assert pictures.FOLDER == FOLDER / "pictures"


def test_every_picture_of_the_manual_was_taken_in_every_language_and_look() -> None:
    taken = {path.stem for path in pictures.FOLDER.glob("*.png")}
    expected = {
        f"{name}-{language}-{look}"
        for name in pictures.in_manual()
        for language in pictures.LANGUAGES
        for look in pictures.LOOKS
    }
    assert taken == expected


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in pictures.FOLDER.glob("*.png")) < MOST


def test_the_most_important_colours_stay_exactly() -> None:
    rare = [(number, 9, 9) for number in range(pictures.COLOURS)]
    taken = Image.new("RGB", (100, 100), (244, 245, 247))
    for at, colour in enumerate(rare):
        taken.putpixel((at % 100, at // 100), colour)
    small = pictures.in_few_colours(taken).convert("RGB")
    assert small.getpixel((50, 50)) == (244, 245, 247)
    assert len(small.getcolors()) == pictures.COLOURS


def test_a_bright_colour_is_worth_more_than_a_shade() -> None:
    taken = Image.new("RGB", (300, 10), (244, 245, 247))
    for at in range(pictures.COLOURS + 20):
        for row in range(5):
            taken.putpixel((at, row), (at, at, at))
    taken.putpixel((299, 9), (220, 120, 0))
    assert pictures.in_few_colours(taken).convert("RGB").getpixel((299, 9)) == (220, 120, 0)
