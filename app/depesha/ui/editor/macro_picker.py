"""The picker of macros: a field and a list; Enter puts the marked one into the text."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.editor.macro_list import Offer, matching
from depesha.ui.pick_list import PickList
from depesha.ui.theme import Theme

ROWS = 12


class MacroPicker(PickList[Offer]):
    """Answers the macro as it is written, or None."""

    def __init__(self, parent: tk.Misc, theme: Theme, offers: Sequence[Offer]) -> None:
        super().__init__(parent, theme, _("Macro"), rows=ROWS, widths=(280, 260))
        self._offers = offers
        hint = _("For an empty value: {example}").format(example=_("{CLIENT.NAME|customer}"))
        ttk.Label(self.body, text=hint, style="Quiet.TLabel").pack(
            anchor="w", pady=(theme.px(8), 0)
        )
        self.add_button(_("Insert"), self.take_marked, accent=True)
        self.add_button(_("Cancel"), lambda: self.close(None))
        self.search()

    def matching(self, typed: str) -> list[Offer]:
        """See PickList."""
        return matching(self._offers, typed)

    def row(self, one: Offer) -> tuple[str, str, None]:
        """See PickList."""
        return one.title, one.text, None

    def take(self, one: Offer) -> None:
        """See PickList."""
        self.close(one.text)
