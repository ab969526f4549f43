"""*Notify the customer* of a document: a text about it from the templates, in an editor."""

import re
from array import array
from collections.abc import Sequence

from depesha.api.i18n import _
from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Document
from depesha.store.database import Connection
from depesha.ui.documents.contacting import CHANNEL
from depesha.ui.services import Services
from depesha.ui.templates.gallery import Taken, choose_template
from depesha.ui.templates.shelf import Entry

_ABOUT = re.compile(r"\{[^{}]*\b(?:document|документ)\s*\.", re.IGNORECASE)
"""A macro of a document, in either language, in braces of any kind."""


def notify(services: Services, ids: Sequence[int]) -> None:
    """Let a person choose a text about the document, and open it to the document's contact."""
    database, root = services.office.database, services.root

    def choose(found: tuple[Document, Contact]) -> None:
        # Not from within the bridge: what the dialog itself asks for comes by it.
        root.after_idle(lambda: _choose(services, *found))

    services.bridge.run(lambda: document_of(database.reader, ids), choose)


def document_of(c: Connection, ids: Sequence[int]) -> tuple[Document, Contact]:
    """The one document with its contact. Raises InputError for several: each has a text of its
    own."""
    from depesha.store import contacts, documents

    if len(ids) != 1:
        raise InputError(_("Choose one document: its customer is told about it alone."))
    found = documents.get(c, ids[0])
    contact = contacts.get(c, found.contact_id) if found is not None else None
    if found is None or contact is None:
        raise InputError(_("This document is gone."))
    return found, contact


def about_document(entry: Entry) -> bool:
    """Whether a template is about a document."""
    one = entry.template
    return one is not None and _ABOUT.search(f"{one.subject}\n{one.body}") is not None


def channel_for(taken: Taken, contact: Contact, known: Sequence[str]) -> str:
    """The template's own channel, else the one that the contact prefers, else e-mail, which alone
    takes whole pages."""
    preferred = () if taken.template.format == "html" else contact.preferred_channels
    wanted = (taken.template.channel, *preferred, CHANNEL)
    return next((id_ for id_ in wanted if id_ in known), CHANNEL)


def _choose(services: Services, document: Document, contact: Contact) -> None:
    from depesha.ui.editor import opening

    # The text that was taken for such a document last is at hand for the next one.
    key = f"notify.{document.type}.{document.state}"
    last = services.remembered.get(key, "")
    taken = choose_template(services, services.root, "", about_document, last)
    if taken is None:
        return
    services.remembered.set(key, taken.template.title or taken.name)
    template = taken.template
    composition = Composition(
        channel=channel_for(taken, contact, list(services.office.host.channels())),
        body=template.body, format=template.format, title=template.title,
        subject=template.subject, template=taken.name,
        people=Selection(contacts=array("q", [contact.id])), document_id=document.id,
    )  # fmt: skip
    opening.open_draft(services, Draft(composition))
