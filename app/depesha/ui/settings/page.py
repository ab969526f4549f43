"""What the pages of the settings have in common: a title, a body that scrolls, Save and Undo."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.flow import Flow
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.settings.saving import Fields, save_forms


class Page(ttk.Frame):
    """One page. Subclasses fill `body` in `fill`, and say what `forms` there are."""

    def __init__(self, parent: tk.Misc, services: Services, title: str) -> None:
        super().__init__(parent)
        self.services = services
        px = services.theme.px
        head = ttk.Frame(self, padding=(px(16), px(12), px(16), px(6)))
        head.pack(fill="x")
        ttk.Label(head, text=title, style="Title.TLabel").pack(side="left")
        self._foot = Flow(self, px(8))
        self._foot.pack(side="bottom", fill="x", padx=px(16), pady=px(8))
        ttk.Frame(self, height=1, style="Line.TFrame").pack(side="bottom", fill="x")
        self._save = ttk.Button(
            self._foot, text=_("Save"), style="Accent.TButton", command=self.save
        )
        self._foot.add(self._save)
        self._undo = ttk.Button(self._foot, text=_("Undo changes"), command=self.reload)
        self._foot.add(self._undo)
        self._scrolled = Scrolled(self, services.theme)
        self._scrolled.pack(fill="both", expand=True)
        self.body = ttk.Frame(self._scrolled.inside, padding=(px(16), px(4), px(16), px(16)))
        self.body.pack(fill="both", expand=True)
        self.forms: Sequence[Fields] = ()

    def fill(self) -> None:
        """Build the body anew from the settings as they are."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show what is set; what was typed and not saved is gone."""
        for child in self.body.winfo_children():
            child.destroy()
        self.forms = ()
        try:
            self.fill()
        except Exception as error:  # noqa: BLE001 - a broken page must not take the others with it
            self.services.notices.error(error)
        self.touched()

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return any(form.dirty for form in self.forms)

    def touched(self) -> None:
        """Something was typed: Save and Undo follow."""
        state = ["!disabled" if self.dirty else "disabled"]
        self._save.state(state)
        self._undo.state(state)

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Save everything typed, all or nothing, then show it anew and call `then`."""

        def saved() -> None:
            if self.winfo_exists():
                self.reload()
            then()

        save_forms(self.services, self.forms, saved)
