"""Send again to those of a mailing whom it did not reach."""

from collections.abc import Iterable

from depesha.delivery import control
from depesha.delivery.office import Office
from depesha.delivery.ways import way_of
from depesha.domain.states import State
from depesha.store import mailings


def repeat(office: Office, mailing_id: int, states: Iterable[State] = control.RETRIED) -> int:
    """Queue those in `states` once more, each under a new key. Returns how many.

    Raises InputError where the mailing's state forbids it, NotConfiguredError where no account can
    carry it.
    """
    wanted = tuple(states)
    c = office.database.reader
    mailing = control.mailing_of(c, mailing_id)
    way = way_of(office.accounts, office.channel(mailing.channel), mailing.account, ())
    counts = mailings.counts(c, mailing_id)
    size = way.batch_size(sum(counts.get(state, 0) for state in wanted))
    return control.retry(office.database, mailing_id, office.clock, states=wanted, batch_size=size)
