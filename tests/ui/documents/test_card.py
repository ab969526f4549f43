"""A document's card: lines, files, and what was sent about it."""

from depesha.store import documents


def test_lines_and_files(app, person, papers):
    app.services.doors.document(papers["ЗК-1"])
    key = f"document:{papers['ЗК-1']}"
    card = app.services.tabs.view(key)
    person.until(card.lines.get_children, "the lines")
    values = card.lines.item(card.lines.get_children()[0], "values")
    assert values == ("OC90", "Фильтр", "2,5", "540,00", "1350,00", "")
    assert card.files.tree.item("0", "values")[0] == "счёт.pdf"
    assert card.head.values["contact"].get() == "Анна"
    assert card.journal.wanted.document == "order ЗК-1"
    card.notebook.select(card.journal)
    person.until(lambda: app.services.bridge.idle, "the journal")
    assert len(card.journal.table.ids) == 0


def test_its_contact_is_a_click_away(app, person, papers):
    app.services.doors.document(papers["ЗК-3"])
    card = app.services.tabs.view(f"document:{papers['ЗК-3']}")
    person.until(card._there, "the document")
    next(one for one in card.commands() if one.id == "document.contact").run()
    assert app.services.tabs.front == "contact:2"


def test_a_document_that_is_gone(app, person, papers):
    app.services.doors.document(999)
    person.until(lambda: app.services.notices.shown, "the word about it")
    assert app.services.notices.shown[0].text == "This document is gone."
    with app.services.office.database.write() as c:
        assert documents.get(c, 999) is None
