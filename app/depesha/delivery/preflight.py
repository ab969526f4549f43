"""The pre-flight sheet with all that a person wants to know before saying *send*."""

from collections.abc import Callable
from dataclasses import dataclass

from depesha.delivery.chains import Chain, ChainSheet, Link, plan_chain
from depesha.delivery.office import Office
from depesha.delivery.plan import Sheet
from depesha.delivery.savings import Saving, savings
from depesha.domain.segments import Spelling
from depesha.domain.states import Mode


@dataclass(frozen=True, slots=True)
class Preflight:
    """What is planned for one channel, judged."""

    link: Link
    channel: str
    """Title of the channel, to be translated."""
    quiet: str
    days: str
    """Quiet hours and working days as the settings name them; empty where nothing waits."""
    savings: tuple[Saving, ...] = ()
    """How fewer SMS could be paid for."""

    @property
    def sheet(self) -> Sheet:
        """Its figures and groups."""
        return self.link.sheet

    @property
    def rehearsal(self) -> bool:
        """Whether nothing will leave."""
        return self.sheet.mailing.mode == Mode.TEST

    @property
    def spelling(self) -> Spelling:
        """In which letters it leaves."""
        return Spelling(self.sheet.mailing.spelling)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is planned, judged."""

    chain: ChainSheet
    links: tuple[Preflight, ...]


def prepare(
    office: Office, chain: Chain, progress: Callable[[int], None] = lambda _done: None
) -> Plan:
    """Plan it as drafts, and judge them. Raises what `plan_chain` raises."""
    planned = plan_chain(office, chain, progress)
    return Plan(planned, tuple(_judged(office, link) for link in planned.links))


def _judged(office: Office, link: Link) -> Preflight:
    sheet = link.sheet
    channel = office.channel(sheet.mailing.channel)
    settings = office.settings.channel(channel.id)
    waits = sheet.mailing.mode != Mode.TEST
    return Preflight(
        link,
        channel.title,
        settings.quiet if waits else "",
        settings.days if waits else "",
        savings(office, sheet) if channel.metered else (),
    )
