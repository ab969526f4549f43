"""The groups and their people."""

from depesha.domain.people import Contact
from depesha.store import contacts


def rows(view, number):
    return view.sheet.groups.people.tree.item(str(number), "values")


def test_those_who_do_not_get_it_are_shown_first(sheet):
    view = sheet()
    groups = view.sheet.groups
    assert groups.line.reason == "no_address"
    assert rows(view, 0)[0] == "Глеб"
    assert groups.card.winfo_ismapped()
    assert not groups.text.winfo_ismapped()


def test_the_others_are_a_key_away(sheet, person):
    view = sheet()
    person.focus(view.sheet.groups.list)
    person.keys("Up")
    person.until(lambda: len(view.sheet.groups.people.ids) == 3, "those who get it")
    assert not view.sheet.groups.card.winfo_ismapped()


def test_all_of_a_large_group_can_be_seen(office, sheet, people):
    with office.database.write() as c:
        for n in range(300):
            contacts.insert(c, Contact(name=f"Без адреса {n}"))
    view = sheet()
    assert len(view.sheet.groups.people.ids) == 301


def test_those_without_an_address_are_written_to_by_another_channel(sheet, person, app, people):
    view = sheet(body="Привет!")
    assert view.sheet.groups.other.winfo_ismapped()
    ways = {one.id: one for one in view.sheet.groups.ways()}
    assert "preflight.other.email" not in ways
    ways["preflight.other.sms"].run()

    def editors():
        return [w for w in app.root.winfo_children() if type(w).__name__ == "EditorWindow"]

    person.until(lambda: editors() and editors()[0].editor.composition().body, "the editor")
    composition = editors()[0].editor.composition()
    assert (composition.channel, composition.body) == ("sms", "Привет!")
    assert composition.people.contacts.tolist() == [people[3]]
    editors()[0].destroy()
