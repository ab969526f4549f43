"""What a person does to a mailing, wherever in the window it is shown."""

from collections.abc import Callable
from pathlib import Path

from depesha.api.i18n import _, ngettext
from depesha.delivery import control
from depesha.delivery.progress import Progress
from depesha.delivery.repeat import repeat
from depesha.delivery.report import write_report
from depesha.domain.rights import Right
from depesha.domain.states import State
from depesha.ui.allowed import allowed
from depesha.ui.opening import open_file
from depesha.ui.sending.watch import RELEASED
from depesha.ui.services import Services


class MailingActions:
    """Each does its work on a thread of errands, then lets the watch look at once."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def pause(self, mailing_id: int) -> None:
        """Nothing more leaves."""
        database = self._services.office.database
        self._do(lambda: control.pause(database, mailing_id), mailing_id)

    def resume(self, mailing_id: int) -> None:
        """Go on: a person looked."""
        database = self._services.office.database
        if allowed(self._services, Right.SEND):
            self._do(lambda: control.resume(database, mailing_id), mailing_id)

    def stop(self, progress: Progress) -> None:
        """End it, after a question."""
        office, mailing = self._services.office, progress.mailing
        asked = ngettext(
            "End the mailing “{title}”? {n} message that has not left will be cancelled.",
            "End the mailing “{title}”? {n} messages that have not left will be cancelled.",
            progress.left,
        ).format(title=mailing.title, n=progress.left)
        if self._services.dialogs.confirm(_("Stop"), asked, _("Stop the mailing"), danger=True):
            self._do(lambda: control.stop(office.database, mailing.id, office.clock), mailing.id)

    def retry_failed(self, mailing_id: int) -> None:
        """Send again to those whom it failed."""
        self._repeat(mailing_id, control.RETRIED)

    def retry_unknown(self, progress: Progress) -> None:
        """Send again to those of whom nobody knows, after clear words."""
        count = progress.counts["unknown"]
        asked = ngettext(
            "Nobody knows whether {n} message arrived: the answer was lost. Whoever has it already"
            " would get it twice. Look into the provider's own list first, or ask the person.",
            "Nobody knows whether {n} messages arrived: the answers were lost. Whoever has it"
            " already would get it twice. Look into the provider's own list first, or ask them.",
            count,
        ).format(n=count)
        if self._services.dialogs.confirm(
            _("Send to the unknown again"), asked, _("Send again"), danger=True
        ):
            self._repeat(progress.mailing.id, (State.UNKNOWN,))

    def report(self, mailing_id: int) -> None:
        """Write the report and open it in the system's own program."""
        office = self._services.office

        def work() -> Path:
            c, masking = office.database.reader, office.masking
            mailing = control.mailing_of(c, mailing_id)
            path = write_report(c, mailing, office.profile.reports, office.clock, masking)
            open_file(path)
            return path

        self._services.bridge.run(work)

    def _repeat(self, mailing_id: int, states: tuple[State, ...]) -> None:
        office, notices = self._services.office, self._services.notices

        def done(count: int) -> None:
            self._changed(mailing_id)
            text = ngettext("{n} message is sent again.", "{n} messages are sent again.", count)
            notices.good(text.format(n=count))

        self._services.bridge.run(lambda: repeat(office, mailing_id, states), done)

    def _do(self, work: Callable[[], object], mailing_id: int) -> None:
        self._services.bridge.run(work, lambda _done: self._changed(mailing_id))

    def _changed(self, mailing_id: int) -> None:
        self._services.engine.wake()
        self._services.bridge.post(RELEASED, mailing_id)
