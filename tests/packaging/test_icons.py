"""The sheets in the tree are those that the list of names asks for."""

import struct
import zlib

import icons
from depesha.ui.icons import BOXES, SIZES


def width_of(path) -> tuple[int, int]:
    return struct.unpack(">II", path.read_bytes()[16:24])


def test_every_sheet_is_as_wide_as_its_list() -> None:
    names = icons.names()
    assert names == sorted(set(names))
    for size in icons.SIZES:
        assert width_of(icons.FOLDER / f"{size}.png") == (size * len(names), size)
        assert width_of(icons.FOLDER / f"boxes-{size}.png") == (size * len(icons.BOXES), size)


def test_the_window_knows_what_was_drawn() -> None:
    assert icons.SIZES == SIZES
    assert icons.BOXES == BOXES


def test_a_box_has_both_halves_of_the_palette() -> None:
    from PIL import Image

    for name in icons.BOXES:
        values = set(icons.box(Image, name, 20).tobytes())
        assert values & set(range(1, 128))
        assert values & set(range(129, 256))


def test_pixels_are_kept_unfiltered(tmp_path) -> None:
    from PIL import Image

    tile = Image.frombytes("L", (4, 4), bytes(range(0, 160, 10)))
    path = tmp_path / "sheet.png"
    icons.sheet(Image, [tile], 4).save(path, optimize=False, bits=8)
    data = path.read_bytes()
    packed = data[data.index(b"IDAT") + 4 :]
    assert zlib.decompressobj().decompress(packed)[::5] == bytes(4)
