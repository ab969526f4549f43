"""Installing a plugin from its wheel: looked at first, then unpacked into the plugin folder.

A wheel is a zip of a package and its description (PEP 427). `pip install --target` does the same
and also fetches libraries; a packaged program has no pip, so a plugin that needs a library which is
not here is refused with its name.
"""

import re
import zipfile
from email.parser import HeaderParser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from depesha.api.hooks import GROUP
from depesha.api.i18n import _
from depesha.domain.errors import InputError, in_words

LARGEST = 50_000_000
"""Bytes that a plugin may be when unpacked."""


def install(wheel: Path, folder: Path) -> str:
    """Unpack the wheel into the plugin folder; returns the plugin's name.

    Raises InputError, and leaves the folder as it was, where the file is no wheel, no plugin of
    Depesha's, has native code, or needs a library that is missing.
    """
    try:
        with zipfile.ZipFile(wheel) as packed:
            name = _checked(packed, wheel)
            packed.extractall(folder)
            return name
    except zipfile.BadZipFile as error:
        raise InputError(
            _("{path} is no plugin: not a wheel (.whl).").format(path=wheel)
        ) from error
    except OSError as error:
        raise InputError(
            _("{path} cannot be installed: {why}.").format(path=wheel, why=in_words(error))
        ) from error


def _checked(packed: zipfile.ZipFile, wheel: Path) -> str:
    entries = _read(packed, "entry_points.txt")
    section = re.search(rf"^\[{re.escape(GROUP)}\]\s*\n(\s*[\w.-]+)\s*=", entries, re.MULTILINE)
    if section is None:
        raise InputError(
            _("{path} is no plugin of Depesha: it has no entry point “{group}”.").format(
                path=wheel, group=GROUP
            )
        )
    if sum(item.file_size for item in packed.infolist()) > LARGEST:
        raise InputError(_("{path} is too large for a plugin.").format(path=wheel))
    for item in packed.namelist():
        path = PurePosixPath(item)
        if path.is_absolute() or ".." in path.parts:
            raise InputError(_("{path} would write outside the plugin folder.").format(path=wheel))
    missing = [need for need in _needs(packed) if not _is_here(need)]
    if missing:
        raise InputError(
            _("{path} needs libraries that are not here: {names}. Install it with pip.").format(
                path=wheel, names=", ".join(missing)
            )
        )
    return section[1].strip()


def _read(packed: zipfile.ZipFile, name: str) -> str:
    for item in packed.namelist():
        if re.fullmatch(rf"[^/]+\.dist-info/{re.escape(name)}", item):
            return packed.read(item).decode("utf-8", errors="replace")
    return ""


def _needs(packed: zipfile.ZipFile) -> list[str]:
    described = HeaderParser().parsestr(_read(packed, "METADATA"))
    found = []
    for need in described.get_all("Requires-Dist", []):
        requirement, _semicolon, marker = str(need).partition(";")
        name = re.match(r"[\w.-]+", requirement.strip())
        if name and "extra" not in marker:
            found.append(name[0])
    return found


def _is_here(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
