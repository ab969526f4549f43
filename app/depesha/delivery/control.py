"""What a person does to a mailing that exists: pause, resume, stop, send again."""

from collections.abc import Container, Iterable

from depesha.api.i18n import _
from depesha.delivery.clock import Clock
from depesha.domain.errors import InputError
from depesha.domain.states import MailingState, State
from depesha.domain.words import mailing_title
from depesha.store import holds, mailings
from depesha.store.database import Connection, Database
from depesha.store.mailings import Mailing

_LIVE = (MailingState.RUNNING, MailingState.PAUSED, MailingState.HELD)
_REPEATABLE = (MailingState.RUNNING, MailingState.HELD, MailingState.STOPPED, MailingState.DONE)
RETRIED = (State.FAILED, State.BOUNCED, State.EXPIRED)
"""What *retry failed* takes up; `unknown` only where the person says so too."""


def mailing_of(c: Connection, mailing_id: int) -> Mailing:
    """The mailing. Raises InputError where there is none."""
    found = mailings.get(c, mailing_id)
    if found is None:
        raise InputError(_("There is no mailing {number}.").format(number=mailing_id))
    return found


def pause(database: Database, mailing_id: int) -> None:
    """Nothing more leaves after this returns, but what is in flight."""
    with database.write() as c:
        _change(c, mailing_id, MailingState.PAUSED, [MailingState.RUNNING])


def resume(database: Database, mailing_id: int) -> None:
    """A person looked: go on, also with accounts that waited for a person."""
    # In one commit: an engine that looked in between would hold the mailing again.
    with database.write() as c:
        mailing = _change(c, mailing_id, MailingState.RUNNING, _LIVE)
        holds.lift_broken(c, mailing.channel)
        mailings.allow_late(c, mailing_id)


def stop(database: Database, mailing_id: int, clock: Clock) -> int:
    """End it: the rest is cancelled. Returns how many were cancelled."""
    with database.write() as c:
        _change(c, mailing_id, MailingState.STOPPED, _LIVE)
        return mailings.cancel_rest(c, mailing_id, clock.now())


def retry(
    database: Database,
    mailing_id: int,
    clock: Clock,
    *,
    states: Iterable[State] = RETRIED,
    batch_size: int,
    only: Container[int] | None = None,
) -> int:
    """Send again to those in `states`, each under a new key; `only` holds ids of deliveries.
    Returns how many.

    Not while the mailing is paused: its rest, which nobody asked for, would go too.
    """
    with database.write() as c:
        mailing = mailing_of(c, mailing_id)
        count = mailings.requeue(c, mailing, states, batch_size, clock.now(), only)
        if count:
            _change(c, mailing_id, MailingState.RUNNING, _REPEATABLE)
            holds.lift_broken(c, mailing.channel)
            mailings.allow_late(c, mailing_id)
    return count


def _change(
    c: Connection, mailing_id: int, new: MailingState, allowed: Iterable[MailingState]
) -> Mailing:
    mailing = mailing_of(c, mailing_id)
    if not mailings.set_state(c, mailing_id, new, allowed):
        raise InputError(
            _("Mailing {number} is in the state “{state}”; that cannot be done to it.").format(
                number=mailing_id, state=mailing_title(mailing.state)
            )
        )
    return mailing
