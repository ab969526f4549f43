"""The person said send: a planned mailing goes, from the window as from the command line."""

from depesha.delivery.office import Office
from depesha.domain.rights import Right
from depesha.store import chains, holds, mailings
from depesha.store.database import Connection
from depesha.store.mailings import Mailing


def release(office: Office, mailing: Mailing) -> None:
    """Let the draft go from its start on, and with it all that it shares a chain with. Raises
    InputError where no report could be written, NotAllowedError where the person who works here
    may not send."""
    office.rights.require(Right.SEND)
    # Whoever gets something must be found in a report: asking makes its folder, or raises.
    office.profile.reports.is_dir()
    with office.database.write() as c:
        for number in _all_of(c, mailing):
            mailings.release(c, number, office.clock.now())
            # Whoever sends has looked: perhaps the password that was wrong is right by now.
            if (one := mailings.get(c, number)) is not None:
                holds.lift_broken(c, one.channel)


def discard(office: Office, mailing: Mailing) -> None:
    """Forget the draft and its chain; one that was released stays."""
    with office.database.write() as c:
        for number in _all_of(c, mailing):
            mailings.discard(c, number)


def _all_of(c: Connection, mailing: Mailing) -> list[int]:
    return chains.members(c, mailing.chain) if mailing.chain else [mailing.id]
