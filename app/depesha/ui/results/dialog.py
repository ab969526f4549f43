"""The box at the end of a mailing: what became of it, and where to read more."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.progress import Progress
from depesha.ui.modal import Modal, in_front
from depesha.ui.results.numbers import Numbers
from depesha.ui.sending.actions import MailingActions
from depesha.ui.sending.endings import DIALOG
from depesha.ui.sending.words import result_line, trouble
from depesha.ui.services import Services


class ResultDialog(Modal):
    """Shown once for each mailing, unless the person has had enough of it."""

    def __init__(self, services: Services, actions: MailingActions, progress: Progress) -> None:
        theme, number = services.theme, progress.mailing.id
        super().__init__(in_front(services.root), theme, _("Result of the mailing"))
        self._services, self._number = services, number
        ttk.Label(
            self.body, text=result_line(progress), wraplength=theme.px(520), justify="left"
        ).pack(anchor="w")
        self.numbers = Numbers(self.body, theme)
        self.numbers.pack(fill="x", pady=theme.px(12))
        self.numbers.show(progress)
        if trouble(progress):
            ttk.Label(
                self.body, style="Quiet.TLabel", wraplength=theme.px(520), justify="left",
                text=_("The report names each person who was not reached, why, and the cure. It"
                       " opens again as a list of recipients."),
            ).pack(anchor="w")  # fmt: skip
        self._again = tk.BooleanVar(self, services.remembered.get(DIALOG, default=True))
        ttk.Checkbutton(
            self.body, text=_("Show this box after each mailing"), variable=self._again
        ).pack(anchor="w", pady=(theme.px(12), 0))
        self.add_button(_("Close"), lambda: self.close(None), accent=True)
        self.add_button(_("Results"), self._results)
        self.add_button(_("Report"), lambda: actions.report(number), left=True)

    def close(self, answer: object) -> None:
        """See Modal; what was ticked is remembered."""
        self._services.remembered.set(DIALOG, self._again.get())
        super().close(answer)

    def _results(self) -> None:
        self.close(None)
        self._services.doors.results(self._number)
