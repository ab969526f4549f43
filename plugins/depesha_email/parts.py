"""Pictures and files in the form in which they travel, made once and shared.

Encoding a picture for every letter is where naive mailers lose their time. The host passes the
same object with each letter of a mailing, so the object's identity is the key.
"""

import tempfile
from binascii import b2a_base64
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from mmap import ACCESS_READ, mmap
from struct import Struct
from typing import BinaryIO
from weakref import WeakValueDictionary

from depesha.api import Attachment, Picture, Reason, Refused
from depesha_email.headers import file_headers

Thing = Picture | Attachment
Buffer = bytes | memoryview

_LINE = 57
"""Bytes that make a base64 line of 76."""
_ROWS = Struct("76s" * 64)
_SHORT = 76 * 512
_BLOCK = _LINE * 8192
_IN_MEMORY = 1 << 20
"""Bytes of a file above which its encoded form lies in a temporary file."""


class _Encoded:
    """A part; it keeps its source alive, so that no other object can get its id."""

    __slots__ = ("__weakref__", "data", "source")

    def __init__(self, source: Thing) -> None:
        self.source = source
        self.data = _picture(source) if isinstance(source, Picture) else _file(source)


_shared: "WeakValueDictionary[int, _Encoded]" = WeakValueDictionary()
"""What any session of this process holds, by the id of the source."""


class Parts:
    """The parts of the letters that one session sends. Holds those of the latest letter only: what
    a mailing shares stays, what was one person's goes."""

    def __init__(self) -> None:
        self._held: dict[int, _Encoded] = {}

    def encoded(self, things: Sequence[Thing]) -> list[Buffer]:
        """Headers and base64 of each, without a final line end. Raises Refused for a file that
        cannot be read."""
        found = [self._get(thing) for thing in things]
        self._held = {id(one.source): one for one in found}
        return [one.data for one in found]

    def _get(self, thing: Thing) -> _Encoded:
        found = self._held.get(id(thing)) or _shared.get(id(thing))
        if found is None:
            # Where two sessions made it at once, both go on with the first one's.
            found = _shared.setdefault(id(thing), _Encoded(thing))
        return found


def lines(data: bytes) -> bytes:
    """Base64 in lines of 76, CRLF between them."""
    text = b2a_base64(data, newline=False)
    # Cutting many lines at once is three times as fast as a loop.
    if len(text) <= _SHORT:
        return b"\r\n".join(_rows(len(text)).unpack(text))
    cut = len(text) // _ROWS.size * _ROWS.size
    rows = chain.from_iterable(_ROWS.iter_unpack(text[:cut]))
    return b"\r\n".join([*rows, *_rows(len(text) - cut).unpack(text[cut:])])


@lru_cache(maxsize=64)
def _rows(size: int) -> Struct:
    """Cuts so many bytes into rows of 76."""
    full, rest = divmod(size, 76)
    return Struct("76s" * full + (f"{rest}s" if rest else ""))


def _picture(picture: Picture) -> bytes:
    suffix = picture.mime.rpartition("/")[2].partition("+")[0]
    name = f"{picture.cid.partition('@')[0]}.{suffix}"
    return file_headers(picture.mime, name, "inline", picture.cid) + lines(picture.data)


def _file(attachment: Attachment) -> Buffer:
    head = file_headers(attachment.mime, attachment.name, "attachment")
    try:
        with attachment.path.open("rb") as file:
            if attachment.path.stat().st_size > _IN_MEMORY:
                return _spooled(head, file)
            return head + lines(file.read())
    except OSError as error:
        words = f"{attachment.path.name}: {error.strerror}"
        raise Refused(Reason.MISSING_ATTACHMENT, words) from None


def _spooled(head: bytes, file: BinaryIO) -> memoryview:
    with tempfile.TemporaryFile(prefix="depesha-") as spool:
        spool.write(head)
        between = b""
        while block := file.read(_BLOCK):
            spool.write(between + lines(block))
            between = b"\r\n"
        spool.flush()
        return memoryview(mmap(spool.fileno(), 0, access=ACCESS_READ))
