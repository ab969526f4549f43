"""Categories, search and table together."""


def test_a_fixed_filter_and_a_word_narrow_together(place, person) -> None:
    directory = place.directory
    directory.categories.tree.selection_set("banks")
    person.until(lambda: len(directory.table.ids) == 1)
    assert directory.wanted.group == "banks"
    directory.typed.set("елкин")
    person.until(lambda: len(directory.table.ids) == 0)
    directory.categories.tree.selection_set("all")
    person.until(lambda: len(directory.table.ids) == 1)


def test_what_is_chosen_stays_when_it_is_read_anew(place, person, app) -> None:
    place.table.picking.select(1)
    chosen = list(place.table.selected)
    place.reload()
    person.until(lambda: app.services.bridge.idle)
    assert list(place.table.selected) == chosen
