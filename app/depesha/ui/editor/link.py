"""The dialog for a link's address."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.macros import find
from depesha.render.formats import web_address
from depesha.ui.modal import Modal
from depesha.ui.theme import Theme


def link_of(typed: str) -> str | None:
    """The address as a letter may carry it; None for what is none. A macro may stand in it."""
    typed = typed.strip()
    if find(typed) and typed.startswith("{"):
        return typed
    if "@" in typed and "/" not in typed and ":" not in typed:
        return f"mailto:{typed}"
    # Macros are no part of an address yet: their braces must not be quoted away.
    plain = typed
    for one in reversed(find(typed)):
        plain = plain[: one.start] + "x" + plain[one.end :]
    known = web_address(plain)
    if known is None:
        return None
    return typed if plain != typed or known == plain else known


class LinkDialog(Modal):
    """Answers an address, an empty text to take the link away, or None."""

    def __init__(self, parent: tk.Misc, theme: Theme, address: str) -> None:
        super().__init__(parent, theme, _("Link"))
        label = ttk.Label(self.body, text=_("Address: https://…, an e-mail address, tel:+7…"))
        label.pack(anchor="w")
        self.entry = ttk.Entry(self.body, width=56)
        self.entry.insert(0, address)
        self.entry.selection_range(0, "end")
        self.entry.pack(fill="x", pady=(theme.px(8), 0))
        self.wrong = ttk.Label(self.body, style="Bad.TLabel")
        self.wrong.pack(anchor="w", pady=(theme.px(4), 0))
        self.add_button(_("OK"), self._accept, accent=True)
        self.add_button(_("Cancel"), lambda: self.close(None))
        if address:
            self.add_button(_("Take the link away"), lambda: self.close(""), left=True)

    def _accept(self) -> None:
        address = link_of(self.entry.get())
        if address is None:
            self.entry.state(["invalid"])
            self.wrong.configure(text=_("That is no address that can be opened."))
            return
        self.close(address)


def ask_link(parent: tk.Misc, theme: Theme, address: str) -> str | None:
    """Ask for a link's address; empty takes the link away, None changes nothing."""
    dialog = LinkDialog(parent, theme, address)
    answer: str | None = dialog.show(dialog.entry)
    return answer
