"""One mailing while it is sent and afterwards: numbers, every person, what can be done."""

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery import control
from depesha.delivery.progress import Progress, progress_of
from depesha.domain.states import MailingState, states_of
from depesha.store.journal import Filter
from depesha.ui.commands import Command
from depesha.ui.journal import JournalTable
from depesha.ui.journal.actions import journal_commands
from depesha.ui.results.actions import results_commands
from depesha.ui.results.numbers import ALL, Numbers
from depesha.ui.results.siblings import Siblings, siblings_of
from depesha.ui.sending.watch import TOPIC
from depesha.ui.sending.words import held_words, state_line
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar

ROWS = 3000
"""Milliseconds between two looks at the rows while the mailing goes on."""


class ResultsView(ttk.Frame):
    """A tab."""

    def __init__(self, parent: tk.Misc, services: Services, mailing_id: int) -> None:
        theme = services.theme
        super().__init__(parent, padding=theme.px(12))
        self._services = services
        self._mailing_id = mailing_id
        self.progress: Progress | None = None
        self.title = ttk.Label(self, style="Title.TLabel")
        self.title.pack(anchor="w")
        self.state_label = ttk.Label(self, style="Quiet.TLabel")
        self.state_label.pack(anchor="w", pady=(0, theme.px(8)))
        self.siblings = Siblings(self, theme, services.doors.results)
        self.held = ttk.Label(self, style="Warning.TLabel", justify="left")
        self.bind("<Configure>", lambda event: self.held.configure(wraplength=event.width - 40))
        self.numbers = Numbers(self, theme, self._filter)
        self.numbers.pack(fill="x")
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=theme.px(6))
        self._toolbar = Toolbar(bar, theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.journal = JournalTable(
            self, services, Filter(mailing_id=mailing_id), name="results",
            on_change=self._able,
        )  # fmt: skip
        self.journal.pack(fill="both", expand=True)
        self._rows_timer = ""
        services.bridge.listen(TOPIC, self, self._heard)
        self.bind("<Destroy>", self._end, add=True)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        rows = journal_commands(self._services, self.journal, self.refresh)
        found = [
            *results_commands(self._services, lambda: self.progress),
            Command(
                "results.rows",
                _("Messages"),
                self.refresh,
                "table-2",
                children=tuple(one for one in rows if one.id != "journal.mailing"),
            ),
        ]
        self._toolbar.show(found)
        return found

    def shown(self) -> None:
        """See tabs.View."""
        self.refresh()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def refresh(self) -> None:
        """Look anew at numbers and rows."""
        self._look()
        self.journal.reload()

    def _look(self) -> None:
        office = self._services.office

        def work() -> tuple[Progress, list[tuple[str, Progress]]]:
            mailing = control.mailing_of(office.database.reader, self._mailing_id)
            return progress_of(office, mailing), siblings_of(office, mailing)

        def show(found: tuple[Progress, list[tuple[str, Progress]]]) -> None:
            self._show(found[0])
            if found[1]:
                self.siblings.show(found[1])
                self.siblings.pack(before=self.numbers, anchor="w")

        self._services.bridge.run(work, show, key=f"results.{self._mailing_id}", owner=self)

    def _heard(self, found: tuple[Progress, ...]) -> None:
        mine = next((one for one in found if one.mailing.id == self._mailing_id), None)
        if mine is not None:
            self._show(mine)
            if not mine.to_come:
                self._rows_soon()
        elif self.progress is not None and not self.progress.over:
            self.refresh()

    def _show(self, progress: Progress) -> None:
        if not self.winfo_exists():
            return
        if self.progress is not None and progress.finish_at is None and not progress.over:
            progress = replace(progress, finish_at=self.progress.finish_at)
        self.progress = progress
        mailing = progress.mailing
        self.title.configure(text=mailing.title)
        mode = _(" · test mode: nothing leaves") if mailing.mode == "test" else ""
        self.state_label.configure(text=state_line(progress, self._services.office.clock) + mode)
        self.numbers.show(progress)
        if mailing.state == MailingState.HELD:
            self.held.configure(
                text="\n".join(filter(None, (held_words(progress), mailing.answer)))
            )
            self.held.pack(before=self.numbers, fill="x", pady=(0, self._services.theme.px(8)))
        else:
            self.held.pack_forget()
        self._toolbar.refresh()

    def _able(self) -> None:
        self._toolbar.refresh()

    def _end(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self and self._rows_timer:
            self.after_cancel(self._rows_timer)

    def _filter(self, total: str) -> None:
        states = () if total == ALL else states_of(total)
        self.journal.want(Filter(mailing_id=self._mailing_id, states=states))

    def _rows_soon(self) -> None:
        if not self._rows_timer and self.winfo_viewable():
            self._rows_timer = self.after(ROWS, self._rows)

    def _rows(self) -> None:
        self._rows_timer = ""
        # Of everybody the rows stay the same and only their words change.
        if self.numbers.chosen == ALL and len(self.journal.table.ids):
            self.journal.table.refresh()
        else:
            self.journal.reload()
