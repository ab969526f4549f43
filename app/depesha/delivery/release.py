"""The person said send: a planned mailing goes, from the window as from the command line."""

from depesha.delivery.office import Office
from depesha.domain.rights import Right
from depesha.store import holds, mailings
from depesha.store.mailings import Mailing


def release(office: Office, mailing: Mailing) -> None:
    """Let the draft go from its start on. Raises InputError where no report could be written,
    NotAllowedError where the person who works here may not send."""
    office.rights.require(Right.SEND)
    # Whoever gets something must be found in a report: asking makes its folder, or raises.
    office.profile.reports.is_dir()
    with office.database.write() as c:
        mailings.release(c, mailing.id, office.clock.now())
        # Whoever sends has looked: perhaps the password that was wrong is right by now.
        holds.lift_broken(c, mailing.channel)


def discard(office: Office, mailing: Mailing) -> None:
    """Forget the draft; one that was released stays."""
    with office.database.write() as c:
        mailings.discard(c, mailing.id)
