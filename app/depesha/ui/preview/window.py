"""The preview: each chosen person's own message, exactly as it would be sent."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.api.message import Style
from depesha.delivery.composition import Composition, lookup_of, mailing_of
from depesha.delivery.office import Office
from depesha.delivery.preview import Previewed, Previewer, headers_of, seen
from depesha.ui.flow import Flow
from depesha.ui.modal import Modal
from depesha.ui.preview.message_view import MessageView
from depesha.ui.search_field import SearchField
from depesha.ui.services import Services
from depesha.ui.tooltip import Tooltip

COUNTED = 5000
"""People whose SMS are all counted; of more the pre-flight sheet knows the exact total."""


def _look(
    office: Office, previewer: Previewer, channel: type[Channel[Any]], index: int
) -> tuple[Previewed | None, str]:
    found, masking = previewer.at(office.database.reader, index), office.masking
    if found is None:
        return None, ""
    headers = ""
    # Without an address there are no headers either.
    if found.message is not None and not found.problem and channel.style is Style.LETTER:
        headers = masking.text(headers_of(office.accounts, channel, found.message))
    return seen(found, masking), headers


class PreviewWindow(Modal):
    """Messages one by one, with ◀ ▶ and a field that finds a person."""

    def __init__(
        self, parent: tk.Misc, services: Services, composition: Composition,
        channel: type[Channel[Any]],
    ) -> None:  # fmt: skip
        super().__init__(parent, services.theme, _("Preview"), resizable=True)
        self._services = services
        self._composition = composition
        self._channel = channel
        self._previewer: Previewer | None = None
        self.index = 0
        self.total: int | None = None
        """SMS for everybody, where they are counted."""
        self.shown: Previewed | None = None
        px = services.theme.px
        high = px(460 if channel.style is Style.TEXT else 580)
        self.minsize(
            min(px(880), self.winfo_screenwidth() - px(40)),
            min(high, self.winfo_screenheight() - px(100)),
        )
        self._bar = Flow(self.body, px(6))
        self._bar.pack(fill="x", pady=(0, px(8)))
        self._typed = tk.StringVar(self)
        self._walkers()
        self._searcher()
        self.problem = ttk.Label(self.body, style="Warning.TLabel", justify="left")
        self.view = MessageView(self.body, services, channel)
        self.view.pack(fill="both", expand=True)
        self.body.bind("<Configure>", lambda event: self.problem.configure(wraplength=event.width))
        self.add_button(_("Close"), lambda: self.close(None), accent=True)
        for key, by in (("Prior", -1), ("Next", 1), ("Alt-Left", -1), ("Alt-Right", 1)):
            self.bind(f"<{key}>", lambda _event, by=by: self.go(self.index + by))  # type: ignore[misc]
        self._begin()

    def go(self, index: int) -> None:
        """Show the person at a place; nothing beyond the first and the last."""
        if self._previewer is None or not 0 <= index < len(self._previewer):
            return
        self.index = index
        self._paint()
        previewer, office = self._previewer, self._services.office
        self._services.bridge.run(
            lambda: _look(office, previewer, self._channel, index), self._show, self._failed,
            key=f"preview.{self}",
        )  # fmt: skip

    def _begin(self) -> None:
        office, one, channel = self._services.office, self._composition, self._channel
        self._services.bridge.run(
            lambda: Previewer(
                office.database.reader, mailing_of(one, office.clock), one.pictures, one.people,
                channel, lookup_of(office, one), office.clock,
            ),
            self._ready, self._failed,
        )  # fmt: skip

    def _ready(self, previewer: Previewer) -> None:
        if self.winfo_exists():
            self._previewer = previewer
            self.go(0)
            if self._channel.metered and len(previewer) <= COUNTED:
                c = self._services.office.database
                self._services.bridge.run(lambda: previewer.parts(c.reader), self._counted)

    def _counted(self, total: int) -> None:
        self.total = total
        if self.winfo_exists():
            self.go(self.index)

    def _show(self, looked: tuple[Previewed | None, str]) -> None:
        found, headers = looked
        if not self.winfo_exists():
            return
        self.shown = found
        if found is None:
            self._say(_("This person is no longer in the directory."))
            return
        self._say(found.problem)
        self.name.configure(text=found.name)
        self.address.configure(text=found.address)
        self.view.show(found, headers, len(self._composition.people), self.total)

    def _failed(self, error: Exception) -> None:
        if self.winfo_exists():
            self._say(str(error))

    def _say(self, problem: str) -> None:
        self.problem.configure(text=problem)
        if problem:
            self.problem.pack(fill="x", pady=(0, self.theme.px(8)), before=self.view)
        else:
            self.problem.pack_forget()

    def _walkers(self) -> None:
        self.back = self._walker("chevron-left", _("The one before (PgUp)"), -1)
        self.place = ttk.Label(self._bar, style="Quiet.TLabel", anchor="center", width=14)
        self._bar.add(self.place)
        self.forth = self._walker("chevron-right", _("The next one (PgDn)"), 1)
        self.name = ttk.Label(self._bar, style="Strong.TLabel")
        self._bar.add(self.name)
        self.address = ttk.Label(self._bar, style="Quiet.TLabel")
        self._bar.add(self.address)
        self._bar.add(ttk.Frame(self._bar), grow=True)

    def _walker(self, icon: str, hint: str, by: int) -> ttk.Button:
        button = ttk.Button(self._bar, style="Toolbutton", command=lambda: self.go(self.index + by))
        self._bar.add(button)
        Tooltip(button, hint, self.theme)
        self.theme.watch(button, lambda: button.configure(image=self.theme.icon(icon)))
        return button

    def _searcher(self) -> None:
        field = SearchField(self._bar, self.theme, self._typed)
        self.search = field.entry
        self._bar.add(field)
        self._typed.trace_add("write", lambda *_names: self._find())

    def _find(self) -> None:
        typed, people = self._typed.get().strip(), self._composition.people
        if not typed:
            return
        office = self._services.office
        self._services.bridge.run(
            lambda: people.find(office.database.reader, typed), self._found,
            key=f"preview.find.{self}",
        )  # fmt: skip

    def _found(self, index: int | None) -> None:
        if self.winfo_exists():
            self.search.state(["invalid" if index is None else "!invalid"])
            if index is not None:
                self.go(index)

    def _paint(self) -> None:
        count = len(self._composition.people)
        self.place.configure(text=_("{n} of {all}").format(n=self.index + 1, all=count))
        self.back.state(["disabled" if self.index == 0 else "!disabled"])
        self.forth.state(["disabled" if self.index >= count - 1 else "!disabled"])


def open_preview(
    services: Services, parent: tk.Misc, composition: Composition,
    say: Callable[[str], object],
) -> PreviewWindow | None:  # fmt: skip
    """Open the preview; `say` hears why there is nothing to show."""
    if not composition.people:
        say(_("Choose whom to write to first: the preview shows each person's own message."))
        return None
    channel = services.office.channel(composition.channel)
    window = PreviewWindow(parent, services, composition, channel)
    window.open()
    return window
