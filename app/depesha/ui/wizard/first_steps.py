"""The first steps as a dialog: its pages, one after another."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

from depesha.api.i18n import N_, _
from depesha.domain.errors import DepeshaError
from depesha.ui.modal import Modal
from depesha.ui.services import Services
from depesha.ui.wizard.greeting import DONE, REMEMBERED
from depesha.ui.wizard.hello_page import HelloPage
from depesha.ui.wizard.mail_page import CHANNEL, MailPage
from depesha.ui.wizard.people_page import PeoplePage
from depesha.ui.wrapped import Wrapped

STEPS = {
    "hello": N_("Welcome"),
    "mail": N_("Your e-mail"),
    "people": N_("Your contacts"),
}


class FirstSteps(Modal):
    """Enter goes on, Esc leaves; what was filled in until then stays."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.root, services.theme, _("First steps"), resizable=True)
        px = self.theme.px
        self._services = services
        self.steps = [one for one in STEPS if one != "mail" or self._has_mail()]
        self.step = ""
        self.page: Any = None
        self.head = ttk.Label(self.body, style="Title.TLabel")
        self.head.pack(anchor="w", pady=(0, px(10)))
        self.problem = Wrapped(self.body, style="Bad.TLabel")
        self.problem.pack(side="bottom", fill="x")
        self._place = ttk.Frame(self.body, width=px(720), height=px(480))
        self._place.pack(fill="both", expand=True)
        self._place.pack_propagate(flag=False)
        self.onward = self.add_button("", self.go_on, accent=True)
        self.later = self.add_button(_("Later"), lambda: self.close(None))
        self.back = self.add_button(_("Back"), self.go_back, left=True)

    def begin(self, at: str = "") -> None:
        """Open over the window, at that step; empty for the first."""
        self.turn(at if at in self.steps else self.steps[0])
        self.open(self._first())

    def close(self, answer: object) -> None:
        """See Modal. Whoever leaves is not greeted again."""
        self._remember(DONE)
        super().close(answer)

    def turn(self, step: str) -> None:
        """Show a step."""
        self.step = step
        self.problem.configure(text="")
        if self.page is not None:
            self.page.destroy()
        self.page = self._build(self._place, step)
        self.page.pack(fill="both", expand=True)
        at = self.steps.index(step)
        title = _("{n} of {all}. {step}").format(n=at + 1, all=len(self.steps), step=_(STEPS[step]))
        self.head.configure(text=title)
        last = at == len(self.steps) - 1
        self.onward.configure(text=_("Finish") if last else _("Next"))
        self.back.state(["!disabled" if at else "disabled"])
        if last:
            self.later.pack_forget()
        else:
            self.later.pack(side="right", padx=(self.theme.px(8), 0))
        self._first().focus_set()

    def go_on(self) -> None:
        """Keep what this step has, and turn to the next."""
        if self.step == "hello":
            self._keep_hello()
        elif self.step == "mail" and self.page.dirty:
            self.page.save(self._next)
        elif self.step == "people":
            self.close(None)
        else:
            self._next()

    def go_back(self) -> None:
        """Turn to the step before."""
        self.turn(self.steps[self.steps.index(self.step) - 1])

    def _next(self) -> None:
        self.turn(self.steps[self.steps.index(self.step) + 1])

    def _keep_hello(self) -> None:
        page, services = self.page, self._services
        try:
            services.office.settings.change(page.changes)
        except DepeshaError as error:
            self.problem.configure(text=str(error))
            return
        if not page.other_language:
            self._next()
            return
        # Every word in the window is another one: it begins anew, and goes on from here.
        super().close(None)
        self._remember(self.steps[1])
        services.doors.restart()

    def _remember(self, step: str) -> None:
        self._services.remembered.set(REMEMBERED, step)
        self._services.remembered.save()

    def _leave_for(self, then: Callable[[], object]) -> None:
        self.close(None)
        then()

    def _build(self, place: tk.Misc, step: str) -> ttk.Frame:
        if step == "hello":
            return HelloPage(place, self._services)
        if step == "mail":
            return MailPage(place, self._services)
        return PeoplePage(place, self._services, self._leave_for)

    def _first(self) -> tk.Misc:
        if self.step == "hello":
            return self.page.entry  # type: ignore[no-any-return]
        return self.page.bring if self.step == "people" else self.onward

    def _has_mail(self) -> bool:
        return CHANNEL in self._services.office.host.channels()
