"""What can be done to a mailing that is looked at."""

from collections.abc import Callable

from depesha.api.i18n import _
from depesha.delivery.progress import Progress
from depesha.domain.states import NOT_REACHED, MailingState
from depesha.ui.commands import Command
from depesha.ui.sending.actions import MailingActions
from depesha.ui.sending.copies import open_copy
from depesha.ui.services import Services

_OPEN = {MailingState.RUNNING, MailingState.PAUSED, MailingState.HELD}
_RESTS = {MailingState.PAUSED, MailingState.HELD}
_REPEATABLE = {MailingState.RUNNING, MailingState.HELD, MailingState.STOPPED, MailingState.DONE}


def results_commands(services: Services, current: Callable[[], Progress | None]) -> list[Command]:
    """The buttons for the mailing that `current` gives, if there is one."""
    actions = MailingActions(services)

    def able(fits: Callable[[Progress], bool]) -> Callable[[], bool]:
        def ask() -> bool:
            progress = current()
            return progress is not None and fits(progress)

        return ask

    def with_it(act: Callable[[Progress], object]) -> Callable[[], object]:
        def run() -> None:
            progress = current()
            if progress is not None:
                act(progress)

        return run

    again = (
        Command("mailing.retry", _("Retry the failed"),
                with_it(lambda p: actions.retry_failed(p.mailing.id)), "rotate-ccw",
                enabled=able(lambda p: p.counts["failed"] > 0 and _repeatable(p))),
        Command("mailing.unknown", _("Send to the unknown again"),
                with_it(actions.retry_unknown), "circle-help",
                enabled=able(lambda p: p.counts["unknown"] > 0 and _repeatable(p))),
        Command("mailing.missed", _("Write to those not reached…"),
                with_it(lambda p: open_copy(services, p.mailing.id, sorted(NOT_REACHED))), "users",
                enabled=able(_missed)),
        Command("mailing.copy", _("Copy to a new message…"),
                with_it(lambda p: open_copy(services, p.mailing.id)), "copy",
                enabled=able(lambda _p: True)),
    )  # fmt: skip
    return [
        Command("mailing.pause", _("Pause"), with_it(lambda p: actions.pause(p.mailing.id)),
                "pause", enabled=able(lambda p: p.mailing.state == MailingState.RUNNING)),
        Command("mailing.resume", _("Go on"), with_it(lambda p: actions.resume(p.mailing.id)),
                "play", enabled=able(lambda p: p.mailing.state in _RESTS)),
        Command("mailing.stop", _("Stop"), with_it(actions.stop), "square",
                enabled=able(lambda p: p.mailing.state in _OPEN)),
        Command("mailing.again", _("Send again"), lambda: None, "rotate-ccw", children=again),
        Command("mailing.report", _("Report"), with_it(lambda p: actions.report(p.mailing.id)),
                "file-text", enabled=able(lambda _p: True)),
    ]  # fmt: skip


def _missed(progress: Progress) -> bool:
    return any(progress.counts[name] for name in ("failed", "unknown", "skipped", "cancelled"))


def _repeatable(progress: Progress) -> bool:
    return progress.mailing.state in _REPEATABLE
