"""What a contact agreed to, channel by channel, with where and when it was said."""

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.listing import Empty, Heading, set_headings
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.store.suppressions import Consent


class ConsentsPane(ttk.Frame):
    """A row of buttons for each channel over the history."""

    def __init__(self, parent: tk.Misc, services: Services, contact_id: int) -> None:
        px = services.theme.px
        super().__init__(parent)
        self._services = services
        self._id = contact_id
        page = Scrolled(self, services.theme)
        page.pack(fill="both", expand=True)
        inside = ttk.Frame(page.inside, padding=px(12))
        inside.pack(fill="both", expand=True)
        said = _("Whoever opted out of a channel is left out of every mailing through it.")
        Wrapped(inside, said, "Quiet.TLabel").pack(fill="x", pady=(0, px(8)))
        self._rows = ttk.Frame(inside)
        self._rows.pack(fill="x")
        self.history = ttk.Treeview(
            inside, columns=("channel", "word", "source", "note"), selectmode="none", height=8
        )
        headings = (
            Heading("#0", _("Date"), 150), Heading("channel", _("Channel"), 120),
            Heading("word", _("Word"), 140), Heading("source", _("Source"), 160),
            Heading("note", _("Note"), 200),
        )  # fmt: skip
        set_headings(self.history, services.theme, headings, "note")
        self._empty = Empty(self.history, _("This contact has said neither yes nor no so far."))
        self.history.pack(fill="both", expand=True, pady=(px(12), 0))

    def reload(self) -> None:
        """Show what is known now."""
        database, id_ = self._services.office.database, self._id

        def read() -> "list[Consent]":
            from depesha.store import suppressions

            return suppressions.consents(database.reader, id_)

        self._services.bridge.run(read, self.show, key=f"consents.{id_}", owner=self)

    def show(self, consents: "list[Consent]") -> None:
        """All words of the contact, the latest first."""
        clock = self._services.office.clock
        channels = self._services.office.host.channels()
        for child in self._rows.winfo_children():
            child.destroy()
        for number, channel in enumerate(channels.values()):
            last = next((one for one in consents if one.channel == channel.id), None)
            self._row(number, channel.id, _(channel.title), last)
        self.history.delete(*self.history.get_children())
        self._empty.show(empty=not consents)
        for one in consents:
            known = channels.get(one.channel)
            title = _(known.title) if known else one.channel
            at = f"{clock.local(one.at):%d.%m.%Y %H:%M}"
            said = self._services.office.masked({"source": one.source, "note": one.note})
            self.history.insert("", "end", text=at, values=(title, word(one), *said.values()))

    def _row(self, number: int, channel_id: str, title: str, last: "Consent | None") -> None:
        px = self._services.theme.px
        ttk.Label(self._rows, text=title).grid(row=number, column=0, sticky="w", pady=px(2))
        state = word(last) if last else _("said nothing")
        style = "Bad.TLabel" if last and not last.granted else "TLabel"
        ttk.Label(self._rows, text=state, style=style).grid(
            row=number, column=1, sticky="w", padx=px(16)
        )
        granted = last is not None and not last.granted
        text = _("Agrees again…") if granted else _("Opts out…")
        ttk.Button(
            self._rows, text=text, style="Toolbutton",
            command=lambda: self._say(channel_id, granted=granted),
        ).grid(row=number, column=2, sticky="w")  # fmt: skip

    def _say(self, channel_id: str, *, granted: bool) -> None:
        note = self._services.dialogs.text(
            _("Consent"), _("How was it said? For example: by phone on 12 May.")
        )
        if note is None:
            return
        office, id_ = self._services.office, self._id

        def work() -> None:
            from depesha.store.suppressions import Consent, set_consent

            at = office.clock.now()
            with office.database.write() as c:
                set_consent(c, Consent(id_, channel_id, granted, at, _("entered by hand"), note))

        self._services.bridge.run(work, lambda _none: self.reload())


def word(consent: "Consent") -> str:
    """What was said, in a word; never by colour alone."""
    return _("agreed") if consent.granted else _("opted out")
