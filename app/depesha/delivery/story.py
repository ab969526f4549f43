"""Everything that is known of one delivery, for whoever asks what became of a message."""

from dataclasses import dataclass

from depesha.api.i18n import _
from depesha.delivery.clock import Clock
from depesha.delivery.composer import Composers
from depesha.delivery.journal import Row, row_of, seen
from depesha.delivery.office import Office
from depesha.domain import reasons
from depesha.domain.states import State
from depesha.domain.words import state_title
from depesha.store import journal
from depesha.store.journal import Attempt, Entry


@dataclass(frozen=True, slots=True)
class Story:
    """One delivery in words."""

    entry: Entry
    row: Row
    cure: str
    """What can be done about its reason; empty where nothing need be."""
    attempts: tuple[str, ...]
    """A line for each try and each later word of the provider, oldest first."""


def story_of(office: Office, delivery_id: int) -> Story | None:
    """The story, with addresses as the person who works here sees them; None where the delivery is
    gone."""
    c = office.database.reader
    found = journal.get_many(c, [delivery_id])
    if not found:
        return None
    entry = found[0]
    masking = office.masking
    row = row_of(c, entry, Composers(office.channel), office.channel, office.clock)
    lines = [_line(one, office.clock) for one in journal.attempts(c, delivery_id)]
    return Story(
        entry, seen(row, masking), reasons.cure(entry.reason), tuple(map(masking.text, lines))
    )


def _line(attempt: Attempt, clock: Clock) -> str:
    moment = f"{clock.local(attempt.finished_at):%d.%m.%Y %H:%M:%S}"
    reason = reasons.title(attempt.reason) if attempt.reason else ""
    # News that were asked for later carry no account: nothing was sent then.
    by = attempt.account or _("news from the provider")
    said = (state_title(State(attempt.state)), reason, attempt.answer)
    return f"{moment} · {by} · " + " — ".join(part for part in said if part)
