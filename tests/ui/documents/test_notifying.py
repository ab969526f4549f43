"""A customer is told of a document, by a text that has its macros."""

from dataclasses import replace

import pytest

from depesha.domain.errors import InputError
from depesha.domain.people import Contact
from depesha.render.files import Template
from depesha.ui.documents.notifying import about_document, channel_for, document_of, notify
from depesha.ui.templates.gallery import Gallery, Taken
from depesha.ui.templates.shelf import Entry


def gallery_of(app):
    return next((one for one in app.root.winfo_children() if isinstance(one, Gallery)), None)


@pytest.fixture
def take(app):
    """Marks a template in the gallery as soon as it is there, and takes it; tells what was offered,
    the one that was marked first."""
    offered: list[str] = []

    def press(title: str) -> None:
        gallery = gallery_of(app)
        if gallery is None or gallery.browser.marked is None:
            app.root.after(20, press, title)
            return
        shown = gallery.browser._shown
        titles = {one.title: iid for iid, one in shown.items()}
        offered[:] = [gallery.browser.marked.title, *titles]
        if title not in titles:
            gallery.close(None)
            return
        gallery.browser.list.selection_set(titles[title])
        gallery.after_idle(gallery._take)

    def begin(title: str) -> list[str]:
        app.root.after(20, press, title)
        return offered

    return begin


def test_the_editor_has_the_text_the_contact_and_the_document(app, person, papers, take) -> None:
    offered = take("Order ready for pick-up")
    notify(app.services, [papers["ЗК-1"]])
    person.until(lambda: app.services.tabs.front.startswith("message:"), "the editor")
    editor = app.services.tabs.view(app.services.tabs.front)
    one = editor.composition()
    assert "{DOCUMENT.NUMBER}" in one.subject
    assert one.document_id == papers["ЗК-1"]
    assert len(one.people.contacts) == 1
    assert one.channel == "email"
    assert one.template == "order-ready"
    assert "Price list" not in offered
    assert "Payment received" in offered


def test_the_next_document_of_that_state_has_the_text_at_hand(app, person, papers, take) -> None:
    for title in ("Payment received", "Payment received"):
        offered = take(title)
        before = app.services.tabs.front
        notify(app.services, [papers["ЗК-2"]])
        person.until(lambda before=before: app.services.tabs.front != before, "the editor")
    assert offered[0] == "Payment received"


def test_nothing_is_opened_where_nothing_is_chosen(app, person, papers) -> None:
    def leave() -> None:
        gallery = gallery_of(app)
        gallery.close(None) if gallery else app.root.after(20, leave)

    front = app.services.tabs.front
    app.root.after(20, leave)
    notify(app.services, [papers["ЗК-1"]])
    person.until(lambda: gallery_of(app) is None and app.services.bridge.idle)
    assert app.services.tabs.front == front


def test_one_document_at_a_time(app, papers) -> None:
    c = app.services.office.database.reader
    with pytest.raises(InputError, match="Choose one document"):
        document_of(c, [papers["ЗК-1"], papers["ЗК-2"]])
    with pytest.raises(InputError, match="gone"):
        document_of(c, [99])


@pytest.mark.parametrize(
    ("body", "subject", "about"),
    [
        ("Заказ {ДОКУМЕНТ.НОМЕР} готов", "", True),
        ("готов", "{document.number|–}", True),
        ("{% if DOCUMENT.NUMBER %}№{% endif %}", "", True),
        ("Вот Ваш документ. {КЛИЕНТ.ИМЯ}", "", False),
        ("{КЛИЕНТ.ИМЯ}", "", False),
    ],
)
def test_which_templates_are_about_documents(body: str, subject: str, about) -> None:
    assert about_document(Entry("x", "x", Template(body=body, subject=subject))) is about
    assert not about_document(Entry("x", "x", None))


def test_the_channel_is_the_templates_or_the_contacts() -> None:
    known = ["email", "sms", "telegram"]
    taken = Taken(Template(body="x"), "x")
    anna = Contact(name="Анна", preferred_channels=("pigeon", "sms", "email"))
    assert channel_for(taken, anna, known) == "sms"
    assert channel_for(taken, Contact(name="Борис"), known) == "email"
    own = Taken(replace(taken.template, channel="telegram"), "x")
    assert channel_for(own, anna, known) == "telegram"
    page = Taken(replace(taken.template, format="html"), "x")
    assert channel_for(page, anna, known) == "email"
