"""Asks providers what became of messages, at growing intervals, until they say or two days pass."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from depesha.api.channel import Pending, PollsStatus, StatusReport
from depesha.api.fate import Fate
from depesha.api.reasons import Reason
from depesha.delivery.accounts import Accounts
from depesha.delivery.clock import Clock
from depesha.delivery.keys import message_key
from depesha.delivery.outcome import Scrubber, amount, whole_number
from depesha.domain.errors import DepeshaError
from depesha.domain.states import State, after_report
from depesha.store import status
from depesha.store.database import Database
from depesha.store.status import Due, News

INTERVALS = ((300.0, 60.0), (1800.0, 300.0), (7200.0, 900.0), (172800.0, 3600.0))
"""Up to this age of the message in seconds: ask again after so many seconds. Older: no more."""


def next_poll(age: float, now: float) -> float | None:
    """When to ask again of a message that has been accepted for `age` seconds; None: no more."""
    for up_to, interval in INTERVALS:
        if age < up_to:
            return now + interval
    return None


def poll(database: Database, accounts: Accounts, clock: Clock) -> int:
    """Ask for everything that is due. Returns how many deliveries changed.

    An account that cannot be opened is asked again later; nothing is lost by that.
    """
    changed = 0
    asked: set[int] = set()
    while waiting := [
        one for one in status.due(database.reader, clock.now()) if one.id not in asked
    ]:
        asked.update(one.id for one in waiting)
        changed += _ask_for(database, accounts, clock, waiting)
    return changed


def ask_now(database: Database, accounts: Accounts, clock: Clock) -> tuple[int, int]:
    """Ask for all that is pending, due or not: a person wants to know. Returns of how many was
    asked, and how many changed."""
    with database.write() as c:
        asked = status.hasten(c, clock.now())
    return asked, poll(database, accounts, clock)


def _ask_for(database: Database, accounts: Accounts, clock: Clock, waiting: Sequence[Due]) -> int:
    by_account: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for one in waiting:
        by_account[one.channel, one.account.partition(".")[2]].append(one)
    changed = 0
    for (channel, name), theirs in by_account.items():
        news = _ask(accounts, channel, name, theirs, clock)
        with database.write() as c:
            changed += status.tell(c, news, clock.now())
    return changed


def _ask(
    accounts: Accounts, channel: str, name: str, waiting: Sequence[Due], clock: Clock
) -> list[News]:
    now = clock.now()
    try:
        account = accounts.open(channel, name)
    except DepeshaError:
        return [_unchanged(one, now) for one in waiting]
    pending = [Pending(_key(one), one.provider_id, one.address, one.since) for one in waiting]
    reports: dict[str, StatusReport] = {}
    # Whatever breaks while asking: what was not answered is asked again.
    with suppress(Exception), account.connect() as session:
        if not isinstance(session, PollsStatus):
            return [News(one.id, one.round, one.state, one.state) for one in waiting]
        for report in session.poll_status(pending):
            if isinstance(report, StatusReport) and isinstance(report.fate, Fate):
                reports[report.key] = report
    scrub = Scrubber(account.settings)
    return [
        _judge(one, reports[_key(one)], now, scrub)
        if _key(one) in reports
        else _unchanged(one, now)
        for one in waiting
    ]


def _key(one: Due) -> str:
    return message_key(one.mailing_key, one.id, one.round)


def _unchanged(one: Due, now: float) -> News:
    next_at = next_poll(now - one.since, now)
    return News(one.id, one.round, one.state, one.state, next_at=next_at)


def _judge(one: Due, report: StatusReport, now: float, scrub: Scrubber) -> News:
    state = after_report(one.state, report.fate)
    reason = scrub(report.reason)
    if report.fate is Fate.NOT_FOUND and state is State.FAILED:
        reason = Reason.NEVER_ARRIVED
    final = state not in {State.ACCEPTED, State.UNKNOWN}
    return News(
        one.id, one.round, one.state, state, reason, scrub(report.answer),
        whole_number(report.parts), amount(report.cost),
        None if final else next_poll(now - one.since, now),
    )  # fmt: skip
