"""Many pieces of bytes, to be written with few calls and few copies."""

from collections.abc import Sequence

from depesha_email.parts import Buffer


def joined(pieces: Sequence[Buffer], large: int) -> list[Buffer]:
    """The same bytes in fewer pieces; large ones are not copied."""
    if sum(map(len, pieces)) < large:
        return [b"".join(pieces)]
    joined: list[Buffer] = []
    small: list[Buffer] = []
    for piece in pieces:
        if len(piece) < large:
            small.append(piece)
            continue
        joined += [b"".join(small), piece] if small else [piece]
        small = []
    return [*joined, b"".join(small)] if small else joined


def beyond(pieces: list[Buffer], sent: int) -> list[Buffer]:
    """What is left of the pieces after so many bytes."""
    if sent == sum(map(len, pieces)):
        return []
    for number, piece in enumerate(pieces):
        if sent < len(piece):
            return [memoryview(piece)[sent:] if sent else piece, *pieces[number + 1 :]]
        sent -= len(piece)
    return []
