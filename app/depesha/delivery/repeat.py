"""Send again: to those of a mailing whom it did not reach, or to chosen rows of the journal."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from depesha.delivery import control
from depesha.delivery.office import Office
from depesha.delivery.ways import way_of
from depesha.domain.rights import Right
from depesha.domain.states import State
from depesha.store import journal, mailings

THROUGH = (
    State.ACCEPTED, State.DELIVERED, State.READ, State.FAILED, State.BOUNCED, State.EXPIRED,
    State.UNKNOWN, State.CANCELLED,
)  # fmt: skip
"""What can be sent again row by row. Who was skipped has no message; the rest is on its way."""


def repeat(
    office: Office,
    mailing_id: int,
    states: Iterable[State] = control.RETRIED,
    only: Collection[int] | None = None,
) -> int:
    """Queue those in `states` once more, each under a new key; `only` holds ids of deliveries.
    Returns how many.

    Raises InputError where the mailing's state forbids it, NotConfiguredError where no account can
    carry it, NotAllowedError where the person who works here may not send.
    """
    office.rights.require(Right.SEND)
    wanted = tuple(states)
    c = office.database.reader
    mailing = control.mailing_of(c, mailing_id)
    way = way_of(office.accounts, office.channel(mailing.channel), mailing.account, ())
    counts = mailings.counts(c, mailing_id)
    people = len(only) if only else sum(counts.get(state, 0) for state in wanted)
    return control.retry(
        office.database, mailing_id, office.clock, states=wanted,
        batch_size=way.batch_size(people), only=only,
    )  # fmt: skip


def repeat_rows(office: Office, ids: Collection[int]) -> int:
    """Send these deliveries once more, whatever became of them. Returns how many will go; those
    that were skipped, or are still on their way, are left alone.

    Raises what `repeat` raises; the mailings before that one have been queued then.
    """
    by_mailing: dict[int, set[int]] = defaultdict(set)
    for entry in journal.get_many(office.database.reader, list(ids)):
        if entry.state in THROUGH:
            by_mailing[entry.mailing_id].add(entry.id)
    return sum(repeat(office, number, THROUGH, only) for number, only in by_mailing.items())
