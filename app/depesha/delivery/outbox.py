"""Into the outbox without the pre-flight sheet: a test message to an address of one's own, and a
mailing that waits there for a person's word."""

from dataclasses import replace

from depesha.api.i18n import _
from depesha.api.message import Message
from depesha.delivery.composer import CannotComposeError, Composer
from depesha.delivery.composition import (
    Composition,
    Route,
    author_of,
    check,
    lookup_of,
    mailing_of,
    plan,
    route_of,
)
from depesha.delivery.keys import new_mailing_key
from depesha.delivery.office import Office
from depesha.delivery.outcome import one_line
from depesha.delivery.plan import Sheet, finding_of
from depesha.domain import reasons
from depesha.domain.errors import InputError
from depesha.domain.people import Employee, Person
from depesha.domain.rights import Right
from depesha.domain.states import MailingState
from depesha.render import values
from depesha.store import mailings
from depesha.store.mailings import Mailing, Planned


def send_trial(office: Office, composition: Composition, typed: str) -> Mailing:
    """Put one message into the outbox, to the typed address; returns its mailing.

    Raises InputError where the address is none or the message cannot be made, NotAllowedError, and
    what `route_of` raises.
    """
    office.rights.require(Right.SEND)
    check(composition)
    route = route_of(office, composition)
    address = _address(route, typed)
    c = office.database.reader
    person = composition.people.at(c, 0)
    if person is None:
        raise InputError(_("The first of the chosen people is no longer in the directory."))
    mailing = replace(
        mailing_of(
            replace(composition, start_at=None),
            office.clock,
            route.mode,
            route.account,
            author=author_of(office),
        ),
        key=new_mailing_key(),
        fields=office.lookup.custom_fields(c),
    )
    mailing = replace(mailing, title=_("Test: {title}").format(title=mailing.title))
    planned = _planned(office, composition, mailing, route, person, address)
    now = office.clock.now()
    with office.database.write() as writing:
        mailing = replace(mailing, id=mailings.insert(writing, mailing, composition.pictures))
        mailings.add(writing, mailing.id, 1, [planned], now)
        mailings.release(writing, mailing.id, now)
    return mailing


def put_aside(office: Office, composition: Composition) -> Sheet:
    """Plan it and leave it in the outbox, paused: it goes when a person resumes it.

    Raises what `plan` raises, NotAllowedError, and InputError where nobody would get it.
    """
    office.rights.require(Right.SEND)
    sheet = plan(office, composition)
    with office.database.write() as c:
        if not sheet.ready:
            mailings.discard(c, sheet.mailing.id)
        else:
            mailings.release(c, sheet.mailing.id, office.clock.now())
            mailings.set_state(c, sheet.mailing.id, MailingState.PAUSED, [MailingState.RUNNING])
    if not sheet.ready:
        raise InputError(_("Nobody would get this message; nothing was sent."))
    return sheet


def _address(route: Route, typed: str) -> str:
    try:
        return one_line(route.way.channel.address(typed.strip()))
    except ValueError as error:
        raise InputError(str(error)) from error


def _planned(
    office: Office, composition: Composition, mailing: Mailing, route: Route, person: Person,
    address: str,
) -> Planned:  # fmt: skip
    c, today = office.database.reader, office.clock.local(office.clock.now()).date()
    composer = Composer(mailing, route.way.channel, composition.pictures)
    lookup = lookup_of(office, composition)
    data = values.narrow(lookup.values(c, person, today), composer.used)
    try:
        message = composer.compose("trial", address, person.shown_name, data)
    except CannotComposeError as error:
        raise InputError(f"{reasons.title(error.reason)} — {error.detail}") from error
    _judge(message, route)
    return Planned(
        person_kind="employee" if isinstance(person, Employee) else "contact",
        person_id=person.id,
        code=person.code,
        name=person.shown_name,
        address=address,
        document=lookup.reference(person),
        data=values.dumps(data),
    )


def _judge(message: Message, route: Route) -> None:
    for one in route.way.checks:
        if (finding := finding_of(one, message, route.way.settings)) is not None:
            said = " — ".join(filter(None, (reasons.title(finding.reason), finding.detail)))
            raise InputError(said)
