"""What is said when a mailing comes to its end, or waits for a person."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.progress import Progress
from depesha.domain.words import why_text
from depesha.ui.notices import Notice
from depesha.ui.sending.actions import MailingActions
from depesha.ui.sending.words import held_words, result_line, trouble
from depesha.ui.services import Services

DIALOG = "sending.result_dialog"
"""Key of what the window remembers: whether a box appears at the end of a mailing."""


class Endings:
    """Tells a person once: by a box, or by a quiet notice while the window is busy."""

    def __init__(self, services: Services, actions: MailingActions) -> None:
        self._services = services
        self._actions = actions

    def ended(self, progress: Progress) -> None:
        """The mailing is over."""
        services = self._services
        if services.remembered.get(DIALOG, default=True) and not busy(services.root):
            from depesha.ui.results.dialog import ResultDialog

            if trouble(progress):
                self._actions.report(progress.mailing.id)
            ResultDialog(services, self._actions, progress).open()
            return
        number = progress.mailing.id
        if trouble(progress):
            services.notices.show(
                Notice(result_line(progress), "warning", action=_("Report"),
                       act=lambda: self._actions.report(number))
            )  # fmt: skip
        else:
            services.notices.show(
                Notice(result_line(progress), "good", action=_("Results"),
                       act=lambda: services.doors.results(number))
            )  # fmt: skip

    def held(self, progress: Progress) -> None:
        """The mailing waits for a person's word."""
        mailing, doors = progress.mailing, self._services.doors
        # What the program stopped by itself needs a word; a broken account needs to be mended.
        broken = bool(mailing.why) and not why_text(mailing.why)
        self._services.notices.show(
            Notice(held_words(progress), "warning", mailing.answer, action=_("Go on"),
                   act=lambda: self._actions.resume(mailing.id),
                   other=_("Settings") if broken else "",
                   other_act=(lambda: doors.settings(mailing.channel)) if broken else None)
        )  # fmt: skip


def busy(root: tk.Tk) -> bool:
    """Whether a box would come between a person and what they are doing."""
    if root.tk.call("grab", "current"):
        return True
    focused = root.focus_displayof()
    # Without the focus the person is in another program; in a field they are typing.
    return focused is None or isinstance(focused, tk.Text | tk.Entry | ttk.Entry)
