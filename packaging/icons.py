"""Draws the icons of the window anew: `python packaging/icons.py`, where Pillow and
`tkinter-icons[lucide]` are installed. Only for whoever adds a name to `names.txt`.

Lucide's symbols (ISC licence, kept beside the pictures) become grey masks, all of one size in one
sheet, in the order of `names.txt`. The window gives them its colours by changing the palette, so
neither Pillow nor a picture per colour is needed there: see depesha.ui.icons.

Two-tone boxes (check boxes, radio buttons) use the upper half of the palette for the second colour.
"""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "app" / "depesha" / "ui" / "symbols"
SIZES = (12, 16, 20, 24, 28, 32, 40)
BOXES = ("check-off", "check-on", "radio-off", "radio-on")
FINE = 8
"""Drawn so many times larger, then shrunk: smooth edges."""


def names() -> list[str]:
    """The symbols in the order in which they stand in a sheet."""
    return (FOLDER / "names.txt").read_text(encoding="utf-8").split()


def symbol(image: Any, font: Any, glyph: str, size: int) -> Any:
    """One symbol as a mask of `size` pixels."""
    large = image.new("L", (size * FINE, size * FINE))
    draw = _drawing(large)
    draw.text((size * FINE / 2, size * FINE / 2), glyph, fill=255, font=font, anchor="mm")
    return large.resize((size, size), image.Resampling.LANCZOS)


def box(image: Any, name: str, size: int) -> Any:
    """A check box or radio button: up to 127 the first colour's opacity, then the second's part."""
    n = size * FINE
    outer, inner = image.new("L", (n, n)), image.new("L", (n, n))
    kind, _, state = name.partition("-")
    edge, rim = FINE, max(FINE, n // 12)
    frame, hole = (edge, edge, n - edge - 1, n - edge - 1), (edge + rim, edge + rim)
    hole = (*hole, n - edge - rim - 1, n - edge - rim - 1)
    corner = n // 5
    shape = _drawing(outer)
    mark = _drawing(inner)
    if kind == "radio":
        shape.ellipse(frame, fill=255)
    else:
        shape.rounded_rectangle(frame, corner, fill=255)
    if state == "off" and kind == "radio":
        mark.ellipse(hole, fill=255)
    elif state == "off":
        mark.rounded_rectangle(hole, max(1, corner - rim), fill=255)
    elif kind == "radio":
        mark.ellipse((n * 0.34, n * 0.34, n * 0.66, n * 0.66), fill=255)
    else:
        tick = [(n * 0.26, n * 0.52), (n * 0.43, n * 0.69), (n * 0.75, n * 0.33)]
        mark.line(tick, fill=255, width=int(n * 0.11), joint="curve")
    shrunk = [part.resize((size, size), image.Resampling.LANCZOS) for part in (outer, inner)]
    pixels = [
        128 + (over >> 1) if over else under >> 1
        for under, over in zip(*(part.tobytes() for part in shrunk), strict=True)
    ]
    return image.frombytes("L", (size, size), bytes(pixels))


def sheet(image: Any, tiles: list[Any], size: int) -> Any:
    """Tiles beside one another, as a picture whose palette says nothing yet.

    Pillow keeps pixels of palettes unfiltered (PNG's filter 0); the window relies on that.
    """
    whole = image.new("P", (size * len(tiles), size))
    whole.putpalette(bytes(768))
    for number, tile in enumerate(tiles):
        whole.paste(image.frombytes("P", tile.size, tile.tobytes()), (number * size, 0))
    return whole


def logo(image: Any, font: Any, glyph: str, size: int) -> Any:
    """The program's own picture: a white envelope on blue."""
    n = size * FINE
    large = image.new("RGBA", (n, n))
    draw = _drawing(large)
    draw.rounded_rectangle((0, 0, n - 1, n - 1), n // 5, fill="#1a66d2")
    draw.text((n / 2, n / 2), glyph, fill="white", font=font, anchor="mm")
    return large.resize((size, size), image.Resampling.LANCZOS)


def _drawing(image: Any) -> Any:
    from PIL import ImageDraw

    return ImageDraw.Draw(image)


def main() -> int:
    """Draw all sheets and the logo."""
    import tkinter_icons_lucide
    from PIL import Image, ImageFont

    source = Path(tkinter_icons_lucide.__file__).parent
    glyphs = json.loads((source / "glyphmap.json").read_text(encoding="utf-8"))
    font_file = str(source / "fonts" / "lucide.ttf")
    chars = [_char(glyphs[f"icon-{name}"]) for name in names()]
    for size in SIZES:
        font = ImageFont.truetype(font_file, size * FINE)
        tiles = [symbol(Image, font, char, size) for char in chars]
        sheet(Image, tiles, size).save(FOLDER / f"{size}.png", optimize=False, bits=8)
        boxes = [box(Image, name, size) for name in BOXES]
        sheet(Image, boxes, size).save(FOLDER / f"boxes-{size}.png", optimize=False, bits=8)
    for size in (16, 32, 48, 128):
        font = ImageFont.truetype(font_file, int(size * FINE * 0.68))
        logo(Image, font, _char(glyphs["icon-mail"]), size).save(FOLDER / f"logo-{size}.png")
    licence = (source / "LICENSES" / "ISC.txt").read_text(encoding="utf-8")
    (FOLDER / "LICENSE").write_text(licence, encoding="utf-8")
    return 0


def _char(code: Any) -> str:
    return code if isinstance(code, str) and len(code) == 1 else chr(int(str(code), 16))


if __name__ == "__main__":
    sys.exit(main())
