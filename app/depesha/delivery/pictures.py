"""Pictures for a message: from files and from memory, each known by what it begins with."""

import hashlib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.domain.errors import InputError, in_words

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

LONGEST = 1600
"""Pixels of a side: more is never seen in a letter."""
HEAVIEST = 700_000
"""Bytes: a picture above this is made smaller, even if its sides are short."""
_PIXELS = 100_000_000
"""A file that claims more is a bomb, not a photograph."""
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
        raise _no_picture(str(path))
    return Picture(cid_of(path.name), mime, data)


def kind_of(data: bytes) -> str:
    """The MIME type of a picture that mail programs show; empty for anything else."""
    return next((mime for mime, start in _BEGIN.items() if re.match(start, data, re.DOTALL)), "")


def cid_of(name: str) -> str:
    """A file's name, without what would end the attribute in which it stands."""
    return re.sub(r'[\x00-\x1f"<>&]', "_", name)


def fit_for_mail(data: bytes, name: str) -> Picture:
    """The picture, made smaller where it is large, under a name of its own. Raises InputError."""
    mime = kind_of(data)
    if not mime or _is_large(data, name):
        data, mime = _shrunk(data, name)
    stem, digest = Path(name).stem or "picture", hashlib.sha256(data).hexdigest()[:8]
    return Picture(cid_of(f"{stem}-{digest}.{mime.partition('/')[2]}"), mime, data)


def _is_large(data: bytes, name: str) -> bool:
    return len(data) > HEAVIEST or max(_opened(data, name).size) > LONGEST


def _shrunk(data: bytes, name: str) -> tuple[bytes, str]:
    from PIL import Image, ImageOps

    try:
        image = ImageOps.exif_transpose(_opened(data, name))
        image.thumbnail((LONGEST, LONGEST))
        written = io.BytesIO()
        if image.has_transparency_data:
            image.convert("RGBA").save(written, "PNG", optimize=True)
            return written.getvalue(), "image/png"
        image.convert("RGB").save(written, "JPEG", quality=85, optimize=True)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise _no_picture(name) from error
    return written.getvalue(), "image/jpeg"


def _opened(data: bytes, name: str) -> "ImageFile":
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise _no_picture(name) from error
    if image.width * image.height > _PIXELS:
        raise _no_picture(name)
    return image


def _no_picture(name: str) -> InputError:
    return InputError(
        _("{path} is no picture that mail programs show; use PNG, JPEG, GIF or WebP.").format(
            path=name
        )
    )
