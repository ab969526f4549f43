"""What a person composed, and what sending makes of it: the one way for command line and window."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.delivery import funds
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.clock import Clock
from depesha.delivery.moments import moment
from depesha.delivery.office import Office
from depesha.delivery.people import Lookup
from depesha.delivery.plan import Planner, Sheet
from depesha.delivery.selection import Selection
from depesha.delivery.ways import Way, way_of
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.domain.segments import Spelling
from depesha.domain.states import Mode
from depesha.render.template import Format
from depesha.store import documents, employees
from depesha.store.mailings import Mailing

LATE = 900.0
"""Seconds by which a planned start may be missed without asking."""

PAST = 60.0
"""Seconds: whoever names the minute that just began means now."""

_TITLE = 60
"""Letters of the text that stand for a title where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Composition:
    """A text, its parameters and its people, as an editor or the command line leaves them."""

    channel: str
    """The channel's id."""
    body: str
    format: Format = "simple"
    account: str = ""
    """The account's name, or empty for any account of the channel."""
    title: str = ""
    """What the mailing is called; empty for its subject or the beginning of its text."""
    subject: str = ""
    attachments: tuple[str, ...] = ()
    """Absolute paths; macros allowed."""
    pictures: tuple[Picture, ...] = ()
    """Shown by `<img src="cid:…">` in the body."""
    people: Selection = field(default_factory=Selection)
    document_id: int | None = None
    """The document it is about: for the macros of a document, and the journal."""
    template: str = ""
    """The template it was made from; for the journal."""
    start_at: float | None = None
    """Epoch seconds; None for now."""
    spelling: Spelling = Spelling.AS_TYPED
    """In which letters an SMS leaves."""
    rehearsal: bool = False
    """Nothing leaves, whatever the channel's mode."""


@dataclass(frozen=True, slots=True)
class Route:
    """How a composition will go out."""

    mode: Mode
    account: str
    """As a mailing names it: empty for any account."""
    way: Way


def route_of(office: Office, composition: Composition) -> Route:
    """The way that the settings give it.

    Raises NotConfiguredError where the channel is off or an account is not filled in, and
    InputError for a channel or an account that there is not.
    """
    channel = office.channel(composition.channel)
    mode = mode_of(office, channel, rehearsal=composition.rehearsal)
    account = REHEARSAL
    if mode is not Mode.TEST:
        account = composition.account
        office.account_names(channel.id, account)
    way = way_of(office.accounts, channel, account, office.host.checks(channel.id))
    return Route(mode, account, way)


def mode_of(office: Office, channel: type[Channel[Any]], *, rehearsal: bool = False) -> Mode:
    """Whether messages leave. Raises NotConfiguredError where the channel is off."""
    mode = Mode(office.settings.channel(channel.id).mode)
    if rehearsal:
        return Mode.TEST
    if mode is Mode.OFF:
        raise NotConfiguredError(
            _(
                "{channel} is not switched on. Fill in its account, then: depesha settings set"
                " {channel}.mode=on"
            ).format(channel=channel.id)
        )
    return mode


def mailing_of(
    composition: Composition,
    clock: Clock,
    mode: Mode = Mode.TEST,
    account: str = "",
    *,
    author: str = "",
) -> Mailing:
    """The mailing, not yet stored; without a mode it is good for a preview alone."""
    now = clock.now()
    start = composition.start_at
    return Mailing(
        key="",
        channel=composition.channel,
        account=account,
        mode=mode,
        title=composition.title or composition.subject or composition.body[:_TITLE].strip(),
        author=author,
        template=composition.template,
        subject=composition.subject,
        body=composition.body,
        format=composition.format,
        attachments=composition.attachments,
        spelling=composition.spelling,
        created_at=now,
        start_at=now if start is None else start,
        latest_start=None if start is None else start + LATE,
    )


def check(composition: Composition) -> None:
    """Raise InputError where there is nobody to write to, or nothing to say."""
    if not composition.people:
        raise InputError(_("Nobody is chosen yet."))
    if not (composition.body.strip() or composition.attachments or composition.pictures):
        raise InputError(_("The text is empty."))


def plan(
    office: Office,
    composition: Composition,
    progress: Callable[[int], None] = lambda _done: None,
) -> Sheet:
    """The pre-flight sheet; its mailing is a draft in the ledger, to be released or discarded.

    Raises what `check`, `route_of` and `Planner.plan` raise.
    """
    check(composition)
    route = route_of(office, composition)
    mailing = mailing_of(
        composition, office.clock, route.mode, route.account, author=author_of(office)
    )
    planner = Planner(office.database, lookup_of(office, composition), office.clock)
    sheet = planner.plan(mailing, composition.pictures, composition.people, route.way, progress)
    if route.mode is not Mode.ON or not route.way.channel.metered:
        return sheet
    accounts = [id_ for id_, _settings in route.way.accounts]
    more = funds.warnings(office, accounts, sheet.cost)
    return replace(sheet, warnings=(*sheet.warnings, *more))


def lookup_of(office: Office, composition: Composition) -> Lookup:
    """What macros need beyond the person's card: the document too, where there is one."""
    c = office.database.reader
    document = documents.get(c, composition.document_id) if composition.document_id else None
    if document is None:
        return office.lookup
    title = documents.types(c).get(document.type, document.type)
    return replace(office.lookup, document=document, document_type=title)


def start_of(text: str, clock: Clock) -> float:
    """The start that a person typed, in epoch seconds. Raises InputError for one that is past."""
    start = moment(text, clock)
    if start < clock.now() - PAST:
        raise InputError(_("“{text}” is past; name a time to come.").format(text=text))
    return start


def author_of(office: Office) -> str:
    """Who writes: the employee who works here, else the system's user."""
    who = office.settings.access.who
    for employee in employees.everybody(office.database.reader) if who else ():
        if employee.code == who:
            return employee.name
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return ""  # a user whom the system has no name for, as in a container
