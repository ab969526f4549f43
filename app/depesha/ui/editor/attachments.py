"""The attachments of a message: the same for all, or each person's own by a path with macros."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import PurePath
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.macros import find
from depesha.ui.editor.dropping import accept_files
from depesha.ui.services import Services
from depesha.ui.tooltip import Tooltip

MOST_LINES = 3


class Attachments(ttk.Frame):
    """Buttons to add files, and each file as a small button that takes it away again."""

    def __init__(self, parent: tk.Misc, services: Services, changed: Callable[[], None]) -> None:
        super().__init__(parent)
        self._services = services
        self._changed = changed
        self._paths: list[str] = []
        self._idle = ""
        self.bind("<Destroy>", self._gone)
        px = services.theme.px
        self.add = ttk.Button(self, text=_("Attach…"), command=self._choose)
        self.add.pack(side="left", anchor="n", padx=(0, px(4)))
        self.pattern = ttk.Button(self, text=_("Each one's own…"), command=self._own)
        self.pattern.pack(side="left", anchor="n")
        Tooltip(
            self.pattern, _("A path with macros: each recipient gets the file of that name."),
            services.theme,
        )  # fmt: skip
        # A text, because it breaks what stands in it into lines as the window narrows.
        self._list = tk.Text(self, height=1, width=10, wrap="char", cursor="arrow", takefocus=False)
        self._list.configure(borderwidth=0, highlightthickness=0, padx=0, pady=0, state="disabled")
        self._list.pack(side="left", fill="both", expand=True, padx=(px(8), 0))
        self._list.bind("<Configure>", lambda _event: self._grow_soon())
        services.theme.watch(
            self, lambda: self._list.configure(background=services.theme.colours.ground)
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, in the order in which they were added."""
        return tuple(self._paths)

    def show(self, paths: Sequence[str]) -> None:
        """Show these files and no others."""
        self._paths = list(paths)
        self._fill()

    def accept_drops(self, widget: tk.Misc) -> None:
        """Let files be dropped on a widget, where the system can."""
        accept_files(widget, self.take)

    def take(self, paths: Sequence[str]) -> None:
        """Add files; each stands there once."""
        self._paths += [path for path in dict.fromkeys(paths) if path not in self._paths]
        self._fill()
        self._changed()

    def _choose(self) -> None:
        chosen = self._services.dialogs.open_files(_("Attach files"))
        if chosen:
            self.take([str(path) for path in chosen])

    def _own(self) -> None:
        example = _("For example: {path}").format(path=_("C:\\acts\\{CLIENT.CODE}.pdf"))
        question = _("The path of each recipient's own file, with macros.") + "\n" + example
        path = self._services.dialogs.text(_("Each one's own file"), question)
        if path and path.strip():
            self.take([path.strip()])

    def _remove(self, path: str) -> None:
        self._paths.remove(path)
        self._fill()
        self._changed()
        self.add.focus_set()

    def _fill(self) -> None:
        self._list.configure(state="normal")
        self._list.delete("1.0", "end")
        for path in self._paths:
            self._list.window_create("end", window=self._chip(path), padx=2, align="top")
        self._list.configure(state="disabled")
        self._grow_soon()

    def _chip(self, path: str) -> ttk.Button:
        theme = self._services.theme
        chip = ttk.Button(
            self._list,
            text=_shown(path),
            compound="right",
            style="Panel.Toolbutton",
            command=lambda: self._remove(path),
        )
        theme.watch(chip, lambda: chip.configure(image=theme.icon("x", 12)))
        Tooltip(chip, f"{path}\n" + _("A click takes it away."), theme)
        return chip

    def _grow_soon(self) -> None:
        if not self._idle:
            self._idle = self.after_idle(self._grow)

    def _gone(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self and self._idle:
            self.after_cancel(self._idle)

    def _grow(self) -> None:
        self._idle = ""
        counted = self._list.tk.call(str(self._list), "count", "-displaylines", "1.0", "end-1c")
        lines = min(MOST_LINES, int(counted or 0) + 1)
        chips = [self._list.nametowidget(name) for name in self._list.window_names()]
        line = self._services.theme.px(17)
        tall = max([chip.winfo_reqheight() + 2 for chip in chips], default=line)
        self._list.configure(height=max(1, -(-lines * tall // line)))


def _shown(path: str) -> str:
    # Windows' paths are shown by their names on Linux too.
    name = PurePath(path.replace("\\", "/")).name or path
    return path if find(path) else name
