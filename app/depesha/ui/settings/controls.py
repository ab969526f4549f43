"""One setting on screen: the control that fits its kind, and its value as the settings take it."""

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import Any, Literal, Protocol, get_args, get_origin

from depesha.api.i18n import _
from depesha.settings.catalogue import Entry
from depesha.settings.settings import Row

KEPT = "••••••••"
"""Stands in the field of a secret that is kept: the secret itself is not read for the screen."""


class Control(Protocol):
    """A control with the text that `Settings.change` takes."""

    widget: ttk.Widget

    def text(self) -> str:
        """The value as it stands now."""

    def put(self, text: str) -> None:
        """Show another value, as if it had been typed."""

    def watch(self, changed: Any) -> None:
        """Call `changed()` whenever the value does."""


def options_of(entry: Entry) -> dict[str, str]:
    """Value → title of a setting that is chosen from a list; empty for any other."""
    kind, about = entry.rule.kind, entry.rule.about
    if about.choices is not None:
        return {value: _(title) or "–" for value, title in about.choices().items()}
    values: tuple[str, ...] = ()
    if get_origin(kind) is Literal:
        values = get_args(kind)
    elif isinstance(kind, type) and hasattr(kind, "__members__"):
        values = tuple(kind.__members__.values())
    elif entry.rule.choices is not None:
        values = ("", *sorted(entry.rule.choices))
    titles = dict(about.titles)
    return {str(value): _(titles.get(str(value), "")) or str(value) or "–" for value in values}


def control_for(
    parent: tk.Misc, entry: Entry, row: Row, titles: Mapping[str, str] | None = None
) -> Control:
    """The control that fits; `titles` replaces the options of a list that is known better."""
    options = dict(titles) if titles is not None else options_of(entry)
    if options:
        return Chosen(parent, options, row.shown)
    if entry.rule.kind is bool:
        return Ticked(parent, row.shown == "on")
    if entry.secret:
        return Hidden(parent, kept=row.is_set)
    return Typed(parent, row.shown, narrow=entry.rule.kind is not str)


class Typed:
    """A line of text, or a number."""

    def __init__(self, parent: tk.Misc, value: str, *, narrow: bool) -> None:
        self._value = tk.StringVar(parent, value)
        self.widget: ttk.Widget = ttk.Entry(
            parent, textvariable=self._value, width=12 if narrow else 38
        )

    def text(self) -> str:
        """See Control."""
        return self._value.get()

    def put(self, text: str) -> None:
        """See Control."""
        self._value.set(text)

    def watch(self, changed: Any) -> None:
        """See Control."""
        self._value.trace_add("write", lambda *_names: changed())


class Hidden(Typed):
    """A secret: never shown, replaced by typing."""

    def __init__(self, parent: tk.Misc, *, kept: bool) -> None:
        super().__init__(parent, KEPT if kept else "", narrow=False)
        self.widget.configure(show="•")  # type: ignore[call-arg]
        self._kept = kept
        self.widget.bind("<FocusIn>", self._select)

    @property
    def new(self) -> str | None:
        """What was typed; None where what is kept stays, empty where it shall be forgotten."""
        text = self.text()
        return None if text == (KEPT if self._kept else "") else text

    def _select(self, _event: object) -> None:
        self.widget.selection_range(0, "end")  # type: ignore[attr-defined]


class Chosen:
    """One of a list, shown by titles."""

    def __init__(self, parent: tk.Misc, options: Mapping[str, str], value: str) -> None:
        self._values = list(options)
        self._box = ttk.Combobox(
            parent, values=list(options.values()), state="readonly", width=36,
            height=min(16, len(options)),
        )  # fmt: skip
        self.widget: ttk.Widget = self._box
        if value in options:
            self._box.current(self._values.index(value))

    def text(self) -> str:
        """See Control."""
        at = self._box.current()
        return self._values[at] if at >= 0 else ""

    def put(self, text: str) -> None:
        """See Control."""
        if text in self._values:
            self._box.current(self._values.index(text))
            self._box.event_generate("<<ComboboxSelected>>")

    def watch(self, changed: Any) -> None:
        """See Control."""
        self._box.bind("<<ComboboxSelected>>", lambda _event: changed(), add=True)


class Ticked:
    """Yes or no."""

    def __init__(self, parent: tk.Misc, value: bool) -> None:  # noqa: FBT001 - the value itself
        self._value = tk.BooleanVar(parent, value)
        self.widget: ttk.Widget = ttk.Checkbutton(parent, variable=self._value)

    def text(self) -> str:
        """See Control."""
        return "on" if self._value.get() else "off"

    def put(self, text: str) -> None:
        """See Control."""
        self._value.set(text == "on")

    def watch(self, changed: Any) -> None:
        """See Control."""
        self._value.trace_add("write", lambda *_names: changed())
