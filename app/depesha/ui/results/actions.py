"""What can be done to a mailing that is looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from depesha.api.i18n import _
from depesha.delivery.progress import Progress
from depesha.domain.rights import Right
from depesha.domain.states import NOT_REACHED, MailingState
from depesha.ui.allowed import able
from depesha.ui.commands import Command
from depesha.ui.sending.actions import MailingActions
from depesha.ui.sending.copies import open_copy
from depesha.ui.services import Services

_OPEN = {MailingState.RUNNING, MailingState.PAUSED, MailingState.HELD}
_RESTS = {MailingState.PAUSED, MailingState.HELD}
_REPEATABLE = {MailingState.RUNNING, MailingState.HELD, MailingState.STOPPED, MailingState.DONE}


@dataclass(frozen=True, slots=True)
class _Mailing:
    """The mailing that is looked at, if there is one."""

    current: Callable[[], Progress | None]

    def able(self, fits: Callable[[Progress], bool]) -> Callable[[], bool]:
        """Whether there is one, and it is such that `fits`."""

        def ask() -> bool:
            progress = self.current()
            return progress is not None and fits(progress)

        return ask

    def do(self, act: Callable[[Progress], object]) -> Callable[[], None]:
        """Do something to it."""

        def run() -> None:
            progress = self.current()
            if progress is not None:
                act(progress)

        return run


def results_commands(services: Services, current: Callable[[], Progress | None]) -> list[Command]:
    """The buttons for the mailing that `current` gives, if there is one."""
    actions, mailing = MailingActions(services), _Mailing(current)
    return [
        Command("mailing.pause", _("Pause"), mailing.do(lambda p: actions.pause(p.mailing.id)),
                "pause", enabled=mailing.able(lambda p: p.mailing.state == MailingState.RUNNING)),
        Command("mailing.resume", _("Go on"), mailing.do(lambda p: actions.resume(p.mailing.id)),
                "play", enabled=able(services, Right.SEND,
                                     mailing.able(lambda p: p.mailing.state in _RESTS))),
        Command("mailing.stop", _("Stop"), mailing.do(actions.stop), "square",
                enabled=mailing.able(lambda p: p.mailing.state in _OPEN)),
        Command("mailing.again", _("Send again"), lambda: None, "rotate-ccw",
                children=_again(services, actions, mailing)),
        Command("mailing.report", _("Report"), mailing.do(lambda p: actions.report(p.mailing.id)),
                "file-text", enabled=mailing.able(lambda _p: True)),
    ]  # fmt: skip


def _again(services: Services, actions: MailingActions, mailing: _Mailing) -> tuple[Command, ...]:
    failed = mailing.able(lambda p: p.counts["failed"] > 0 and _repeatable(p))
    unknown = mailing.able(lambda p: p.counts["unknown"] > 0 and _repeatable(p))
    return (
        Command("mailing.retry", _("Retry the failed"),
                mailing.do(lambda p: actions.retry_failed(p.mailing.id)), "rotate-ccw",
                enabled=able(services, Right.SEND, failed)),
        Command("mailing.unknown", _("Send to the unknown again"),
                mailing.do(actions.retry_unknown), "circle-help",
                enabled=able(services, Right.SEND, unknown)),
        Command("mailing.missed", _("Write to those not reached…"),
                mailing.do(lambda p: open_copy(services, p.mailing.id, sorted(NOT_REACHED))),
                "users", enabled=mailing.able(_missed)),
        Command("mailing.copy", _("Copy to a new message…"),
                mailing.do(lambda p: open_copy(services, p.mailing.id)), "copy",
                enabled=mailing.able(lambda _p: True)),
    )  # fmt: skip


def _missed(progress: Progress) -> bool:
    return any(progress.counts[name] for name in ("failed", "unknown", "skipped", "cancelled"))


def _repeatable(progress: Progress) -> bool:
    return progress.mailing.state in _REPEATABLE
