"""The shipped templates, from all packs, by name or by title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesha.api import TemplatePack, _
from depesha.api.i18n import LANGUAGES, current_language
from depesha.domain.errors import InputError
from depesha.domain.normal import fold
from depesha.render.files import Template, load

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Shipped:
    """A template of a pack."""

    name: str
    """The file's name without its ending; the same in every language."""
    language: str
    template: Template


def shipped(packs: Sequence[TemplatePack], language: str) -> Iterator[Shipped]:
    """All templates in one language, by name."""
    for pack in packs:
        folder = pack.folder / language
        if not folder.is_dir():
            continue
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            name, _dot, _ending = file.name.rpartition(".")
            if name and not name.startswith("."):
                yield Shipped(name, language, _load(file))


def _load(file: "Traversable") -> Template:
    return load(file)


def find(packs: Sequence[TemplatePack], wanted: str, language: str = "") -> Template:
    """The template of that name or title, in the language in force if there is one in it.

    Raises InputError with the names there are.
    """
    first = language or current_language()
    names: list[str] = []
    for one_language in (first, *(other for other in LANGUAGES if other != first)):
        for one in shipped(packs, one_language):
            if fold(wanted) in {fold(one.name), fold(one.template.title)}:
                return one.template
            if one.name not in names:
                names.append(one.name)
    raise InputError(
        _("There is no template “{name}”. There are: {names}. A file is named by its path.").format(
            name=wanted, names=", ".join(names) or "—"
        )
    )
