"""How mailings go on, in words."""

from collections.abc import Sequence

from depesha.api.i18n import _, ngettext
from depesha.delivery.clock import Clock
from depesha.delivery.progress import Progress, hold_text
from depesha.domain import reasons
from depesha.domain.states import MailingState
from depesha.domain.words import mailing_title, total_title, why_text
from depesha.ui.preflight.words import moment

_SHOWN = (
    "accepted", "delivered", "failed", "unknown", "waiting", "queued", "skipped", "cancelled",
    "reserved",
)  # fmt: skip
"""The totals in the order of their weight for who asks how it went."""


def state_line(progress: Progress, clock: Clock) -> str:
    """How far it is, and when it will be over."""
    mailing = progress.mailing
    far = _("{done} of {all}").format(done=progress.done, all=progress.total)
    if progress.to_come:
        return _("Begins {moment}").format(moment=moment(mailing.start_at, clock))
    if mailing.state != MailingState.RUNNING:
        return f"{mailing_title(mailing.state)} · {far}"
    if progress.holds:
        return f"{far} · {waiting_line(progress, clock)}"
    if progress.finish_at is not None and progress.left:
        return f"{far} · " + _("ends about {moment}").format(
            moment=moment(progress.finish_at, clock)
        )
    return far


def waiting_line(progress: Progress, clock: Clock) -> str:
    """For what account it waits, and until when."""
    hold = progress.holds[0]
    if hold.until is None:
        return hold_text(hold)
    return _("waits until {moment}: {reason}").format(
        moment=moment(hold.until, clock), reason=reasons.title(hold.reason)
    )


def held_words(progress: Progress) -> str:
    """Why the program itself stopped a mailing, and what to do."""
    mailing = progress.mailing
    why = why_text(mailing.why) or reasons.title(mailing.why)
    said = ". ".join(part.rstrip(".") for part in (why, reasons.cure(mailing.why)) if part)
    return _("The mailing “{title}” waits for you: {why}.").format(title=mailing.title, why=said)


def numbers(progress: Progress) -> list[tuple[str, str, int]]:
    """The totals that are not 0: name, title, count."""
    return [
        (name, total_title(name), progress.counts[name]) for name in _SHOWN if progress.counts[name]
    ]


def result_line(progress: Progress) -> str:
    """What became of a mailing, in one sentence."""
    counted = ", ".join(f"{title.lower()}: {count}" for _name, title, count in numbers(progress))
    if progress.mailing.state == MailingState.STOPPED:
        said = _("The mailing “{title}” was stopped.")
    else:
        said = _("The mailing “{title}” is over.")
    return said.format(title=progress.mailing.title) + (
        f" {counted.capitalize()}." if counted else ""
    )


def trouble(progress: Progress) -> int:
    """How many were not reached, or perhaps not, though they should have been."""
    return progress.counts["failed"] + progress.counts["unknown"]


def others_line(count: int) -> str:
    """That there are more mailings than the one shown."""
    return ngettext("and {n} more", "and {n} more", count).format(n=count)


def most_pressing(found: Sequence[Progress]) -> Progress | None:
    """The mailing that is shown where there is room for one."""

    def weight(progress: Progress) -> tuple[int, int]:
        order = {MailingState.RUNNING: 0, MailingState.HELD: 1, MailingState.PAUSED: 2}
        place = 3 if progress.to_come else order.get(MailingState(progress.mailing.state), 4)
        return place, progress.mailing.id

    return min(found, key=weight, default=None)


def under_way(found: Sequence[Progress]) -> tuple[Progress, ...]:
    """Without those that have nothing to do until another channel fails for somebody."""
    return tuple(
        one for one in found
        if one.left or not one.counts["reserved"] or one.mailing.state != MailingState.RUNNING
    )  # fmt: skip
