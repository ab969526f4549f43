"""From a text and a choice of people to a planned mailing: everybody in it, or left out with a
reason, before anything leaves.

The plan is written into the ledger as a draft a few hundred people at a time; the pre-flight sheet
is a question to the ledger. So memory does not grow with the number of people, and what is sent is
what was shown.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from depesha.api.channel import Channel
from depesha.api.checks import Finding, MessageCheck
from depesha.api.message import Message, Picture
from depesha.api.reasons import Reason
from depesha.api.settings import AccountSettings
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.clock import Clock
from depesha.delivery.composer import CannotComposeError, Composer
from depesha.delivery.forecast import forecast
from depesha.delivery.keys import new_mailing_key
from depesha.delivery.outcome import describe, one_line
from depesha.delivery.people import Lookup
from depesha.delivery.selection import Selection
from depesha.delivery.ways import Way
from depesha.domain import segments
from depesha.domain.people import Blocked, Contact, Employee, Person, address_of
from depesha.domain.states import Mode
from depesha.render import values
from depesha.store import journal, mailings, suppressions
from depesha.store.database import Connection, Database
from depesha.store.mailings import Mailing, Planned

MAX_PARTS = 10
"""SMS parts of one message: longer ones are refused by gateways, and never meant."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pre-flight sheet: what will happen."""

    mailing: Mailing
    chosen: int
    ready: int
    groups: tuple[journal.Group, ...]
    parts: int
    cost: Decimal
    finish_at: float | None
    """Forecast from the accounts' limits; None where they have none."""
    warnings: tuple[str, ...] = ()
    """What will not look quite as it was typed; what is to be known of the accounts."""


