"""The tab that stands between the text and the outbox: plan, look, mend, send."""

import itertools
import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.composition import Composition
from depesha.delivery.preflight import Plan, prepare
from depesha.delivery.release import discard, release
from depesha.domain.errors import DepeshaError
from depesha.domain.rights import Right
from depesha.domain.segments import Spelling
from depesha.store.journal import Entry
from depesha.ui.commands import Command
from depesha.ui.flow import Flow
from depesha.ui.preflight import words
from depesha.ui.preflight.countdown import Countdown
from depesha.ui.preflight.groups import Mends
from depesha.ui.preflight.links import Links
from depesha.ui.preflight.planning import Planning
from depesha.ui.preflight.sheet import SheetPane
from depesha.ui.preflight.ways import Acts, Ways
from depesha.ui.scrolled import Scrolled
from depesha.ui.sending.watch import RELEASED
from depesha.ui.services import Services

_numbers = itertools.count(1)


def open_preflight(
    services: Services,
    composition: Composition,
    sent: Callable[[int], object] = lambda _mailing_id: None,
) -> None:
    """Plan the composition in a tab of its own and show what will happen; `sent` gets the
    mailing's id once the person said send."""
    key = f"preflight:{next(_numbers)}"
    origin = services.tabs.front

    def build(parent: tk.Misc) -> ttk.Frame:
        return PreflightView(parent, services, composition, key, origin, sent)

    services.tabs.open(key, _("Before sending"), "list-checks", build)


