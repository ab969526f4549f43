"""Pictures for a message: from files and from memory, each known by what it begins with."""

import re
from pathlib import Path

from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.domain.errors import InputError, in_words

_BEGIN = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/gif": rb"GIF8[79]a",
    "image/webp": rb"RIFF....WEBP",
}
"""What each begins with: names lie."""


def picture_from(path: Path) -> Picture:
    """The picture in a file, under the file's name. Raises InputError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("The picture {path} cannot be read: {error}.").format(
                path=path, error=in_words(error)
            )
        ) from error
    mime = kind_of(data)
    if not mime:
        raise InputError(
            _("{path} is no picture that mail programs show; use PNG, JPEG, GIF or WebP.").format(
                path=path
            )
        )
    return Picture(cid_of(path.name), mime, data)


def kind_of(data: bytes) -> str:
    """The MIME type of a picture that mail programs show; empty for anything else."""
    return next((mime for mime, start in _BEGIN.items() if re.match(start, data, re.DOTALL)), "")


def cid_of(name: str) -> str:
    """A file's name, without what would end the attribute in which it stands."""
    return re.sub(r'[\x00-\x1f"<>&]', "_", name)
