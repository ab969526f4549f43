"""The icons: Lucide's symbols as masks, coloured by changing a palette, cut from a sheet a size.

`symbols/` holds the sheets (drawn by packaging/icons.py): 8-bit pictures whose pixel values say how
much of a symbol covers them. Writing a palette into such a file is all the colouring there is, so
neither Pillow nor a file per colour is needed, and a theme can be switched while the window is up.
"""

import struct
import tkinter as tk
import zlib
from functools import cache
from pathlib import Path

SIZES = (12, 16, 20, 24, 28, 32, 40)
BOXES = ("check-off", "check-on", "radio-off", "radio-on")
_SHEETS = Path(__file__).with_name("symbols")
_SIGNATURE = 8
_FULL = bytes(range(256))
_HALF = bytes(min(255, 2 * value) for value in range(128)) + b"\xff" * 128


class Icons:
    """Pictures for the widgets of one window; each is made when first asked for, then kept."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._sheets: dict[tuple[str, ...], tk.PhotoImage] = {}
        self._cut: dict[tuple[str, int, str], tk.PhotoImage] = {}

    def icon(self, name: str, size: int, colour: str) -> tk.PhotoImage:
        """The symbol in a colour, in the size nearest below. KeyError for an unknown name."""
        size = nearest(size)
        key = (name, size, colour)
        if key not in self._cut:
            sheet = self._sheet(f"{size}.png", tinted, colour)
            self._cut[key] = self._part(sheet, _places()[name], size)
        return self._cut[key]

    def box(self, name: str, size: int, outer: str, inner: str) -> tk.PhotoImage:
        """A check box or radio button of `BOXES` in two colours."""
        size = nearest(size)
        sheet = self._sheet(f"boxes-{size}.png", two_toned, outer, inner)
        return self._part(sheet, BOXES.index(name), size)

    def _sheet(self, file: str, coloured: object, *colours: str) -> tk.PhotoImage:
        key = (file, *colours)
        if key not in self._sheets:
            data = coloured(_read(file), *colours)  # type: ignore[operator]
            self._sheets[key] = tk.PhotoImage(master=self._root, data=data)
        return self._sheets[key]

    def _part(self, sheet: tk.PhotoImage, place: int, size: int) -> tk.PhotoImage:
        part = tk.PhotoImage(master=self._root, width=size, height=size)
        corners = (place * size, 0, (place + 1) * size, size)
        self._root.tk.call(str(part), "copy", str(sheet), "-from", *corners)
        return part


def nearest(size: int) -> int:
    """The largest size that is drawn and not above `size`, or the smallest there is."""
    return max((drawn for drawn in SIZES if drawn <= size), default=SIZES[0])


def tinted(png: bytes, colour: str) -> bytes:
    """The mask in one colour: a pixel's value is its opacity."""
    return _with_palette(png, _rgb(colour) * 256, _FULL)


def two_toned(png: bytes, outer: str, inner: str) -> bytes:
    """The mask in two colours: up to 127 the outer one's opacity, then the inner one's share."""
    one, other = _rgb(outer), _rgb(inner)
    blends = (
        (a * (127 - share) + b * share) // 127
        for share in range(128)
        for a, b in zip(one, other, strict=True)
    )
    return _with_palette(png, one * 128 + bytes(blends), _HALF)


def _with_palette(png: bytes, colours: bytes, opacity: bytes) -> bytes:
    """The picture with another palette in the place of its own (PNG: chunks PLTE and tRNS)."""
    out, at = [png[:_SIGNATURE]], _SIGNATURE
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind = png[at + 4 : at + 8]
        end = at + 12 + length
        if kind == b"PLTE":
            out += [_chunk(b"PLTE", colours), _chunk(b"tRNS", opacity)]
        elif kind != b"tRNS":
            out.append(png[at:end])
        at = end
    return b"".join(out)


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
