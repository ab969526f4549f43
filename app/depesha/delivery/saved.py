"""Choices of recipients kept under names: the people themselves, or the filter that finds them.

Each is a JSON file in a folder of the profile. Ids are never given twice, so that whoever was
deleted meanwhile is merely not found.
"""

import json
import secrets
from array import array
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from depesha.api.i18n import _
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError, in_words
from depesha.domain.normal import fold
from depesha.store import categories, contact_list, contacts, employees
from depesha.store.contact_list import ContactFilter
from depesha.store.database import Connection

_ENDING = ".json"


@dataclass(frozen=True, slots=True)
class Saved:
    """One choice: a filter, or people where there is none."""

    name: str
    people: Selection | None = None
    filter: ContactFilter | None = None

    def selection(self, c: Connection) -> Selection:
        """Whom it means now, without those deleted. Raises InputError where its category is gone:
        it would find nobody."""
        if self.filter is not None:
            self._check(c, self.filter)
            return Selection(contacts=contact_list.ids(c, self.filter))
        chosen = self.people or Selection()
        staff = {one.id for one in employees.everybody(c)} if chosen.employees else set()
        return Selection(
            contacts.present(c, chosen.contacts),
            array("q", [id_ for id_ in chosen.employees if id_ in staff]),
        )

    def _check(self, c: Connection, wanted: ContactFilter) -> None:
        try:
            if wanted.category_id is not None:
                categories.path(c, wanted.category_id)
        except LookupError:
            raise InputError(
                _("The category of the saved filter “{name}” is gone. Delete the filter, and save a"
                  " new one.").format(name=self.name)
            ) from None  # fmt: skip


class SavedChoices:
    """The saved choices of one profile. Errors of the disk are InputError, in words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Saved]:
        """Every choice by name; files that cannot be read are left out."""
        found = [one for path in self._paths() if (one := _read(path)) is not None]
        return sorted(found, key=lambda one: fold(one.name))

    def find(self, name: str) -> Saved:
        """The choice of that name, in whatever case. Raises InputError naming those there are."""
        known = self.all()
        for one in known:
            if fold(one.name) == fold(name):
                return one
        names = ", ".join(one.name for one in known) or "–"
        raise InputError(
            _("There is no saved choice “{name}”. There are: {known}.").format(
                name=name, known=names
            )
        )

    def keep(self, one: Saved) -> None:
        """Keep a choice, in the place of the one of that name."""
        chosen = one.people or Selection()
        data = {
            "name": one.name,
            "people": {"contacts": [*chosen.contacts], "employees": [*chosen.employees]},
            "filter": one.filter and one.filter._asdict(),
        }
        place = self._place(one.name) or self._folder / f"{secrets.token_hex(6)}{_ENDING}"
        new = place.with_suffix(".new")
        try:
            new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            new.replace(place)
        except OSError as error:
            raise InputError(
                _("“{name}” cannot be saved: {error}.").format(name=one.name, error=in_words(error))
            ) from error

    def forget(self, name: str) -> None:
        """Delete the choice of that name; nothing where there is none."""
        place = self._place(name)
        try:
            if place is not None:
                place.unlink(missing_ok=True)
        except OSError as error:
            raise InputError(
                _("“{name}” cannot be deleted: {error}.").format(name=name, error=in_words(error))
            ) from error

    def _place(self, name: str) -> Path | None:
        for path in self._paths():
            one = _read(path)
            if one is not None and fold(one.name) == fold(name):
                return path
        return None

    def _paths(self) -> Sequence[Path]:
        with suppress(OSError):
            return [path for path in self._folder.iterdir() if path.suffix == _ENDING]
        return []


def _read(path: Path) -> Saved | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["filter"] is not None:
            return Saved(data["name"], filter=ContactFilter(**data["filter"]))
        people = Selection(
            array("q", data["people"]["contacts"]), array("q", data["people"]["employees"])
        )
        return Saved(data["name"], people)
    return None
