"""The pre-flight sheet with all that a person wants to know before saying *send*."""

from collections.abc import Callable
from dataclasses import dataclass

from depesha.delivery.composer import CannotComposeError, Composers
from depesha.delivery.composition import Composition, plan
from depesha.delivery.office import Office
from depesha.delivery.plan import Sheet
from depesha.domain import segments
from depesha.domain.states import Mode, State
from depesha.store import journal
from depesha.store.journal import Filter

SAMPLE = 200
"""Messages in which characters are looked for that make SMS longer than they need be."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """A planned mailing, judged."""

    sheet: Sheet
    channel: str
    """Title of the channel, to be translated."""
    quiet: str
    days: str
    """Quiet hours and working days as the settings name them; empty where nothing waits."""
    costly: tuple[str, ...]
    """Characters that could be exchanged so that messages take fewer SMS."""

    @property
    def rehearsal(self) -> bool:
        """Whether nothing will leave."""
        return self.sheet.mailing.mode == Mode.TEST


def prepare(
    office: Office, composition: Composition, progress: Callable[[int], None] = lambda _done: None
) -> Preflight:
    """Plan the mailing as a draft, and judge it. Raises what `composition.plan` raises."""
    sheet = plan(office, composition, progress)
    channel = office.channel(sheet.mailing.channel)
    settings = office.settings.channel(channel.id)
    waits = sheet.mailing.mode != Mode.TEST
    return Preflight(
        sheet,
        channel.title,
        settings.quiet if waits else "",
        settings.days if waits else "",
        _costly(office, sheet) if channel.metered else (),
    )


def _costly(office: Office, sheet: Sheet) -> tuple[str, ...]:
    c = office.database.reader
    composer = Composers(office.channel).get(c, sheet.mailing.id)
    wanted = Filter(mailing_id=sheet.mailing.id, states=(State.QUEUED,), drafts=True)
    found: dict[str, None] = {}
    for entry in journal.entries(c, wanted, SAMPLE):
        try:
            text = composer.words(entry.data)
        except CannotComposeError:
            continue
        mended = segments.mend(text)
        if segments.count(mended.text).segments < segments.count(text).segments:
            found.update(dict.fromkeys(one for one, _other in mended.replaced))
    return tuple(found)
