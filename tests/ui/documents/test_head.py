"""The head of a document in words."""

from depesha.store import document_list
from depesha.ui.documents.head import TITLES, DocumentHead, head_of


def test_values_stand_in_fields_that_can_be_copied(app, person, papers):
    (row,) = document_list.page(app.services.office.database.reader, [papers["ЗК-1"]])
    head = head_of(row, "Customer orders")
    assert set(head) == {*TITLES, "comment"}
    shown = DocumentHead(app.root, app.services.theme)
    shown.show(head)
    assert shown.values["number"].get() == "ЗК-1"
    assert shown.values["amount"].get() == "1350,00"
    assert shown.values["date"].get() == "01.11.2026"
