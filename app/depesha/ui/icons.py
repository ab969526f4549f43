"""The icons: Lucide's symbols as masks, coloured by changing a palette, cut from a sheet a size.

`symbols/` holds the sheets (drawn by packaging/icons.py): 8-bit pictures whose pixel values say how
much of a symbol covers them. A symbol is cut out as bytes and becomes a tiny picture with a palette
of its colour, so neither Pillow nor a file per colour is needed.
"""

import struct
import tkinter as tk
import zlib
from functools import cache
from pathlib import Path

SIZES = (12, 16, 20, 24, 28, 32, 40)
BOXES = ("check-off", "check-on", "radio-off", "radio-on")
_SHEETS = Path(__file__).with_name("symbols")
_SHADES = "64/64/64"
"""Of red, green and blue: on X11 Tk asks the screen for each by itself before the first picture is
shown, and no eye tells these from the 256 that it would ask for."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FULL = bytes(range(256))
_HALF = bytes(min(255, 2 * value) for value in range(128)) + b"\xff" * 128


class Icons:
    """Pictures for the widgets of one window; each is made when first asked for, then kept."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._made: dict[tuple[str, ...], tk.PhotoImage] = {}

    def icon(self, name: str, size: int, colour: str) -> tk.PhotoImage:
        """The symbol in a colour, in the size nearest below. KeyError for an unknown name."""
        return self._picture(f"{nearest(size)}", _places()[name], tinted(colour), colour)

    def box(self, name: str, size: int, outer: str, inner: str) -> tk.PhotoImage:
        """A check box or radio button of `BOXES` in two colours."""
        sheet = f"boxes-{nearest(size)}"
        return self._picture(sheet, BOXES.index(name), two_toned(outer, inner), outer, inner)

    def _picture(self, sheet: str, place: int, palette: "Palette", *colours: str) -> tk.PhotoImage:
        key = (sheet, str(place), *colours)
        if key not in self._made:
            png = small_png(tile(sheet, place), palette)
            self._made[key] = tk.PhotoImage(master=self._root, data=png, palette=_SHADES)
        return self._made[key]


def nearest(size: int) -> int:
    """The largest size that is drawn and not above `size`, or the smallest there is."""
    return max((drawn for drawn in SIZES if drawn <= size), default=SIZES[0])


Palette = tuple[bytes, bytes]
"""256 colours (RGB), and 256 opacities."""


def tinted(colour: str) -> Palette:
    """One colour: a pixel's value is its opacity."""
    return _rgb(colour) * 256, _FULL


def two_toned(outer: str, inner: str) -> Palette:
    """Two colours: up to 127 the outer one's opacity, then the inner one's share."""
    one, other = _rgb(outer), _rgb(inner)
    blends = (
        (a * (127 - share) + b * share) // 127
        for share in range(128)
        for a, b in zip(one, other, strict=True)
    )
    return one * 128 + bytes(blends), _HALF


def tile(sheet: str, place: int) -> list[bytes]:
    """The rows of one square of a sheet, a byte for each pixel."""
    rows = _rows(sheet)
    size = len(rows)
    return [row[place * size : (place + 1) * size] for row in rows]


def small_png(rows: list[bytes], palette: Palette) -> bytes:
    """A picture (PNG) of rows of palette pixels. Tk takes ten times as long for a whole sheet."""
    colours, opacity = palette
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 1)
    return b"".join(
        (
            _SIGNATURE, _chunk(b"IHDR", head), _chunk(b"PLTE", colours),
            _chunk(b"tRNS", opacity), _chunk(b"IDAT", body), _chunk(b"IEND", b""),
        )
    )  # fmt: skip


@cache
def _rows(sheet: str) -> list[bytes]:
    """The pixels of a sheet. They are kept unfiltered (packaging/icons.py sees to that)."""
    png, at, packed, width = _read(f"{sheet}.png"), len(_SIGNATURE), b"", 0
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            (width,) = struct.unpack_from(">I", data)
        elif kind == b"IDAT":
            packed += data
        at += 12 + length
    pixels, line = zlib.decompress(packed), width + 1
    return [pixels[begin + 1 : begin + line] for begin in range(0, len(pixels), line)]


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


@cache
def _read(file: str) -> bytes:
    return (_SHEETS / file).read_bytes()


@cache
def _places() -> dict[str, int]:
    names = (_SHEETS / "names.txt").read_text(encoding="utf-8").split()
    return {name: place for place, name in enumerate(names)}


def logo(root: tk.Misc) -> list[tk.PhotoImage]:
    """The program's picture in the sizes that window managers ask for, the largest first."""
    return [
        tk.PhotoImage(master=root, data=_read(f"logo-{size}.png")) for size in (128, 48, 32, 16)
    ]
