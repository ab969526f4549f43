"""The office's own templates: files in a folder of the profile, named by their titles."""

import re
from dataclasses import dataclass
from pathlib import Path

from depesha.api import _
from depesha.domain.errors import InputError, in_words
from depesha.domain.normal import fold
from depesha.render.files import Template, load, save

_ENDINGS = (".txt", ".html", ".htm")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Own:
    """One file of the folder."""

    path: Path
    template: Template | None
    problem: str = ""
    """Why it cannot be read; empty where it can."""

    @property
    def title(self) -> str:
        """The template's own title, else the file's name."""
        return (self.template.title if self.template else "") or self.path.stem


def own(folder: Path) -> list[Own]:
    """All templates of the folder, by title; damaged files too, with what is wrong."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS]
    except OSError:
        return []
    found = []
    for path in paths:
        try:
            found.append(Own(path, load(path)))
        except InputError as error:
            found.append(Own(path, None, str(error)))
    return sorted(found, key=lambda one: fold(one.title))


def find(folder: Path, title: str) -> Template | None:
    """The template of that title, or None. Raises InputError where its file is damaged."""
    for one in own(folder):
        if fold(one.title) == fold(title):
            if one.template is None:
                raise InputError(one.problem)
            return one.template
    return None


def add(folder: Path, template: Template) -> Path:
    """Save a template in a file of its own; returns where. Raises InputError."""
    stem = _FORBIDDEN.sub("_", template.title).strip(" .")[:_LONGEST] or _("Template")
    ending = ".html" if template.format == "html" else ".txt"
    path = folder / f"{stem}{ending}"
    number = 2
    while path.exists():
        path = folder / f"{stem} ({number}){ending}"
        number += 1
    save(path, template)
    return path


def remove(path: Path) -> None:
    """Delete a template. Raises InputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            _("The template {file} cannot be deleted: {error}.").format(
                file=path.name, error=in_words(error)
            )
        ) from error
