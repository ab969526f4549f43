"""How mailings go on: what the window and the command line show while something is sent."""

import math
from dataclasses import dataclass, replace

from depesha.api.i18n import _
from depesha.delivery.forecast import by_pace, forecast
from depesha.delivery.office import Office
from depesha.delivery.ways import Way, way_of
from depesha.domain import reasons
from depesha.domain.errors import DepeshaError
from depesha.domain.states import MailingState, totals
from depesha.store import holds, mailing_list, mailings
from depesha.store.database import Connection
from depesha.store.holds import Hold
from depesha.store.mailings import Mailing

FORESEEN = 15.0
"""Seconds for which a forecast is good enough."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One mailing at one moment. Moments are epoch seconds."""

    mailing: Mailing
    counts: dict[str, int]
    """The nine totals of `domain.states.TOTALS`."""
    seen_at: float
    finish_at: float | None = None
    """Forecast; None where it is over or nobody can tell."""
    holds: tuple[Hold, ...] = ()
    """The accounts for which it waits."""

    @property
    def total(self) -> int:
        """How many people are to get it; those left out before, and in reserve, do not count."""
        return sum(self.counts.values()) - self.counts["skipped"] - self.counts["reserved"]

    @property
    def left(self) -> int:
        """How many of them are still to be sent."""
        return self.counts["queued"] + self.counts["waiting"]

    @property
    def done(self) -> int:
        """How many of them are through, well or not."""
        return self.total - self.left

    @property
    def over(self) -> bool:
        """Whether nothing more will be sent by itself, whatever a person does not do."""
        return self.mailing.state in {MailingState.DONE, MailingState.STOPPED}

    @property
    def to_come(self) -> bool:
        """Whether it is scheduled and its time has not come."""
        return self.mailing.state == MailingState.RUNNING and self.mailing.start_at > self.seen_at


def progress_of(office: Office, mailing: Mailing) -> Progress:
    """Where the mailing stands."""
    c, now = office.database.reader, office.clock.now()
    counts = totals(mailings.counts(c, mailing.id))
    return Progress(mailing, counts, now, holds=tuple(waiting_for(c, mailing, now)))


class Watch:
    """Looks at all mailings that are not over, whichever process sends them. For one thread at a
    time."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._ways: dict[int, Way | None] = {}
        self._foreseen: dict[int, tuple[float, float | None]] = {}

    def look(self) -> tuple[Progress, ...]:
        """The mailings that run, wait, rest or are scheduled, the oldest first."""
        found = []
        for mailing in mailing_list.unfinished(self._office.database.reader):
            progress = progress_of(self._office, mailing)
            found.append(replace(progress, finish_at=self._forecast(progress)))
        return tuple(found)

    def _forecast(self, progress: Progress) -> float | None:
        mailing = progress.mailing
        if mailing.state != MailingState.RUNNING:
            return None
        at, known = self._foreseen.get(mailing.id, (-math.inf, None))
        if 0 <= progress.seen_at - at < FORESEEN:
            return known
        found = self._foresee(progress)
        self._foreseen[mailing.id] = (progress.seen_at, found)
        return found

    def _foresee(self, progress: Progress) -> float | None:
        way = self._way(progress.mailing)
        if way is None:
            return None
        c, clock = self._office.database.reader, self._office.clock
        begin = max(progress.seen_at, progress.mailing.start_at)
        found = forecast(c, way, clock, progress.left, begin)
        if found is None and not progress.to_come:
            found = by_pace(c, way, clock, progress.left)
        return found

    def _way(self, mailing: Mailing) -> Way | None:
        if mailing.id not in self._ways:
            office = self._office
            try:
                channel = office.channel(mailing.channel)
                self._ways[mailing.id] = way_of(office.accounts, channel, mailing.account, ())
            except DepeshaError:  # what is wrong with the account is the engine's to say
                self._ways[mailing.id] = None
        return self._ways[mailing.id]


def waiting_for(c: Connection, mailing: Mailing, now: float) -> list[Hold]:
    """The accounts for which a mailing that is under way waits."""
    if mailing.state != MailingState.RUNNING:
        return []
    name = f"{mailing.channel}.{mailing.account}" if mailing.account else ""
    return [
        hold
        for hold in holds.of_channel(c, mailing.channel)
        if name in {"", hold.account} and (hold.until or math.inf) > now
    ]


def hold_text(hold: Hold) -> str:
    """Why an account does not send, the server's words, and the cure."""
    parts = [reasons.title(hold.reason), hold.answer, hold.cure or reasons.cure(hold.reason)]
    return " — ".join(part for part in parts if part)


def wait_text(office: Office, hold: Hold) -> str:
    """One sentence on an account that waits, and until when."""
    if hold.until is None:
        return _("{account}: {reason}").format(account=hold.account, reason=hold_text(hold))
    return _("{account} waits until {moment}: {reason}").format(
        account=hold.account,
        moment=f"{office.clock.local(hold.until):%d.%m.%Y %H:%M:%S}",
        reason=hold_text(hold),
    )
