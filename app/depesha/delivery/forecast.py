"""When a mailing will be through: from the limits of its accounts and the channel's quiet hours."""

import math

from depesha.delivery.clock import Clock
from depesha.delivery.ways import Way
from depesha.domain.pacing import DAY, MINUTE, Pace, limits_of
from depesha.store import ledger
from depesha.store.database import Connection

FEW = 5
"""Messages that must have started in the last minute to tell the pace by them."""


def forecast(c: Connection, way: Way, clock: Clock, count: int, begin: float) -> float | None:
    """When `count` messages will have started, the first not before `begin`; None where nothing
    limits the accounts."""
    paces = []
    for account, settings in way.accounts:
        limits = limits_of(settings)
        if not limits and not settings.gap:
            return None
        history = ledger.usage(c, account, clock.now() - DAY)
        paces.append(Pace(limits, settings.gap, history))
    share = math.ceil(count / len(paces))
    finish = max(pace.forecast(share, begin) for pace in paces)
    return way.quiet.after_work(clock.local(begin), finish - begin).timestamp()


def by_pace(c: Connection, way: Way, clock: Clock, count: int) -> float | None:
    """When `count` messages more will be through at the pace of the last minute; None where too
    few have gone to tell."""
    now = clock.now()
    starts = [at for account, _one in way.accounts for at in ledger.usage(c, account, now - MINUTE)]
    if len(starts) < FEW or now <= min(starts):
        return None
    return now + count * (now - min(starts)) / len(starts)
