"""The directory is searched as one types, and writes to whom one chooses."""


def cell(place, row: int, column: int) -> str:
    return str(place.table.tree.item(str(row), "values")[column])


def test_typing_finds(place, person) -> None:
    person.focus(place.search)
    person.type("елкин")
    person.until(lambda: len(place.table.ids) == 1)
    person.until(lambda: cell(place, 0, 1) == "Ёлкин Пётр")
    person.keys("Escape")
    person.until(lambda: len(place.table.ids) == 3)


def test_who_is_chosen_is_counted_and_can_be_written_to(place) -> None:
    assert not any(one.enabled() for one in place.commands()[0].children)
    place.table.picking.select_all()
    assert "selected: 3" in place.footer["text"]
    assert len(place.selection()) == 3


def test_contacts_are_deleted_after_a_question(place, person, app, monkeypatch) -> None:
    place.table.picking.select(0)
    answers = [False, True]
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_w, **_m: answers.pop(0))
    place.delete()
    person.live(0.1)
    assert len(place.table.ids) == 3
    place.delete()
    person.until(lambda: len(place.table.ids) == 2)


def test_categories_come_and_go(place, person, app, monkeypatch) -> None:
    tree = place.directory.categories
    monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_words: "Опт")
    next(one for one in place.commands() if one.id == "category.new").run()
    person.until(lambda: "Опт" in [tree.tree.item(i, "text") for i in tree.tree.get_children()])
    item = next(i for i in tree.tree.get_children() if tree.tree.item(i, "text") == "Опт")
    tree.tree.selection_set(item)
    person.until(lambda: len(place.table.ids) == 0)
    monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_words: "Розница")
    next(one for one in place.commands() if one.id == "category.rename").run()
    person.until(lambda: app.services.notices.shown, "there is one of that name")
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_w, **_m: True)
    next(one for one in place.commands() if one.id == "category.delete").run()
    person.until(lambda: not tree.tree.exists(item))


def test_sorting_is_by_what_one_clicks(place, person) -> None:
    place.table.header.sort("balance", descending=True)
    person.until(lambda: len(place.table.ids) == 3)
    place.table.header.sort("name", descending=True)
    person.until(lambda: cell(place, 0, 1) == "Иванов Иван")
