"""What the pre-flight sheet says, as plain functions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from depesha.api.i18n import _, ngettext
from depesha.api.reasons import Reason
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.chains import ChainSheet, Link
from depesha.delivery.clock import Clock
from depesha.delivery.plan import Sheet
from depesha.delivery.preflight import Preflight
from depesha.delivery.savings import Saving
from depesha.domain import reasons
from depesha.domain.segments import Spelling
from depesha.render.formats import price
from depesha.store.mailings import Mailing

LETTERS = 38
"""Letters of a message that are shown of it at most."""
GETS_IT = ""
"""The key of the group of those who get it."""
_IN_THE_TEXT = {
    Reason.BAD_TEMPLATE, Reason.TOO_MANY_PARTS, Reason.CONTENT, Reason.MISSING_ATTACHMENT,
    Reason.TOO_LARGE, Reason.EMPTY_VALUE,
}  # fmt: skip
_IN_THE_CARD = {
    Reason.NO_ADDRESS, Reason.BAD_ADDRESS, Reason.BLOCKED_CONTACT, Reason.EMPTY_VALUE,
    Reason.NOT_SUBSCRIBED, Reason.OPTED_OUT, Reason.SUPPRESSED, Reason.DUPLICATE_ADDRESS,
}  # fmt: skip
_OF_THE_WAY = {
    Reason.NO_ADDRESS, Reason.BAD_ADDRESS, Reason.NOT_SUBSCRIBED, Reason.SUPPRESSED,
    Reason.OPTED_OUT, Reason.TOO_MANY_PARTS, Reason.DAILY_LIMIT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One group of people on the sheet."""

    reason: str
    """GETS_IT, or why they do not."""
    title: str
    count: int
    cure: str = ""

    @property
    def mended_in_card(self) -> bool:
        """Whether the person's card is the place to put it right."""
        return self.reason in _IN_THE_CARD

    @property
    def mended_in_text(self) -> bool:
        """Whether the text is."""
        return self.reason in _IN_THE_TEXT

    @property
    def reached_another_way(self) -> bool:
        """Whether another channel may reach these people."""
        return self.reason in _OF_THE_WAY


def lines(sheet: Sheet) -> list[Line]:
    """Those who get it, then those who do not by reason, the largest group first."""
    found = [Line(GETS_IT, _("Will get it"), sheet.ready)] if sheet.ready else []
    return found + [
        Line(group.reason, reasons.title(group.reason), group.count, reasons.cure(group.reason))
        for group in sheet.groups
    ]


def headline(chain: ChainSheet) -> str:
    """The one sentence that matters."""
    if not chain.ready:
        return _("Nobody would get this message.")
    return ngettext("{n} of {all} will get it", "{n} of {all} will get it", chain.ready).format(
        n=chain.ready, all=chain.chosen
    )


def way_title(found: Preflight) -> str:
    """A channel of several, with how many it writes to."""
    said = f"{_(found.channel)}: {found.sheet.ready}"
    if found.link.reserved:
        said += " " + _("+ {n} in reserve").format(n=found.link.reserved)
    return said


def in_all(chain: ChainSheet, currency: str) -> str:
    """What several channels cost together; empty where nothing costs anything."""
    if not chain.most:
        return ""
    now, most = (price(one, currency) for one in (chain.cost, chain.most))
    if chain.cost == chain.most:
        return _("Together {cost}").format(cost=now)
    return _("Together {cost}; at most {most}, if everything in reserve is needed").format(
        cost=now, most=most
    )


def facts(found: Preflight, clock: Clock, currency: str) -> list[tuple[str, str]]:
    """What is known besides, as names with values."""
    sheet = found.sheet
    mailing = sheet.mailing
    account = "" if mailing.account in {"", REHEARSAL} else f" · {mailing.account}"
    said = [(_("Way of sending"), _(found.channel) + account)]
    if mailing.subject:
        said.append((_("Subject"), mailing.subject))
    if sheet.parts:
        said.append((_("SMS in all"), str(sheet.parts)))
    if sheet.cost:
        said.append((_("Cost"), price(sheet.cost, currency)))
    if found.link.reserved:
        said.append((_("In reserve"), _reserve(found.link, currency)))
    if found.link.elsewhere:
        said.append((_("By another channel"), str(found.link.elsewhere)))
    if mailing.start_at > clock.now():
        said.append((_("Begins"), moment(mailing.start_at, clock)))
    if sheet.ready:
        said.append((_("Finished about"), _finish(found, clock)))
    if found.quiet:
        said.append((_("Quiet hours"), _("{hours}: nothing leaves then").format(hours=found.quiet)))
    if found.days:
        said.append((_("Working days"), _("{days} (1 is Monday)").format(days=found.days)))
    return said


def _reserve(link: Link, currency: str) -> str:
    if not link.reserve_cost:
        return str(link.reserved)
    most = price(link.reserve_cost, currency)
    return _("{n}, at most {cost}").format(n=link.reserved, cost=most)


def _finish(found: Preflight, clock: Clock) -> str:
    if found.rehearsal:
        return _("at once: nothing leaves")
    if found.sheet.finish_at is None:
        return _("as fast as the provider takes it; no limits are set")
    return moment(found.sheet.finish_at, clock)


def warnings(found: Preflight) -> list[str]:
    """What a person should think of before sending, besides those who do not get it."""
    said = [*found.sheet.warnings]
    if found.rehearsal:
        said.append(
            _("Test mode: nothing leaves the office. E-mails are kept as files, the rest goes to"
              " the journal alone.")
        )  # fmt: skip
    return said


def saving_sample(one: Saving) -> str:
    """How a message would look: where it begins to differ, as it is and as it would be."""
    return " → ".join(f"«{_cut(text)}»" for text in one.sample)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else line[: LETTERS - 1] + "…"


def spelt(spelling: Spelling) -> str:
    """In which letters the messages leave, where it is not as they were typed."""
    return {
        Spelling.AS_TYPED: "",
        Spelling.PLAIN: _("The messages leave with plain signs, which take fewer SMS."),
        Spelling.LATIN: _("The messages leave in Latin letters, which take fewer SMS."),
    }[spelling]


def moment(at: float, clock: Clock) -> str:
    """A moment as people say it: today, tomorrow or a date, with the time."""
    now, then = clock.local(clock.now()), clock.local(at)
    return f"{_day(then, now)}, {then:%H:%M}"


def _day(then: datetime, now: datetime) -> str:
    if then.date() == now.date():
        return _("today")
    if then.date() == (now + timedelta(days=1)).date():
        return _("tomorrow")
    return f"{then:%d.%m.%Y}"


def send_title(mailing: Mailing, clock: Clock) -> str:
    """The word on the button."""
    return _("Schedule") if mailing.start_at > clock.now() else _("Send")


def countdown(count: int, seconds: int) -> str:
    """What is said while one can still change one's mind."""
    people = ngettext("to {n} person", "to {n} people", count).format(n=count)
    return _("Sending {people} in {seconds} s").format(people=people, seconds=seconds)