class Planner:
    """Plans mailings; one object per office."""

    def __init__(self, database: Database, lookup: Lookup, clock: Clock) -> None:
        self._database = database
        self._lookup = lookup
        self._clock = clock

    def plan(
        self,
        mailing: Mailing,
        pictures: tuple[Picture, ...],
        people: Selection,
        way: Way,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> Sheet:
        """Plan the mailing as a draft; release or discard it afterwards.

        Raises render.TemplateError where the text cannot be compiled. Whatever is raised, also by
        `progress`, nothing of the plan is left.
        """
        if (mailing.mode == Mode.TEST) is not (mailing.account == REHEARSAL):
            raise ValueError("test mode goes through its own account, and nothing else does")
        mailing = replace(
            mailing, key=new_mailing_key(), fields=self._lookup.custom_fields(self._database.reader)
        )
        composer = Composer(mailing, way.channel, pictures)
        with self._database.write() as c:
            mailing = replace(mailing, id=mailings.insert(c, mailing, pictures))
        # A lookup of its own: a manager's phone may have changed since the last plan.
        judge = _Judge(composer, way, replace(self._lookup), self._today())
        try:
            self._add(mailing.id, people, judge, way.batch_size(len(people)), progress)
            sheet = self._sheet(mailing, way, len(people))
        except BaseException:
            with self._database.write() as c:
                mailings.discard(c, mailing.id)
            raise
        return replace(sheet, warnings=composer.warnings)

    def _add(
        self,
        mailing_id: int,
        people: Selection,
        judge: "_Judge",
        batch_size: int,
        progress: Callable[[int], None],
    ) -> None:
        done = 0
        for chunk in people.chunks(self._database.reader):
            planned = judge.judge(self._database.reader, chunk)
            with self._database.write() as c:
                mailings.add(c, mailing_id, batch_size, planned, self._clock.now())
            done += len(chunk)
            progress(done)

    def _today(self) -> dt.date:
        return self._clock.local(self._clock.now()).date()

    def _sheet(self, mailing: Mailing, way: Way, chosen: int) -> Sheet:
        c = self._database.reader
        groups = tuple(journal.skipped_groups(c, mailing.id))
        ready = sum(mailings.counts(c, mailing.id).values()) - sum(g.count for g in groups)
        parts, cost = journal.bill(c, mailing.id)
        begin = max(self._clock.now(), mailing.start_at)
        finish_at = forecast(c, way, self._clock, ready, begin)
        return Sheet(mailing, chosen, ready, groups, parts, cost, finish_at)


class _Judge:
    """Decides for each person: a message, or the reason why not."""

    def __init__(self, composer: Composer, way: Way, lookup: Lookup, today: dt.date) -> None:
        self._composer = composer
        self._way = way
        self._lookup = lookup
        self._today = today
        self._price: Decimal | None = None
        """Of a part; None until the first message is there to ask with."""

    def judge(self, c: Connection, people: Sequence[Person]) -> list[Planned]:
        channel = self._way.channel
        normal = {id(person): normal_address(channel, person) for person in people}
        addresses = [address for address, reason, _detail in normal.values() if not reason]
        suppressed = suppressions.suppressed(c, channel.id, addresses)
        opted_out = suppressions.opted_out(
            c, channel.id, [p.id for p in people if isinstance(p, Contact)]
        )
        return list(self._each(c, people, normal, suppressed, opted_out))

    def _each(
        self,
        c: Connection,
        people: Sequence[Person],
        normal: dict[int, tuple[str, str, str]],
        suppressed: set[str],
        opted_out: set[int],
    ) -> Iterator[Planned]:
        for person in people:
            address, reason, detail = normal[id(person)]
            if not reason and isinstance(person, Contact):
                if person.blocked is Blocked.FORBID:
                    reason = Reason.BLOCKED_CONTACT
                elif person.id in opted_out:
                    reason = Reason.OPTED_OUT
            if not reason and address in suppressed:
                reason = Reason.SUPPRESSED
            yield self._planned(c, person, address, reason, detail)

    def _planned(
        self, c: Connection, person: Person, address: str, reason: str, detail: str
    ) -> Planned:
        data = values.narrow(self._lookup.values(c, person, self._today), self._composer.used)
        parts = cost = None
        if not reason:
            reason, detail, parts = self._compose(person, address, data)
        if parts is not None and self._price:
            cost = self._price * parts
        return Planned(
            person_kind="employee" if isinstance(person, Employee) else "contact",
            person_id=person.id,
            code=person.code,
            name=person.shown_name,
            address=address,
            document=self._lookup.reference(person),
            data=values.dumps(data),
            parts=parts,
            cost=cost,
            reason=reason,
            detail=detail,
        )

    def _compose(
        self, person: Person, address: str, data: values.Values
    ) -> tuple[str, str, int | None]:
        """Reason, detail and SMS parts of the message as it would be sent."""
        try:
            message = self._composer.compose("preflight", address, person.shown_name, data)
        except CannotComposeError as error:
            return error.reason, error.detail, None
        for check in self._way.checks:
            if (finding := finding_of(check, message, self._way.settings)) is not None:
                return finding.reason, finding.detail, None
        if not self._way.channel.metered:
            return "", "", None
        parts = segments.count(message.text).segments
        if self._price is None:
            self._price = self._way.price or self._way.ask_price(message, parts)
        if parts > MAX_PARTS:
            return Reason.TOO_MANY_PARTS, str(parts), parts
        return "", "", parts


def finding_of(check: MessageCheck, message: Message, settings: AccountSettings) -> Finding | None:
    """What a check finds; one that breaks lets nobody through."""
    try:
        finding = check.check(message, settings)
        return finding and Finding(Reason(finding.reason), one_line(finding.detail))
    except Exception as error:  # noqa: BLE001 - a stranger's check that breaks lets nobody through
        return Finding(Reason.CONTENT, describe(error))


def normal_address(channel: type[Channel[Any]], person: Person) -> tuple[str, str, str]:
    """The address in normal form, and where there is none the reason and its detail."""
    text = address_of(person, channel.address_field)
    if not text:
        return "", channel.missing, ""
    try:
        normal = one_line(channel.address(text))
    except ValueError as error:
        return text, Reason.BAD_ADDRESS, one_line(str(error))
    except Exception as error:  # noqa: BLE001 - a stranger's fault is not the whole plan's
        return text, Reason.BAD_ADDRESS, one_line(describe(error))
    return (normal, "", "") if normal else (text, Reason.BAD_ADDRESS, "")
