"""Templates as files: UTF-8 text, a TOML header between `+++` lines, then the text itself.

    +++
    title = "Order ready"
    channel = "email"
    subject = "Your order {DOCUMENT.NUMBER} is ready"
    +++
    Dear {CLIENT.NAME|client}!

A file without the header is a text and nothing else.
"""

import codecs
import os
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesha.api import _
from depesha.domain.errors import InputError, in_words
from depesha.render.template import Format

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MAX_BYTES = 2_000_000
_FENCE = "+++"
_KEYS = ("title", "channel", "subject", "format", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as it lies in a file."""

    body: str
    """Lines end in LF."""
    title: str = ""
    channel: str = "any"
    """A channel's id, or `any`."""
    subject: str = ""
    format: Format = "simple"
    language: str = ""


def load(path: "Path | Traversable") -> Template:
    """The template in a file. Raises InputError saying what is wrong with it, and where."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("The template {file} cannot be read: {error}.").format(
                file=path.name, error=in_words(error)
            )
        ) from error
    text = _decoded(data, path.name)
    is_html = path.name.lower().endswith((".html", ".htm"))
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Template(body=text, format="html" if is_html else "simple")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise InputError(
            _("{file}: the header that begins with “+++” has no second “+++” line.").format(
                file=path.name
            )
        )
    header = _header("\n".join(lines[1:end]), path.name)
    if is_html:
        header.setdefault("format", "html")
    return Template(body="\n".join(lines[end + 1 :]), **header)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise InputError(
            _("{file} is larger than {limit} MB: that is no template.").format(
                file=name, limit=limit
            )
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Cyrillic in cp1251 is practically never valid UTF-8.
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" in text:
                break
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InputError(
        _("{file} is not a text file. Save it as text in UTF-8 and try again.").format(file=name)
    )


def _header(text: str, name: str) -> dict[str, Any]:
    try:
        header = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            _(
                '{file}: the header cannot be read: {error}. A line is written name = "value".'
            ).format(file=name, error=error)
        ) from error
    for key, value in header.items():
        if key not in _KEYS:
            raise InputError(
                _("{file}: “{key}” is not known in the header. There are: {known}.").format(
                    file=name, key=key, known=", ".join(_KEYS)
                )
            )
        if not isinstance(value, str):
            raise InputError(
                _('{file}: the value of “{key}” must be in quotes: {key} = "…".').format(
                    file=name, key=key
                )
            )
    if header.get("format", "simple") not in {"simple", "html"}:
        raise InputError(_('{file}: the format is either "simple" or "html".').format(file=name))
    return header


def save(path: Path, template: Template) -> None:
    """Write the file as a whole or not at all. Raises InputError."""
    import tomli_w

    header = {key: getattr(template, key) for key in _KEYS if getattr(template, key)}
    text = f"{_FENCE}\n{tomli_w.dumps(header)}{_FENCE}\n{template.body}"
    try:
        _replace(path, text.encode())
    except (OSError, UnicodeEncodeError) as error:
        raise InputError(
            _("The template {file} cannot be saved: {error}.").format(file=path.name, error=error)
        ) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - an open handle, not a path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
