"""A table into a file: which columns in which order, which rows, csv or xlsx."""

import tkinter as tk
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from depesha.api.i18n import N_, _, ngettext
from depesha.delivery.clock import Flag
from depesha.domain.errors import DepeshaError
from depesha.domain.rights import Right
from depesha.ui.allowed import allowed
from depesha.ui.modal import Modal
from depesha.ui.notices import Notice
from depesha.ui.opening import open_file
from depesha.ui.services import Services
from depesha.ui.tick_list import TickList
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.exchange.export import Column
    from depesha.store.database import Connection

T = TypeVar("T")

CHUNK = 500
"""Rows in memory at a time."""
FORMATS = {
    "xlsx": (N_("Excel (xlsx)"), ".xlsx"),
    "csv": (N_("csv, columns parted by “;”"), ".csv"),
    "tsv": (N_("Text, columns parted by tabs"), ".txt"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Job(Generic[T]):
    """What can be exported. Both functions work on a thread of errands, with its connection."""

    title: str
    """What the table is called; the file too, until a person names it otherwise."""
    name: str
    """Under which the choice is remembered."""
    columns: "Callable[[Connection], Sequence[Column[T]]]"
    ids: "array[int]"
    rows_of: "Callable[[Connection, Sequence[int]], Iterable[T]]"
    """Reads the rows of a few hundred ids, in their order."""
    selected: "array[int]"
    """Of the ids, where a person chose some."""


class _CancelledError(Exception):
    """The person does not want the file any more."""


def export_table(
    services: Services,
    title: str,
    name: str,
    columns: "Callable[[Connection], Sequence[Column[T]]]",
    ids: "array[int]",
    rows_of: "Callable[[Connection, Sequence[int]], Iterable[T]]",
    selected: "array[int] | None" = None,
) -> None:
    """Ask how, then write; see `Job` for what is what. Returns at once."""
    if not allowed(services, Right.EXPORT):
        return
    job = Job(title, name, columns, ids, rows_of, selected or array("q"))
    database = services.office.database
    services.bridge.run(
        lambda: [(one.name, one.title) for one in columns(database.reader)],
        lambda titles: ExportDialog(services, job, titles).open(),
    )


class ExportDialog(Modal):
    """Stays open until the file is written, so that what is in the way can be mended."""

    def __init__(
        self, services: Services, job: Job[Any], titles: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(services.root, services.theme, _("Export: {what}").format(what=job.title))
        self._services = services
        self._job = job
        self._cancelled = Flag()
        self._key = f"export.{job.name}"
        kept = services.remembered.get(self._key, {})
        px = self.theme.px
        self.columns = TickList(self.body, self.theme, titles)
        self.columns.show(kept.get("order", ()), kept.get("ticked", self.columns.order))
        self.columns.pack(side="left", fill="both", expand=True)
        side = ttk.Frame(self.body)
        side.pack(side="left", fill="both", padx=(px(20), 0))
        self.format = tk.StringVar(self, kept.get("format", "xlsx"))
        # One row is chosen in nearly every table, merely by reading it.
        self.only_selected = tk.BooleanVar(self, len(job.selected) > 1)
        self.open_after = tk.BooleanVar(self, kept.get("open", True))
        self._choices(side)
        self.said = Wrapped(side)
        self._bar = ttk.Progressbar(side, maximum=1)
        self._start = self.add_button(_("Export…"), self._ask, accent=True)
        self.add_button(_("Cancel"), lambda: self.close(None))
        services.bridge.listen(self._topic, self, self._show_progress)

    def close(self, answer: object) -> None:
        """See Modal; what is being written is given up."""
        self._cancelled.set()
        super().close(answer)

    @property
    def _topic(self) -> str:
        return f"export.{id(self)}"

    def _choices(self, side: ttk.Frame) -> None:
        gap, job = self.theme.px(4), self._job
        ttk.Label(side, text=_("Format"), style="Strong.TLabel").pack(anchor="w", pady=(0, gap))
        for key, (title, _suffix) in FORMATS.items():
            ttk.Radiobutton(side, text=_(title), value=key, variable=self.format).pack(
                anchor="w", pady=gap // 2
            )
        ttk.Label(side, text=_("Rows"), style="Strong.TLabel").pack(anchor="w", pady=(3 * gap, gap))
        rows = [(False, _("All: {n}"), len(job.ids)), (True, _("Selected: {n}"), len(job.selected))]
        for value, title, number in rows:
            button = ttk.Radiobutton(
                side, text=title.format(n=number), value=value, variable=self.only_selected
            )
            button.state(["!disabled" if number else "disabled"])
            button.pack(anchor="w", pady=gap // 2)
        ttk.Checkbutton(side, text=_("Open when it is ready"), variable=self.open_after).pack(
            anchor="w", pady=(4 * gap, 2 * gap)
        )

    def _ask(self) -> None:
        if not self.columns.ticked:
            self._say(_("Tick at least one column."), "Bad.TLabel")
            return
        title, suffix = FORMATS[self.format.get()]
        path = self._services.dialogs.save_file(
            self.title(), f"{self._job.title}{suffix}", [(_(title), f"*{suffix}")]
        )
        if path is not None:
            self._remember()
            self._write(path)

    def _remember(self) -> None:
        self._services.remembered.set(self._key, {
            "order": self.columns.order, "ticked": self.columns.ticked,
            "format": self.format.get(), "open": self.open_after.get(),
        })  # fmt: skip

    def _write(self, path: Path) -> None:
        job, names, kind = self._job, self.columns.ticked, self.format.get()
        ids = job.selected if self.only_selected.get() else job.ids
        office = self._services.office

        def work() -> int:
            from depesha.exchange import export

            c = office.database.reader
            wanted = export.masked(export.chosen(job.columns(c), names), office.masking)
            return export.export_table(path, wanted, self._rows(c, ids), format=kind)  # type: ignore[arg-type]

        self._start.state(["disabled"])
        self._bar.configure(maximum=max(1, len(ids)), value=0)
        self._say("", "Quiet.TLabel")
        self._bar.pack(fill="x", pady=(self.theme.px(6), 0))
        self._services.bridge.run(
            work, lambda count: self._written(path, count), self._failed, key=self._topic
        )

    def _rows(self, c: "Connection", ids: "array[int]") -> Iterator[Any]:
        """On a thread of errands."""
        for begin in range(0, len(ids), CHUNK):
            if self._cancelled.is_set():
                raise _CancelledError
            self._services.bridge.post(self._topic, begin)
            yield from self._job.rows_of(c, ids[begin : begin + CHUNK].tolist())

    def _show_progress(self, done: int) -> None:
        if self._start.instate(["!disabled"]):
            return  # the last figure came later than the end
        self._bar.configure(value=done)
        text = ngettext("{n} row written", "{n} rows written", done)
        self._say(text.format(n=done), "Quiet.TLabel")

    def _written(self, path: Path, count: int) -> None:
        if self._cancelled.is_set():
            return
        notices, opened = self._services.notices, self.open_after.get()
        self.close(path)
        said = ngettext("{n} row was exported: {path}", "{n} rows were exported: {path}", count)

        def show() -> None:
            try:
                open_file(path)
            except DepeshaError as error:
                notices.error(error)

        if opened:
            notices.good(said.format(n=count, path=path))
            show()
        else:
            notices.show(Notice(said.format(n=count, path=path), "good", "", _("Open"), show))

    def _failed(self, error: Exception) -> None:
        if self._cancelled.is_set():
            return
        self._bar.pack_forget()
        self._start.state(["!disabled"])
        if isinstance(error, DepeshaError):
            self._say(str(error), "Bad.TLabel")
        else:
            self.close(None)
            self._services.notices.error(error)

    def _say(self, text: str, style: str) -> None:
        self.said.configure(text=text, style=style)
        self.said.pack(fill="x", pady=(self.theme.px(6), 0))
