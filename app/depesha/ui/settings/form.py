"""A form of one section of the settings: labels, controls, help, and what is wrong, in place."""

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from tkinter import ttk

from depesha.api.i18n import _
from depesha.api.settings import Secret
from depesha.settings.catalogue import Entry
from depesha.settings.settings import Row
from depesha.settings.values import BadValue
from depesha.ui.settings.controls import Control, Hidden, control_for
from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped

Fields = Sequence[tuple[Entry, Row]]

NARROW = 480
"""Below this width, in pixels at 100 %, a control stands under its label, not beside it."""


class Form(ttk.Frame):
    """The fields of one section. It says what was changed; saving is somebody else's."""

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        fields: Fields,
        changed: Callable[[], object],
        options: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """`options` gives the titles of lists by field name, e.g. of SMS services."""
        super().__init__(parent)
        self._theme = theme
        self._changed = changed
        self._titles = options or {}
        self._controls: dict[str, tuple[Entry, Row, Control]] = {}
        self._problems: dict[str, ttk.Label] = {}
        self._shown: dict[str, list[ttk.Widget]] = {}
        self.columnconfigure(0, minsize=theme.px(210))
        self.columnconfigure(1, weight=1)
        self._row = 0
        self._beside: list[ttk.Widget] = []
        self._narrow = False
        self.bind("<Configure>", lambda event: self._fit(event.width), add=True)
        usual = [field for field in fields if not field[0].rule.about.rare]
        rare = [field for field in fields if field[0].rule.about.rare]
        for entry, row in usual:
            self._add(entry, row)
        if rare:
            self._add_more(rare)

    @property
    def changes(self) -> dict[str, str]:
        """Key → text of what differs from what was shown; secrets left out."""
        return {
            key: control.text()
            for key, (entry, row, control) in self._controls.items()
            if not entry.secret and control.text() != row.shown
        }

    @property
    def secrets(self) -> dict[str, Secret]:
        """Key → secret that was typed; an empty one is to be forgotten."""
        return {
            key: Secret(control.new)
            for key, (_entry, _row, control) in self._controls.items()
            if isinstance(control, Hidden) and control.new is not None
        }

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return bool(self.changes or self.secrets)

    def value(self, name: str) -> str:
        """The text of a field by its own name, e.g. `provider`; empty where there is none."""
        for entry, _row, control in self._controls.values():
            if entry.path[-1] == name:
                return control.text()
        return ""

    @property
    def texts(self) -> dict[str, str]:
        """Field's own name → text, as typed; secrets left out."""
        return {
            entry.path[-1]: control.text()
            for entry, _row, control in self._controls.values()
            if not entry.secret
        }

    def put(self, name: str, text: str) -> None:
        """Fill a field as if it had been typed; nothing where there is no such field."""
        for entry, _row, control in self._controls.values():
            if entry.path[-1] == name:
                control.put(text)

    def watch(self, name: str, changed: Callable[[], object]) -> None:
        """Call `changed` when the field of that name does."""
        for entry, _row, control in self._controls.values():
            if entry.path[-1] == name:
                control.watch(changed)

    def offer(self, name: str, *, offered: bool) -> None:
        """Show a field or hide it, with its words; what is typed there stays."""
        for widget in self._shown.get(name, []):
            widget.grid() if offered else widget.grid_remove()

    def valid(self) -> bool:
        """Whether every changed text is allowed; says below each that is not, why."""
        fine = True
        for key, (entry, _row, control) in self._controls.items():
            problem = "" if isinstance(control, Hidden) else self._wrong(entry, control.text())
            self._say(key, problem)
            if problem and fine:
                fine = False
                control.widget.focus_set()
        return fine

    def _wrong(self, entry: Entry, text: str) -> str:
        if not text.strip():
            return ""
        try:
            entry.rule.from_text(text)
        except BadValue as error:
            return str(error)
        return ""

    def _add(self, entry: Entry, row: Row) -> list[ttk.Widget]:
        px, about = self._theme.px, entry.rule.about
        title = row.title + (" *" if about.required else "")
        label = ttk.Label(self, text=title, wraplength=px(230), justify="left")
        label.grid(row=self._row, column=0, sticky="nw", padx=(0, px(16)), pady=(px(7), 0))
        control = control_for(self, entry, row, self._titles.get(entry.path[-1]))
        control.widget.grid(row=self._row, column=1, sticky="w", pady=(px(3), 0))
        made: list[ttk.Widget] = [label, control.widget]
        self._row += 2
        if row.help:
            hint = Wrapped(self, row.help, "Quiet.TLabel")
            hint.grid(row=self._row, column=1, sticky="we", pady=(px(1), px(4)))
            made.append(hint)
            self._row += 1
        problem = Wrapped(self, style="Bad.TLabel")
        problem.grid(row=self._row, column=1, sticky="we")
        self._problems[entry.key] = problem
        self._row += 1
        self._beside += [*made[1:], problem]
        self._controls[entry.key] = (entry, row, control)
        self._shown[entry.path[-1]] = made
        self._say(entry.key, row.problem)
        control.watch(lambda: self._typed(entry.key))
        return made

    def _fit(self, width: int) -> None:
        narrow = width < self._theme.px(NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        controls = {control.widget for _entry, _row, control in self._controls.values()}
        for widget in self._beside:
            shown = bool(widget.winfo_manager())
            widget.grid(column=0 if narrow else 1, columnspan=2 if narrow else 1)
            if widget in controls:
                row = int(widget.grid_info()["row"])
                widget.grid(row=row + 1 if narrow else row - 1)
            if not shown:
                widget.grid_remove()

    def _add_more(self, fields: Fields) -> None:
        button = ttk.Button(self, style="Toolbutton", text=_("More settings"), compound="left")
        button.grid(row=self._row, column=0, columnspan=2, sticky="w", pady=self._theme.px(8))
        self._row += 1
        hidden = [widget for entry, row in fields for widget in self._add(entry, row)]

        def toggle(*, shown: bool) -> None:
            for widget in hidden:
                widget.grid() if shown else widget.grid_remove()
            icon = self._theme.icon("chevron-down" if shown else "chevron-right")
            button.configure(image=icon, command=lambda: toggle(shown=not shown))

        # What the office has set is not to be hidden from it.
        toggle(shown=any(row.is_set for _entry, row in fields))

    def _typed(self, key: str) -> None:
        entry, _row, control = self._controls[key]
        with suppress(tk.TclError):
            if self._problems[key].cget("text"):
                self._say(key, self._wrong(entry, control.text()))
        self._changed()

    def _say(self, key: str, problem: str) -> None:
        label = self._problems[key]
        label.configure(text=problem)
        label.grid() if problem else label.grid_remove()
