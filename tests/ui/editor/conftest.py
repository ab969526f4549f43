"""An office with a few people, editors on it, and dialogs that answer as a test says."""

from array import array
from pathlib import Path
from typing import Any

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft
from depesha.delivery.selection import Selection
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.editor import opening


class Answers:
    """Dialogs that answer at once; what was asked is remembered."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.yes = True
        self.chosen: int | None = 0
        self.typed: str | None = None
        self.file: Path | None = None
        self.files: list[Path] = []

    def confirm(self, title: str, question: str, yes: str, *, danger: bool = False) -> bool:
        self.asked.append(question)
        return self.yes

    def choose(self, title: str, question: str, options: Any) -> int | None:
        self.asked.append(question)
        return self.chosen

    def text(self, title: str, question: str, initial: str = "") -> str | None:
        self.asked.append(initial)
        return self.typed

    def tell(self, title: str, text: str, details: str = "") -> None:
        self.asked.append(text)

    def open_file(self, title: str, kinds: Any = ()) -> Path | None:
        return self.file

    def open_files(self, title: str, kinds: Any = ()) -> list[Path]:
        return self.files

    def save_file(self, title: str, name: str, kinds: Any = ()) -> Path | None:
        self.asked.append(name)
        return self.file


@pytest.fixture
def answers(app):
    """Put in the place of the window's dialogs."""
    made = Answers()
    app.services.dialogs = made
    return made


@pytest.fixture
def people(app):
    with app.services.office.database.write() as c:
        ids = [
            contacts.insert(
                c, Contact(name=name, email=f"{n}@x.ru", mobile_phone=f"+7916000000{n}")
            )
            for n, name in enumerate(("Анна", "Борис", "Вера"))
        ]
    return Selection(contacts=array("q", ids))


@pytest.fixture
def letter(app, person, people):
    """An editor tab on a letter to the three, with the window's eyes on it."""

    def make(body="Привет, {КЛИЕНТ.ИМЯ}!", subject="Тема", channel="email", chosen=None, **more):
        to = people if chosen is None else chosen
        composition = Composition(channel=channel, body=body, subject=subject, people=to, **more)
        frame = opening.open_draft(app.services, Draft(composition))
        person.until(lambda: app.services.bridge.idle, "the editor")
        return frame

    return make
