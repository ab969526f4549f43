"""A mailing that was, as a composition to be sent once more, to all or to those it missed."""

from array import array
from collections.abc import Iterable

from depesha.delivery.composition import Composition
from depesha.delivery.office import Office
from depesha.delivery.selection import Selection
from depesha.domain.segments import Spelling
from depesha.domain.states import State
from depesha.render.template import Format
from depesha.store import documents, journal, mailings
from depesha.store.database import Connection
from depesha.store.journal import Filter
from depesha.store.mailings import Mailing


def people_of(c: Connection, wanted: Filter) -> Selection:
    """The people of the matching deliveries, each once, in their order."""
    contacts: dict[int, None] = {}
    employees: dict[int, None] = {}
    for kind, person_id in journal.people(c, wanted):
        (employees if kind == "employee" else contacts)[person_id] = None
    return Selection(array("q", contacts), array("q", employees))


def copy_of(office: Office, mailing: Mailing, states: Iterable[State] = ()) -> Composition:
    """The mailing's text with its people in `states`, or with all of them, and its document."""
    c = office.database.reader
    people = people_of(c, Filter(mailing_id=mailing.id, states=tuple(states), drafts=True))
    body_format: Format = "html" if mailing.format == "html" else "simple"
    return Composition(
        channel=mailing.channel, body=mailing.body, format=body_format, title=mailing.title,
        subject=mailing.subject, attachments=mailing.attachments, people=people,
        pictures=mailings.pictures(c, mailing.id), template=mailing.template,
        spelling=Spelling(mailing.spelling),
        document_id=_document_of(office, mailing),
    )  # fmt: skip


def _document_of(office: Office, mailing: Mailing) -> int | None:
    """Whoever is copied, the text may have the macros of the document that it was about."""
    c = office.database.reader
    found = journal.about(c, mailing.id)
    if found is None:
        return None
    reference, contact_id = found
    day = office.clock.local(mailing.created_at).date()
    return documents.referred(c, reference, contact_id, day)
