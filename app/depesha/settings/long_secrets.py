"""Secrets longer than an entry of the keyring may be: kept in pieces, whole or not at all.

The first entry says how many there are and which generation they are of. The other pieces are
written before it and the old ones deleted after it, so an interruption leaves the old secret or
the new one, never a mixture.
"""

from collections.abc import Callable

_MARK = "\x1e"
"""Begins the first of several pieces; no password that can be typed begins so."""
_HEAD = len(f"{_MARK}a9{_MARK}")
MOST = 8
"""Pieces of one secret."""


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` UTF-16 units, room for the mark left in each.
    ValueError where it needs more than `MOST`."""
    if _units(text) <= limit:
        return [text]
    size = limit - _HEAD if text.isascii() else (limit - _HEAD) // 2
    found = [text[i : i + size] for i in range(0, len(text), size)]
    if len(found) > MOST:
        raise ValueError(f"{len(found)} pieces")
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def write(
    first: str, text: str, limit: int, put: Callable[[str, str], None], drop: Callable[[str], None]
) -> None:
    """Keep `text` where `first` stands now. `put(suffix, piece)` keeps a piece, `drop(suffix)`
    forgets one; the first piece has no suffix. ValueError as `pieces`."""
    cut = pieces(text, limit)
    before, count = _told(first)
    generation = "b" if before == "a" else "a"
    for number, piece in enumerate(cut[1:], 2):
        put(f"/{generation}{number}", piece)
    head = f"{_MARK}{generation}{len(cut)}{_MARK}" if len(cut) > 1 else ""
    put("", head + cut[0])
    for number in range(2, count + 1):
        drop(f"/{before}{number}")


def read(first: str, get: Callable[[str], str]) -> str:
    """The whole secret; empty where a piece of it is gone."""
    generation, count = _told(first)
    if not count:
        return first
    rest = [get(f"/{generation}{number}") for number in range(2, count + 1)]
    return first[_HEAD:] + "".join(rest) if all(rest) else ""


def forget(first: str, drop: Callable[[str], None]) -> None:
    """Drop the first entry, then what belongs to it."""
    drop("")
    generation, count = _told(first)
    for number in range(2, count + 1):
        drop(f"/{generation}{number}")


def _told(first: str) -> tuple[str, int]:
    """Generation and number of pieces; none for a secret in one piece."""
    if len(first) < _HEAD or first[0] != _MARK or first[3] != _MARK or first[2] not in "23456789":
        return "", 0
    return first[1], int(first[2])
