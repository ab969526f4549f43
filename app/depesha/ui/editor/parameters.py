"""The block above the text: whom to, the subject, the attachments."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _, ngettext, pgettext
from depesha.api.message import Style
from depesha.delivery.office import Office
from depesha.delivery.selection import Selection
from depesha.ui.editor.attachments import Attachments
from depesha.ui.editor.macro_list import offers
from depesha.ui.editor.macro_picker import MacroPicker
from depesha.ui.services import Services
from depesha.ui.tooltip import Tooltip

NAMED = 30
"""Names shown; of more the number is said."""


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What the block tells the editor."""

    choose: Callable[[], None]
    """The person wants to choose whom to write to."""
    changed: Callable[[], None]
    """Subject or attachments are others now."""


def names_of(office: Office, people: Selection) -> list[str]:
    """The names of the first few; slow enough to be asked for on another thread."""
    first = (person for chunk in people.chunks(office.database.reader) for person in chunk)
    return [person.shown_name for person, _n in zip(first, range(NAMED), strict=False)]


def joined(names: Sequence[str], count: int) -> str:
    """The names joined by `; `, and how many more there are."""
    text = "; ".join(names)
    rest = count - len(names)
    if rest > 0:
        more = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
        return f"{text}; {more}" if text else more
    return text


def _title(channel: type[Channel[Any]]) -> str:
    letter = channel.style is Style.LETTER
    return _("Parameters of the letter") if letter else _("Parameters of the message")


class Parameters(ttk.Labelframe):
    """To, Subject, Attachments: of these what the channel's style has."""

    def __init__(
        self, parent: tk.Misc, services: Services, channel: type[Channel[Any]],
        callbacks: Callbacks, fields: Callable[[], Sequence[str]],
    ) -> None:  # fmt: skip
        super().__init__(parent, text=_title(channel))
        self._services = services
        self._callbacks = callbacks
        self._fields = fields
        self.columnconfigure(1, weight=1)
        self._names = tk.StringVar(self)
        self._subject = tk.StringVar(self)
        self._to()
        self.subject: ttk.Entry | None = None
        self.attachments: Attachments | None = None
        if channel.style is Style.LETTER:
            self._subject_row()
        if channel.style is not Style.TEXT:
            self._attachments_row()

    @property
    def subject_text(self) -> str:
        """The subject as it was typed."""
        return self._subject.get()

    @property
    def paths(self) -> tuple[str, ...]:
        """The attachments."""
        return self.attachments.paths if self.attachments else ()

    def show(self, subject: str, paths: Sequence[str]) -> None:
        """Put in a subject and attachments."""
        self._subject.set(subject)
        if self.attachments:
            self.attachments.show(paths)

    def show_people(self, people: Selection) -> None:
        """Name them; the names come when they are found."""
        count, office = len(people), self._services.office
        self._names.set("" if not count else "…")
        self._services.bridge.run(
            lambda: names_of(office, people),
            lambda names: self._names.set(joined(names, count)),
            key=f"names.{self}",
        )

    def _to(self) -> None:
        px = self._services.theme.px
        self._label(0, pgettext("message", "To"), required=True)
        self.names = ttk.Entry(self, textvariable=self._names, state="readonly")
        self.names.grid(row=0, column=1, sticky="we", pady=px(2))
        self.names.bind("<Return>", lambda _event: self._callbacks.choose())
        self.choose = ttk.Button(self, text=_("Choose…"), command=self._callbacks.choose)
        self.choose.grid(row=0, column=2, sticky="we", padx=(px(6), 0))

    def _subject_row(self) -> None:
        px = self._services.theme.px
        self._label(1, _("Subject"), required=True)
        self.subject = ttk.Entry(self, textvariable=self._subject)
        self.subject.grid(row=1, column=1, sticky="we", pady=px(2))
        # Only what a person types is a change; a text that is shown is none.
        self.subject.bind("<KeyRelease>", lambda _event: self._callbacks.changed())
        self.subject.bind("<<Paste>>", lambda _event: self.after_idle(self._callbacks.changed))
        macro = ttk.Button(self, text=_("Macro…"), command=self._macro)
        macro.grid(row=1, column=2, sticky="we", padx=(px(6), 0))
        Tooltip(macro, _("Put a macro into the subject"), self._services.theme)

    def _attachments_row(self) -> None:
        self._label(2, _("Attachments"))
        self.attachments = Attachments(self, self._services, self._callbacks.changed)
        self.attachments.grid(
            row=2, column=1, columnspan=2, sticky="we", pady=self._services.theme.px(2)
        )

    def _label(self, row: int, text: str, *, required: bool = False) -> None:
        px = self._services.theme.px
        label = ttk.Label(self, text=f"{text} *" if required else text)
        label.grid(row=row, column=0, sticky="nw", padx=(0, px(10)), pady=px(6))

    def _macro(self) -> None:
        picker = MacroPicker(self.winfo_toplevel(), self._services.theme, offers(self._fields()))
        chosen = picker.show(picker.entry)
        if chosen and self.subject is not None:
            self.subject.insert("insert", chosen)
            self.subject.focus_set()
            self._callbacks.changed()
