"""Choices are saved, loaded and deleted in the chooser."""

from array import array

import pytest

from depesha.domain.people import Contact
from depesha.store import categories, contacts
from depesha.store.contact_list import ContactFilter
from depesha.ui.choose.dialog import Chooser


@pytest.fixture
def people(app):
    with app.services.office.database.write() as c:
        wholesale = categories.ensure_path(c, "Опт")
        return [
            contacts.insert(c, Contact(name=name, category_id=category))
            for name, category in (("Ёлкин", None), ("Иванов", wholesale), ("Петров", wholesale))
        ]


@pytest.fixture
def chooser(app, person, people):
    made = Chooser(app.root, app.services, array("q", people[:1]))
    made.open()
    person.until(lambda: len(made.directory.table.ids) == 3 and app.services.bridge.idle)
    yield made
    if made.winfo_exists():
        made.close(None)


@pytest.fixture
def answer(app, monkeypatch):
    """The name that is typed, and yes to every question."""
    asked = []
    monkeypatch.setattr(
        type(app.services.dialogs), "confirm",
        lambda _self, _title, question, *_w, **_m: asked.append(question) or True,
    )  # fmt: skip

    def typed(name: str):
        monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_words: name)
        return asked

    return typed


def command(chooser, title: str):
    return next(one for one in chooser.saved.commands() if one.title == title)


def titles(chooser) -> list[str]:
    return [one.title for one in chooser.saved.commands()]


def test_people_are_saved_and_added_again(chooser, people, person, app, answer) -> None:
    answer("Акция")
    command(chooser, "Save the selected…").run()
    person.until(lambda: titles(chooser)[0] == "Акция (1)")
    chooser.remove()
    assert not command(chooser, "Save the selected…").enabled()
    chooser.add([people[2]])
    command(chooser, "Акция (1)").run()
    person.until(lambda: list(chooser.chosen) == [people[2], people[0]])


def test_a_filter_is_saved_and_looked_through_again(chooser, people, person, answer) -> None:
    assert not command(chooser, "Save the filter…").enabled()
    person.until(lambda: len(chooser.directory.categories.tree.get_children()) == 7)
    category = chooser.directory.categories.tree.get_children()[-1]
    chooser.directory.categories.tree.selection_set(category)
    chooser.directory.typed.set("петр")
    person.until(lambda: list(chooser.directory.table.ids) == people[2:])
    answer("Опт на П")
    command(chooser, "Save the filter…").run()
    person.until(lambda: titles(chooser)[0] == "Опт на П")
    chooser.directory.want(ContactFilter())
    person.until(lambda: len(chooser.directory.table.ids) == 3)
    command(chooser, "Опт на П").run()
    person.until(lambda: list(chooser.directory.table.ids) == people[2:])
    assert chooser.directory.typed.get() == "петр"
    assert list(chooser.chosen) == people[:1], "whom the filter finds is added by a person"


def test_the_same_name_asks_and_choices_are_deleted(chooser, person, answer) -> None:
    asked = answer("Акция")
    command(chooser, "Save the selected…").run()
    person.until(lambda: titles(chooser)[0] == "Акция (1)")
    assert asked == []
    command(chooser, "Save the selected…").run()
    assert "Replace it?" in asked[0]
    # Both are errands, and errands may overtake one another.
    person.until(lambda: chooser._services.bridge.idle)
    command(chooser, "Delete").children[0].run()
    person.until(lambda: "Акция (1)" not in titles(chooser))
    assert "Delete" not in titles(chooser)


def test_what_cannot_be_loaded_is_told_over_the_chooser(
    chooser, app, person, answer, monkeypatch
) -> None:
    told = []
    monkeypatch.setattr(
        type(app.services.dialogs), "tell", lambda _self, _title, text, *_w: told.append(text)
    )
    chooser.directory.categories.tree.selection_set("banks")
    person.until(lambda: chooser.directory.wanted.group == "banks")
    answer("Банки")
    command(chooser, "Save the filter…").run()
    person.until(lambda: "Банки" in titles(chooser))
    folder = app.services.office.profile.selections
    for path in folder.iterdir():
        path.write_text(path.read_text().replace('"category_id": null', '"category_id": 99'))
    command(chooser, "Банки").run()
    person.until(lambda: told)
    assert "is gone" in told[0]


def test_the_menu_opens(chooser, person, answer) -> None:
    answer("Акция")
    command(chooser, "Save the selected…").run()
    person.until(lambda: titles(chooser)[0] == "Акция (1)")
    menu = chooser.saved.nametowidget(chooser.saved["menu"])
    chooser.saved._fill(menu)
    assert [menu.type(place) for place in range(menu.index("end") + 1)] == [
        "command", "separator", "command", "command", "cascade",
    ]  # fmt: skip
