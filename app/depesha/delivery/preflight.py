"""The pre-flight sheet with all that a person wants to know before saying *send*."""

from collections.abc import Callable
from dataclasses import dataclass

from depesha.delivery.composition import Composition, plan
from depesha.delivery.office import Office
from depesha.delivery.plan import Sheet
from depesha.delivery.savings import Saving, savings
from depesha.domain.segments import Spelling
from depesha.domain.states import Mode


@dataclass(frozen=True, slots=True)
class Preflight:
    """A planned mailing, judged."""

    sheet: Sheet
    channel: str
    """Title of the channel, to be translated."""
    quiet: str
    days: str
    """Quiet hours and working days as the settings name them; empty where nothing waits."""
    savings: tuple[Saving, ...] = ()
    """How fewer SMS could be paid for."""

    @property
    def rehearsal(self) -> bool:
        """Whether nothing will leave."""
        return self.sheet.mailing.mode == Mode.TEST

    @property
    def spelling(self) -> Spelling:
        """In which letters it leaves."""
        return Spelling(self.sheet.mailing.spelling)


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
        savings(office, sheet) if channel.metered else (),
    )
