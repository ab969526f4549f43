"""One message per person by whichever channel reaches him: planned, shown and released as one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from depesha.api.i18n import _
from depesha.delivery.composition import Composition, plan
from depesha.delivery.keys import new_mailing_key
from depesha.delivery.office import Office
from depesha.delivery.plan import Sheet
from depesha.domain.errors import InputError
from depesha.domain.states import State
from depesha.store import chains, journal, mailings
from depesha.store.mailings import Mailing


@dataclass(frozen=True, slots=True)
class Chain:
    """What is to be sent by which channels, to the same people."""

    links: tuple[Composition, ...]
    """The text for each channel, in the order in which channels are tried."""
    preferred: bool = False
    """A contact's own order of channels comes before that of the links."""
    reserve: bool = True
    """Whom one channel fails for, the next one tries. Else only those get it by another channel
    who cannot be written to by the channel before."""


@dataclass(frozen=True, slots=True)
class Link:
    """The sheet of one channel in a planned chain. In `sheet.ready`, `parts` and `cost` count whom
    it writes to at once."""

    sheet: Sheet
    reserved: int = 0
    """How many it keeps in reserve."""
    elsewhere: int = 0
    """How many get it by another channel, and are not kept in reserve here."""
    reserve_parts: int = 0
    reserve_cost: Decimal = Decimal(0)
    """What they would cost if all of them were needed."""


@dataclass(frozen=True, slots=True)
class ChainSheet:
    """A planned chain."""

    links: tuple[Link, ...]

    @property
    def mailing(self) -> Mailing:
        """The first of its drafts, which releases or discards all."""
        return self.links[0].sheet.mailing

    @property
    def chosen(self) -> int:
        """How many people were chosen."""
        return max(link.sheet.chosen for link in self.links)

    @property
    def ready(self) -> int:
        """How many of them get a message, by whatever channel."""
        return sum(link.sheet.ready for link in self.links)

    @property
    def cost(self) -> Decimal:
        """What goes out at once costs."""
        return sum((link.sheet.cost for link in self.links), Decimal(0))

    @property
    def most(self) -> Decimal:
        """What it costs if everything in reserve is needed."""
        return self.cost + sum((link.reserve_cost for link in self.links), Decimal(0))


def plan_chain(
    office: Office, chain: Chain, progress: Callable[[int], None] = lambda _done: None
) -> ChainSheet:
    """Plan every link as a draft, and join them. Raises what `composition.plan` raises, and
    InputError where a channel stands in it twice; then nothing of the plan is left.

    `progress` counts people over all links.
    """
    channels = [link.channel for link in chain.links]
    if len(set(channels)) < len(channels):
        raise InputError(_("Each channel can be tried once: take the second text out."))
    first, sheets = chain.links[0], list[Sheet]()
    try:
        done = 0
        for link in chain.links:
            # All of it begins at one moment, and none of it leaves where the first does not.
            link = replace(link, start_at=first.start_at, rehearsal=first.rehearsal)  # noqa: PLW2901
            begun = done
            sheets.append(plan(office, link, lambda more, begun=begun: progress(begun + more)))  # type: ignore[misc]
            done += sheets[-1].chosen
        return _joined(office, chain, sheets)
    except BaseException:
        with office.database.write() as c:
            for sheet in sheets:
                mailings.discard(c, sheet.mailing.id)
        raise


def _joined(office: Office, chain: Chain, sheets: Sequence[Sheet]) -> ChainSheet:
    if len(sheets) == 1:
        return ChainSheet((Link(sheets[0]),))
    key, ids = new_mailing_key(), [sheet.mailing.id for sheet in sheets]
    with office.database.write() as c:
        chains.join(c, ids, key, preferred=chain.preferred, reserve=chain.reserve)
    return ChainSheet(tuple(_link(office, sheet, key) for sheet in sheets))


def _link(office: Office, sheet: Sheet, key: str) -> Link:
    c, number = office.database.reader, sheet.mailing.id
    counts = mailings.counts(c, number)
    parts, cost = journal.bill(c, number)
    reserve_parts, reserve_cost = journal.bill(c, number, State.RESERVED)
    now = replace(
        sheet,
        mailing=replace(sheet.mailing, chain=key),
        ready=counts.get(State.QUEUED, 0),
        groups=tuple(journal.skipped_groups(c, number)),
        parts=parts,
        cost=cost,
    )
    reserved, elsewhere = (counts.get(state, 0) for state in (State.RESERVED, State.SPARED))
    return Link(now, reserved, elsewhere, reserve_parts, reserve_cost)
