"""Documents go to their own contact, with their files, and to nobody else."""

import pytest

from depesha.domain.errors import InputError
from depesha.ui.documents.contacting import MOST, document_contact, parcel_of, send_documents


def test_a_letter_with_the_files(app, person, papers):
    send_documents(app.services, [papers["ЗК-1"]])
    person.until(lambda: app.services.tabs.front.startswith("message:"), "the editor")
    composition = app.services.tabs.view(app.services.tabs.front).composition()
    assert composition.subject == "Documents: ЗК-1"
    assert composition.attachments[0].endswith("счёт.pdf")
    assert len(composition.people.contacts) == 1
    assert composition.document_id == papers["ЗК-1"]


def test_what_is_not_sent(app, papers):
    c = app.services.office.database.reader
    for numbers, word in (
        (("ЗК-1", "ЗК-3"), "several contacts"),
        (("ЗК-3",), "No files"),
        (("ЗК-1", "ЗК-2"), "not there any more: /no.pdf"),
    ):
        with pytest.raises(InputError, match=word):
            parcel_of(c, [papers[number] for number in numbers])
    with pytest.raises(InputError, match="At most"):
        parcel_of(c, range(MOST + 1))


def test_the_reason_is_shown_in_the_window(app, person, papers):
    send_documents(app.services, [papers["ЗК-3"]])
    person.until(lambda: app.services.notices.shown, "the word about it")
    assert "No files" in app.services.notices.shown[0].text


def test_the_menu_has_all_ways(app):
    from array import array

    none = array("q")
    command = document_contact(app.services, lambda: none, lambda: none, lambda: False)
    assert [one.id for one in command.children][-2:] == ["documents.notify", "documents.send"]
    assert {"contact.call", "contact.write.email"} <= {one.id for one in command.children}
    assert not any(one.enabled() for one in command.children)
