"""Unsent texts, kept in the profile while they are written: a crash or a closed window loses none.

Each is a folder: `draft.json`, `people.json`, and the pictures beside them, written once each.
"""

import hashlib
import json
import os
import secrets
import shutil
from array import array
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.delivery.composition import Composition
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError, in_words

_TEXTS = ("channel", "body", "format", "account", "title", "subject", "template")


def new_id() -> str:
    """A name for a draft that no other has."""
    return secrets.token_hex(6)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is being written."""

    composition: Composition
    id: str = field(default_factory=new_id)
    editor: str = ""
    """The id of the editor it is open in; empty for the first that fits."""
    file: str = ""
    """The own template it was opened from, which *Save* writes back to; empty for none."""
    open: bool = True
    """Whether it opens by itself at the next start."""

    @property
    def empty(self) -> bool:
        """Whether nothing of it would be missed."""
        one = self.composition
        return not (one.body.strip() or one.subject.strip() or one.attachments or one.pictures)


class DraftFiles:
    """The drafts of one profile. Errors of the disk are InputError, in words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._people: dict[str, Selection] = {}
        """What is on disk, so that a long choice is not written with every word."""

    def keep(self, draft: Draft) -> None:
        """Write a draft over its earlier state, as a whole or not at all."""
        place, one = self._folder / draft.id, draft.composition
        try:
            place.mkdir(parents=True, exist_ok=True)
            if self._people.get(draft.id) is not one.people:
                lists = {"contacts": list(one.people.contacts),
                         "employees": list(one.people.employees)}  # fmt: skip
                _write(place / "people.json", json.dumps(lists).encode())
                self._people[draft.id] = one.people
            texts: dict[str, Any] = {name: getattr(one, name) for name in _TEXTS}
            texts |= {
                "attachments": one.attachments,
                "pictures": [_keep_picture(place, picture) for picture in one.pictures],
                "editor": draft.editor,
                "file": draft.file,
                "open": draft.open,
                "document": one.document_id,
            }
            _write(place / "draft.json", json.dumps(texts, ensure_ascii=False).encode())
        except OSError as error:
            raise InputError(
                _("The unsent text cannot be kept on disk: {error}.").format(error=in_words(error))
            ) from error

    def forget(self, draft_id: str) -> None:
        """Delete a draft; nothing where there is none."""
        self._people.pop(draft_id, None)
        shutil.rmtree(self._folder / draft_id, ignore_errors=True)

    def load(self, draft_id: str) -> Draft | None:
        """A draft, or None where there is none that can be read."""
        place = self._folder / draft_id
        with suppress(OSError, ValueError, KeyError, TypeError):
            texts = json.loads((place / "draft.json").read_text(encoding="utf-8"))
            people = json.loads((place / "people.json").read_text(encoding="utf-8"))
            selection = Selection(array("q", people["contacts"]), array("q", people["employees"]))
            pictures = [
                Picture(one["cid"], one["mime"], (place / one["file"]).read_bytes())
                for one in texts["pictures"]
            ]
            composition = Composition(
                **{name: texts[name] for name in _TEXTS},
                attachments=tuple(texts["attachments"]),
                pictures=tuple(pictures),
                people=selection,
                document_id=texts.get("document"),
            )
            return Draft(composition, draft_id, texts["editor"], texts["file"], texts["open"])
        return None

    def all(self) -> list[Draft]:
        """Every draft, the one written last first."""
        found: list[tuple[float, Draft]] = []
        with suppress(OSError):
            for place in self._folder.iterdir():
                draft = self.load(place.name)
                if draft is not None:
                    found.append(((place / "draft.json").stat().st_mtime, draft))
        return [draft for _when, draft in sorted(found, key=lambda pair: -pair[0])]


def _keep_picture(place: Path, picture: Picture) -> dict[str, str]:
    name = hashlib.sha256(picture.data).hexdigest()[:16] + ".picture"
    if not (place / name).exists():
        _write(place / name, picture.data)
    return {"cid": picture.cid, "mime": picture.mime, "file": name}


def _write(path: Path, data: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