class PreflightView(ttk.Frame):
    """One composition on its way out."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        composition: Composition,
        key: str,
        origin: str,
        sent: Callable[[int], object],
    ) -> None:
        theme = services.theme
        super().__init__(parent, padding=theme.px(16))
        self._services = services
        self._links = Links(services, composition, self._plan, self._back)
        self._at = 0
        self._key = key
        self._origin = origin
        self._sent = sent
        self._found: Plan | None = None
        self._mending = False
        self._countdown: Countdown | None = None
        self._foot = ttk.Frame(self)
        self._foot.pack(side="bottom", fill="x", pady=(theme.px(12), 0))
        self._buttons = Flow(self._foot, theme.px(8))
        self._error = ttk.Label(self, style="Bad.TLabel", justify="left")
        self.bind("<Configure>", lambda event: self._error.configure(wraplength=event.width - 40))
        self.planning = Planning(self, services, self._leave)
        self._page = Scrolled(self, theme)
        links = self._links
        mends = Mends(self._fix, self._back_to_text, links.add, links.offered)
        self.sheet = SheetPane(self._page.inside, services, mends, self._respell)
        self.sheet.pack(fill="both", expand=True)
        acts = Acts(
            self._show_link, links.add, links.edit, links.remove, links.order, links.offered
        )
        self.ways = Ways(self._foot, services, acts)
        self.send_button = self._button("", self._send, "Accent.TButton")
        self._button(_("Check again"), self._plan)
        self._button(_("Close"), self._leave)
        self._plan()

    def _button(self, text: str, run: Callable[[], None], style: str = "TButton") -> ttk.Button:
        button = ttk.Button(self._buttons, text=text, command=run, style=style)
        self._buttons.add(button)
        button.bind("<Return>", lambda _event: button.invoke())
        return button

    # --- As a tab ----------------------------------------------------------------------------

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        return [
            Command("preflight.send", _("Send"), self._send, "send", "Ctrl+Enter",
                    enabled=self._may_send),
            Command("preflight.again", _("Check again"), self._plan, "refresh-cw", "F5",
                    enabled=lambda: self._found is not None and self._countdown is None),
        ]  # fmt: skip

    def shown(self) -> None:
        """See tabs.View: back from a card, what was mended is judged anew."""
        if self._mending:
            self._mending = False
            self._plan()

    def may_close(self) -> bool:
        """See tabs.View. The text is still in its editor; the plan is forgotten."""
        self._cancel_countdown()
        self.planning.cancel()
        self._forget()
        return True

    # --- Planning ----------------------------------------------------------------------------

    def _plan(self) -> None:
        self._cancel_countdown()
        self._forget()
        self._say("")
        self._buttons.pack_forget()
        self.ways.pack_forget()
        self._page.pack_forget()
        self.planning.pack(fill="both", expand=True)
        office, chain = self._services.office, self._links.chain
        self.planning.run(
            sum(len(link.people) for link in chain.links),
            lambda progress: prepare(office, chain, progress),
            lambda found: discard(office, found.chain.mailing),
            self._planned,
            self._failed,
        )

    def _planned(self, found: Plan) -> None:
        self._found = found
        self.planning.pack_forget()
        self._page.pack(fill="both", expand=True)
        self._show_link(min(self._at, len(found.links) - 1))
        title = words.send_title(found.chain.mailing, self._services.office.clock)
        self.send_button.configure(text=title)
        self.send_button.state(["!disabled" if self._may_send() else "disabled"])
        self._offer()
        (self.send_button if found.chain.ready else self.sheet.groups.list).focus_set()
        self._services.tabs.refresh_commands()
        if self._links.refused is not None:
            self._say_error(self._links.refused)

    def _offer(self) -> None:
        self.ways.pack(fill="x", pady=(0, self._services.theme.px(10)))
        self._buttons.pack(fill="x")

    def _show_link(self, at: int) -> None:
        found, self._at = self._found, at
        if found is not None:
            self.sheet.show(found, at)
            self.ways.show(self._links.chain, found, at)

    def _failed(self, error: Exception) -> None:
        if self._links.refuse(error):
            return
        self.planning.pack_forget()
        self._buttons.pack(fill="x")
        self.send_button.state(["disabled"])
        self._say_error(error)

    def _forget(self) -> None:
        found, self._found = self._found, None
        if found is not None:
            office, mailing = self._services.office, found.chain.mailing
            self._services.bridge.run(lambda: discard(office, mailing))

    # --- Mending -----------------------------------------------------------------------------

    def _fix(self, entry: Entry) -> None:
        self._mending = True
        doors = self._services.doors
        (doors.employee if entry.person_kind == "employee" else doors.contact)(entry.person_id)

    def _back_to_text(self) -> None:
        origin, tabs = self._origin, self._services.tabs
        self._leave()
        if origin in tabs.open_keys:
            tabs.select(origin)

    def _back(self) -> bool:
        """To the front, where it is still there."""
        if not self.winfo_exists():
            return False
        self._services.tabs.select(self._key)
        return True

    def _respell(self, spelling: Spelling) -> None:
        """The same text in other letters."""
        self._links.respell(self._at, spelling)

    def _leave(self) -> None:
        self._services.tabs.close(self._key)

    # --- Sending -----------------------------------------------------------------------------

    def _may_send(self) -> bool:
        found = self._found
        able = self._services.office.may(Right.SEND)
        return able and found is not None and found.chain.ready > 0 and self._countdown is None

    def _send(self) -> None:
        found = self._found
        if found is None or not self._may_send():
            return
        self._say("")
        # What does not leave now can be stopped later; what leaves cannot be called back.
        nothing_leaves = all(link.rehearsal for link in found.links)
        if nothing_leaves or found.chain.mailing.start_at > self._services.office.clock.now():
            self._release()
            return
        ready = found.chain.ready
        self.ways.pack_forget()
        self._buttons.pack_forget()
        self._countdown = Countdown(
            self._foot, self._services.theme, lambda seconds: words.countdown(ready, seconds),
            self._release, self._cancel_countdown,
        )  # fmt: skip
        self._countdown.pack(fill="x")

    def _cancel_countdown(self) -> None:
        countdown, self._countdown = self._countdown, None
        if countdown is not None:
            countdown.stop()
            countdown.destroy()
            self._offer()
            self.send_button.focus_set()

    def _release(self) -> None:
        self._cancel_countdown()
        found, self._found = self._found, None
        if found is None:
            return
        office, mailing = self._services.office, found.chain.mailing
        self.send_button.state(["disabled"])

        def failed(error: Exception) -> None:
            self._found = found
            self.send_button.state(["!disabled"])
            self._say_error(error)

        self._services.bridge.run(
            lambda: release(office, mailing), lambda _done: self._released(found), failed
        )

    def _released(self, found: Plan) -> None:
        services, first = self._services, found.chain.mailing
        services.engine.wake()
        services.bridge.post(RELEASED, first.id)
        self._sent(first.id)
        self._leave()
        services.doors.results(first.id)

    def _say(self, text: str) -> None:
        self._error.configure(text=text)
        if text:
            self._error.pack(side="bottom", fill="x", pady=(self._services.theme.px(8), 0))
        else:
            self._error.pack_forget()

    def _say_error(self, error: Exception) -> None:
        if isinstance(error, DepeshaError):
            self._say(str(error))
        else:
            self._services.notices.error(error)
