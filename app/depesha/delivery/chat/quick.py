"""Quick answers: a template filled in for the person of a chat, as a text to go on writing."""

import html

from depesha.api.message import Style
from depesha.delivery.chat import people
from depesha.delivery.office import Office
from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Person
from depesha.render import template
from depesha.render.files import Template
from depesha.render.problems import RenderError
from depesha.store.chats import Chat


def filled_in(office: Office, chat: Chat, chosen: Template) -> str:
    """The text with this person's values; those that are not known are left empty. Raises
    InputError where it cannot be filled in."""
    c = office.database.reader
    known = people.get(c, (chat.person_kind, chat.person_id)) if chat.person_kind else None
    person: Person = known or Contact(name=chat.shown_name, mobile_phone=chat.shown_phone)
    source = template.Source(body=chosen.body, format=chosen.format)
    try:
        compiled = template.compile(source, Style.TAGS, office.lookup.custom_fields(c))
        today = office.clock.local(office.clock.now()).date()
        rendered = compiled.render(office.lookup.values(c, person, today))
    except RenderError as error:
        raise InputError(str(error)) from error
    return html.unescape(rendered.html).strip()
