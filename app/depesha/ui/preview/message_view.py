"""One rendered message in its parts: as it looks, as text, its headers, its attachments."""

import tkinter as tk
from tkinter import ttk
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.api.message import Message, Style
from depesha.delivery.preview import Previewed
from depesha.delivery.savings import of_one
from depesha.domain.segments import count
from depesha.render.formats import number
from depesha.ui.preview.html_view import HtmlView
from depesha.ui.services import Services

_SHOWN = 8
"""Characters that force Unicode, named at most."""


class MessageView(ttk.Frame):
    """Subject above, then the message; letters have tabs for their parts, SMS their statistics."""

    def __init__(self, parent: tk.Misc, services: Services, channel: type[Channel[Any]]) -> None:
        super().__init__(parent)
        self._channel = channel
        px = services.theme.px
        self.subject = ttk.Label(self, style="Title.TLabel", justify="left")
        if channel.style is Style.LETTER:
            self.subject.pack(fill="x", pady=(0, px(8)))
        self.statistics = ttk.Label(self, style="Quiet.TLabel", justify="left")
        if channel.metered:
            self.statistics.pack(side="bottom", fill="x", pady=(px(8), 0))
        self.html: HtmlView | None = None
        if channel.style is Style.TEXT:
            self.text = reading_text(self, services)
            self.text.pack(fill="both", expand=True)
        else:
            self._notebook(services)
        self.bind("<Configure>", self._wrap)

    def show(self, one: Previewed, headers: str, people: int, total: int | None) -> None:
        """Show one person's message; where there is none, nothing."""
        message = one.message
        fill(self.text, message.text if message else "")
        if message and self._channel.metered:
            self.statistics.configure(text=statistics_text(message.text, people, total))
        if self.html is None:
            return
        if message is None:
            self.html.show("", text="")
        elif self._channel.style is Style.LETTER:
            self.html.show(message.html, message.pictures, message.text)
        else:
            self.html.show(_as_page(message.html, message), message.pictures, message.text)
        self.subject.configure(text=message.subject if message else "")
        fill(self.headers, headers)
        self._attachments(message)

    def _notebook(self, services: Services) -> None:
        self.tabs = ttk.Notebook(self)
        self.tabs.pack(fill="both", expand=True)
        self.html = HtmlView(self.tabs, services)
        self.text = reading_text(self.tabs, services)
        self.headers = reading_text(self.tabs, services)
        self.files = ttk.Treeview(self.tabs, columns=("size", "path"), selectmode="browse")
        for column, title, width in (
            ("#0", _("File"), 220), ("size", _("Size"), 90), ("path", _("Folder"), 300),
        ):  # fmt: skip
            self.files.heading(column, text=title, anchor="w")
            self.files.column(column, width=services.theme.px(width), anchor="w")
        self.tabs.add(self.html.widget, text=_("Message"))
        self.tabs.add(self.text, text=_("Text part"))
        self.tabs.add(self.headers, text=_("Headers"))
        self.tabs.add(self.files, text=_("Attachments"))

    def _attachments(self, message: Message | None) -> None:
        self.files.delete(*self.files.get_children())
        attached = message.attachments if message else ()
        for one in attached:
            size = size_text(one.path.stat().st_size) if one.path.is_file() else "—"
            self.files.insert("", "end", text=one.name, values=(size, str(one.path.parent)))
        title = _("Attachments")
        shown = f"{title} ({len(attached)})" if attached else title
        self.tabs.tab(self.files, text=shown)  # type: ignore[no-untyped-call]

    def _wrap(self, event: "tk.Event[tk.Misc]") -> None:
        for label in (self.subject, self.statistics):
            label.configure(wraplength=event.width)


def _as_page(tags: str, message: Message) -> str:
    """Telegram's HTML, whose line feeds count, as a page."""
    pictures = "".join(f'<p><img src="cid:{picture.cid}"></p>' for picture in message.pictures)
    text = tags.replace("\n", "<br>")
    return f'<div style="font:15px Arial;padding:16px;">{pictures}{text}</div>'


def size_text(size: int) -> str:
    """`12 KB`, `3,4 MB`."""
    from decimal import Decimal

    if size < 1_000_000:
        return _("{n} KB").format(n=max(1, round(size / 1000)))
    return _("{n} MB").format(n=number(Decimal(size) / 1_000_000, 1))


def statistics_text(text: str, people: int, total: int | None = None) -> str:
    """The exact figures of one rendered SMS, and what makes it Unicode.

    `total` are the SMS for all the people; None where nobody counted them.
    """
    counted = count(text)
    lines = [
        _("Characters in the message: {n}").format(n=len(text)),
        _("SMS per message: {n}").format(n=counted.segments),
    ]
    if people > 1:
        all_of_them = f"~{counted.segments * people}" if total is None else total
        lines.append(_("Total SMS for the selected contacts: {n}").format(n=all_of_them))
    if counted.forcing:
        shown = " ".join(f"«{one}»" for one in counted.forcing[:_SHOWN])
        more = " …" if len(counted.forcing) > _SHOWN else ""
        lines.append(
            _("Unicode, 70 characters per SMS, because of {characters}").format(
                characters=shown + more
            )
        )
        lines += of_one(text)
    return "\n".join(lines)


def reading_text(parent: tk.Misc, services: Services) -> tk.Text:
    """A text to read and to copy from."""
    text = tk.Text(parent, wrap="word", width=20, height=4, state="disabled")
    px = services.theme.px
    text.configure(padx=px(14), pady=px(12), borderwidth=0)
    return text


def fill(text: tk.Text, content: str) -> None:
    """Put other content into a text that people cannot change."""
    text.configure(state="normal")
    text.delete("1.0", "end")
    text.insert("1.0", content)
    text.configure(state="disabled")
