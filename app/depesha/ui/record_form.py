"""The fields of a card in groups: texts, choices, notes, each with what is wrong below it."""

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from tkinter import ttk

from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `choices` (value → title) make it a list, `lines` more than one a note."""

    key: str
    title: str
    choices: Mapping[str, str] = field(default_factory=dict)
    lines: int = 1
    fixed: bool = False
    """Shown, not changed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under a title."""

    title: str
    fields: tuple[Field, ...]


class RecordForm(ttk.Frame):
    """Groups in one or two columns. Texts go in by `show` and come out by `texts`."""

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        groups: Sequence[Group],
        changed: Callable[[str], object],
        mask: Callable[[Mapping[str, str]], Mapping[str, str]],
    ) -> None:
        """`changed(key)` hears of every change by the person. `mask` hides what the person may not
        see: such a field is not changed either, and keeps its text."""
        super().__init__(parent)
        self._theme = theme
        self._told = changed
        self._mask = mask
        self._hidden: dict[str, str] = {}
        self._quiet = False
        self._values: dict[str, tk.StringVar] = {}
        self._notes: dict[str, tk.Text] = {}
        self._fields: dict[str, Field] = {}
        self.widgets: dict[str, tk.Widget] = {}
        self._problems: dict[str, Wrapped] = {}
        self._frames = [self._group(group) for group in groups]
        self._across = 0
        self.bind("<Configure>", self._arrange)

    def show(self, texts: Mapping[str, str]) -> None:
        """Fill in the fields; nobody is told."""
        self._quiet = True
        seen = self._mask(texts)
        self._hidden = {key: text for key, text in texts.items() if seen[key] != text}
        for key, text in seen.items():
            self._lock(key)
            if key in self._notes:
                self._notes[key].replace("1.0", "end", text)
                self._notes[key].edit_modified(False)  # noqa: FBT003 - Tk's own word
                if key in self._hidden:
                    self._notes[key].configure(state="disabled")
            elif key in self._values:
                choices = self._fields[key].choices
                self._values[key].set(choices.get(text, text) if choices else text)
        self.update_idletasks()
        self._quiet = False

    def texts(self) -> dict[str, str]:
        """The text of every field; of a list the value, not its title."""
        found = {key: note.get("1.0", "end-1c") for key, note in self._notes.items()}
        for key, variable in self._values.items():
            text = variable.get()
            by_title = {title: value for value, title in self._fields[key].choices.items()}
            found[key] = by_title.get(text, text) if by_title else text
        return found | self._hidden

    def _lock(self, key: str) -> None:
        hidden = key in self._hidden
        if key in self._notes:
            self._notes[key].configure(state="normal")
        elif key in self._values and not self._fields[key].choices:
            fixed = hidden or self._fields[key].fixed
            self.widgets[key].state(["readonly" if fixed else "!readonly"])  # type: ignore[attr-defined]

    def mark(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong below each field; fields that are not named are fine."""
        for key, label in self._problems.items():
            text = problems.get(key, "")
            label.configure(text=text)
            label.grid() if text else label.grid_remove()

    def focus_first(self, problems: Mapping[str, str]) -> None:
        """Go to the first field with a problem, else to the first of all."""
        order = [key for key in self.widgets if not problems or key in problems]
        if order:
            self.widgets[order[0]].focus_set()

    def _group(self, group: Group) -> ttk.Frame:
        px = self._theme.px
        frame = ttk.Frame(self, padding=(0, 0, px(28), px(14)))
        frame.columnconfigure(1, weight=1)
        frame.columnconfigure(0, minsize=px(165))
        head = ttk.Label(frame, text=group.title, style="Strong.TLabel")
        head.grid(row=0, column=0, columnspan=2, sticky="w", pady=(0, px(4)))
        for number, one in enumerate(group.fields):
            row = 1 + 2 * number
            label = ttk.Label(frame, text=one.title, wraplength=px(150))
            label.grid(row=row, column=0, sticky="nw", padx=(0, px(12)), pady=(px(6), 0))
            self._fields[one.key] = one
            widget = self.widgets[one.key] = self._widget(frame, one)
            widget.grid(row=row, column=1, sticky="we", pady=(px(3), 0))
            problem = self._problems[one.key] = Wrapped(frame, style="Bad.TLabel")
            problem.grid(row=row + 1, column=1, sticky="we")
            problem.grid_remove()
        return frame

    def _widget(self, parent: tk.Misc, one: Field) -> tk.Widget:
        if one.lines > 1:
            note = tk.Text(parent, height=one.lines, width=30, wrap="word")
            note.bind("<<Modified>>", lambda _event: self._note_changed(one.key))
            note.bind("<Tab>", _leave)
            self._notes[one.key] = note
            return note
        value = self._values[one.key] = tk.StringVar(self)
        value.trace_add("write", lambda *_names: self._tell(one.key))
        if one.choices:
            titles = list(one.choices.values())
            return ttk.Combobox(
                parent, textvariable=value, values=titles, state="readonly", width=26
            )
        entry = ttk.Entry(parent, textvariable=value, width=28)
        if one.fixed:
            entry.state(["readonly"])
        return entry

    def _note_changed(self, key: str) -> None:
        if self._notes[key].edit_modified():
            self._notes[key].edit_modified(False)  # noqa: FBT003 - Tk's own word
            self._tell(key)

    def _tell(self, key: str) -> None:
        if not self._quiet:
            self._told(key)

    def _arrange(self, event: "tk.Event[tk.Misc]") -> None:
        across = max(1, min(2, event.width // self._theme.px(420)))
        if across == self._across:
            return
        self._across = across
        # Down the first column, then the second: groups stay in the order of reading.
        half = (len(self._frames) + across - 1) // across
        for number, frame in enumerate(self._frames):
            frame.grid(row=number % half, column=number // half, sticky="nwe")
        # In one column nothing is to be as wide as the other, which is empty.
        alike = "groups" if across > 1 else ""
        for column in range(2):
            self.columnconfigure(column, weight=1 if column < across else 0, uniform=alike)


def _leave(event: "tk.Event[tk.Misc]") -> str:
    following = event.widget.tk_focusNext()
    if following is not None:
        following.focus_set()
    return "break"
