"""The groups of the pre-flight sheet at the left, all people of the chosen one at the right."""

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.states import State
from depesha.store import journal
from depesha.store.journal import Entry, Filter
from depesha.ui.commands import Command
from depesha.ui.flow import Flow
from depesha.ui.menus import fill
from depesha.ui.preflight.words import GETS_IT, Line
from depesha.ui.services import Services
from depesha.ui.table import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Mends:
    """What can be done about a group."""

    fix: Callable[[Entry], object]
    """With the delivery of the person to be put right."""
    back_to_text: Callable[[], object]
    other_way: Callable[[str, Filter], object]
    """With the id of another channel, and which deliveries are meant."""
    channels: Callable[[], Sequence[tuple[str, str]]]
    """Ids and titles of the other channels."""


class Groups(ttk.Frame):
    """Shows the lines of a sheet."""

    def __init__(self, parent: tk.Misc, services: Services, mends: Mends) -> None:
        super().__init__(parent)
        theme = services.theme
        self._services = services
        self._mends = mends
        self._lines: dict[str, Line] = {}
        self._mailing_id = 0
        # Shares of the width, whatever the size of letters.
        self.columnconfigure(0, weight=3, uniform="half")
        self.columnconfigure(1, weight=4, uniform="half")
        self.rowconfigure(0, weight=1)
        self.list = ttk.Treeview(self, columns=("count",), show="tree", selectmode="browse")
        self.list.grid(row=0, column=0, sticky="nswe", padx=(0, theme.px(8)))
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._chosen())
        right = ttk.Frame(self)
        right.grid(row=0, column=1, sticky="nswe")
        self._title = ttk.Label(right, style="Strong.TLabel")
        self._title.pack(fill="x")
        self._cure = ttk.Label(right, style="Quiet.TLabel", justify="left")
        self._cure.pack(fill="x", pady=(0, theme.px(4)))
        right.bind("<Configure>", lambda event: self._cure.configure(wraplength=event.width - 8))
        bar = self._bar = Flow(right, theme.px(8))
        bar.pack(side="bottom", fill="x", pady=(theme.px(6), 0))
        self.card = ttk.Button(bar, text=_("Open the card"), command=self._open)
        self.text = ttk.Button(bar, text=_("Back to the text"), command=mends.back_to_text)
        self.other = ttk.Menubutton(bar, text=_("By another channel"))
        menu = tk.Menu(self.other, tearoff=False)
        menu.configure(postcommand=lambda: fill(menu, self.ways(), theme))
        self.other.configure(menu=menu)
        for button in (self.card, self.text, self.other):
            bar.add(button)
        self.people = Table(
            right, theme, services.bridge, services.remembered, name="preflight",
            columns=_columns(), fetch=self._fetch, mask=services.office.masked, single=True,
            on_open=lambda _id: self._open(), on_select=self._able,
        )  # fmt: skip
        self.people.pack(fill="both", expand=True)
        theme.watch(self, self._restyle)

    @property
    def line(self) -> Line | None:
        """The chosen group."""
        chosen = self.list.selection()
        return self._lines.get(chosen[0]) if chosen else None

    def show(self, mailing_id: int, lines: Sequence[Line]) -> None:
        """Show these groups; the one that was chosen stays so where it is still there."""
        kept = self.list.selection()
        self._mailing_id = mailing_id
        self._lines = {f"group.{line.reason}": line for line in lines}
        self.list.delete(*self.list.get_children())
        for key, line in self._lines.items():
            self.list.insert("", "end", iid=key, text=f" {line.title}", values=(line.count,))
        self._restyle()
        first = next(
            (key for key in (*kept, *self._problems(), *self._lines) if key in self._lines), ""
        )
        if first:
            self.list.selection_set(first)
            self.list.focus(first)

    def _problems(self) -> list[str]:
        return [key for key, line in self._lines.items() if line.reason != GETS_IT]

    def _chosen(self) -> None:
        line = self.line
        if line is None:
            return
        self._title.configure(text=line.title)
        self._cure.configure(text=_explained(line))
        offered: tuple[tuple[ttk.Widget, bool], ...] = (
            (self.card, line.mended_in_card),
            (self.text, line.mended_in_text),
            (self.other, line.reached_another_way and bool(self._mends.channels())),
        )
        for button, wanted in offered:
            self._bar.offer(button, shown=wanted)
        database, wanted_rows = self._services.office.database, self._wanted(line)
        self._services.bridge.run(
            lambda: journal.ids(database.reader, wanted_rows),
            self._show,
            key=f"preflight.{id(self)}",
        )

    def ways(self) -> list[Command]:
        """The other channels, each for all people of the chosen group."""
        line = self.line
        if line is None:
            return []
        wanted = self._wanted(line)

        def by(channel: str) -> Callable[[], object]:
            return lambda: self._mends.other_way(channel, wanted)

        return [
            Command(f"preflight.other.{id_}", title, by(id_))
            for id_, title in self._mends.channels()
        ]

    def _wanted(self, line: Line) -> Filter:
        if line.reason == GETS_IT:
            return Filter(mailing_id=self._mailing_id, states=(State.QUEUED,), drafts=True)
        return Filter(
            mailing_id=self._mailing_id, states=(State.SKIPPED,), reason=line.reason, drafts=True
        )

    def _show(self, ids: "array[int]") -> None:
        if self.winfo_exists():
            self.people.show(ids)
            if ids:
                self.people.picking.select(0)
            self._able()

    def _able(self) -> None:
        self.card.state(["!disabled" if self.people.count_selected else "disabled"])

    def _open(self) -> None:
        current, database = self.people.current, self._services.office.database
        if current is not None:
            self._services.bridge.run(
                lambda: journal.get_many(database.reader, [current]),
                lambda found: [self._mends.fix(entry) for entry in found],
            )

    def _fetch(self, ids: Sequence[int]) -> dict[int, Row]:
        found = journal.get_many(self._services.office.database.reader, ids)
        return {entry.id: _row(entry) for entry in found}

    def _restyle(self) -> None:
        theme = self._services.theme
        self.list.column("#0", width=theme.px(100), stretch=True)
        self.list.column("count", width=theme.px(60), anchor="e", stretch=False)
        for key, line in self._lines.items():
            well = line.reason == GETS_IT
            colour = theme.colours.good if well else theme.colours.warning
            icon = theme.icon("circle-check" if well else "triangle-alert", 16, colour)
            self.list.item(key, image=icon)


def _explained(line: Line) -> str:
    if line.reason == GETS_IT:
        return _("Each of them gets an own message; nobody sees another's address.")
    left_out = _("Unless something is done, they are left out.")
    return f"{line.cure} {left_out}".strip()


def _columns() -> list[Column]:
    return [
        Column("name", _("Recipient name"), 180, sortable=False),
        Column("code", _("Code"), 60, right=True, sortable=False),
        Column("address", _("Recipient address"), 150, sortable=False),
        Column("detail", _("Details"), 140, sortable=False),
    ]


def _row(entry: Entry) -> Row:
    detail = entry.answer or (_("SMS: {n}").format(n=entry.parts) if entry.parts else "")
    return Row(
        {"name": entry.name, "code": str(entry.code), "address": entry.address, "detail": detail}
    )
