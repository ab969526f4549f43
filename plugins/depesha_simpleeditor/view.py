"""The editor's widgets: a row of buttons over the text."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api import Document, EditorTools, Picture, Style, _
from depesha_simpleeditor.markup import Piece, read, write
from depesha_simpleeditor.text import RichText

WIDTH = 460
"""Pixels, for letters of the usual size, of a picture in the text."""


class SimpleView:
    """See depesha.api.EditorView."""

    def __init__(self, parent: tk.Misc, document: Document, tools: EditorTools) -> None:
        self._tools = tools
        self.frame = ttk.Frame(parent)
        self._buttons: dict[str, ttk.Button] = {}
        self._pictures = {picture.cid: picture for picture in document.pictures}
        self._photos: dict[str, tk.PhotoImage] = {}
        bar = ttk.Frame(self.frame, padding=(0, 0, 0, tools.px(4)))
        bar.pack(fill="x")
        self.text = RichText(self.frame, tools, self._photo)
        self._fill_bar(bar)
        scroll = ttk.Scrollbar(self.frame, command=self.text.yview)
        self.text.configure(yscrollcommand=scroll.set)
        scroll.pack(side="right", fill="y")
        self.text.pack(fill="both", expand=True)
        self.text.bind("<<Paste>>", self._paste)
        self.text.begin(self._pieces(document))
        tools.watch(self.frame, self._paint)

    @property
    def widget(self) -> ttk.Frame:
        """See EditorView."""
        return self.frame

    def document(self) -> Document:
        """See EditorView."""
        pieces = self.text.pieces()
        body = write(pieces) if self._rich else "".join(piece.text for piece in pieces)
        shown = dict.fromkeys(piece.cid for piece in pieces if piece.cid)
        return Document(body, "simple", tuple(self._pictures[cid] for cid in shown))

    def show(self, document: Document, /) -> None:
        """See EditorView."""
        self._pictures |= {picture.cid: picture for picture in document.pictures}
        self.text.replace_all(self._pieces(document))

    def insert(self, text: str, /) -> None:
        """See EditorView."""
        self.text.write(text)

    def focus(self) -> None:
        """See EditorView."""
        self.text.focus_set()

    @property
    def _rich(self) -> bool:
        return self._tools.style is not Style.TEXT

    def _pieces(self, document: Document) -> list[Piece]:
        if self._rich:
            return read(document.body, self._pictures)
        return [Piece(document.body)]

    def _photo(self, cid: str) -> tk.PhotoImage | None:
        if cid not in self._photos and cid in self._pictures:
            photo = self._tools.photo(self._pictures[cid], self._tools.px(WIDTH))
            if photo is None:
                return None
            self._photos[cid] = photo
        return self._photos.get(cid)

    def _fill_bar(self, bar: ttk.Frame) -> None:
        text = self.text
        rich = [
            ("bold", _("Bold"), "Ctrl+B", lambda: text.toggle("b")),
            ("italic", _("Italic"), "Ctrl+I", lambda: text.toggle("i")),
            ("underline", _("Underlined"), "Ctrl+U", lambda: text.toggle("u")),
            ("strikethrough", _("Struck through"), "Ctrl+Shift+X", lambda: text.toggle("s")),
            ("link", _("Link…"), "Ctrl+L", self._link),
            ("image", _("Picture from a file…"), "Ctrl+Shift+I", self._picture),
        ]
        plain = [
            ("braces", _("Macro…"), "Ctrl+M", self._tools.pick_macro),
            ("undo-2", _("Undo"), "Ctrl+Z", text.undo),
            ("redo-2", _("Redo"), "Ctrl+Y", text.redo),
        ]
        buttons = [*(rich if self._rich else []), *plain]
        for icon, title, keys, act in buttons:
            self._button(bar, icon, title, keys, act)
        # Undo and redo are the text's own under every layout.
        shortcuts = {keys: act for _icon, _title, keys, act in buttons[:-2]}
        self._tools.shortcuts(text, shortcuts)

    def _button(
        self, bar: ttk.Frame, icon: str, title: str, keys: str, act: Callable[[], object]
    ) -> None:
        def press() -> None:
            act()
            self.text.focus_set()

        button = ttk.Button(bar, style="Toolbutton", command=press)
        named = icon == "braces"
        if named:
            button.configure(text=title, compound="left")
        button.pack(side="left", padx=(0, self._tools.px(2)))
        self._tools.hint(button, f"{title} ({keys})")
        self._buttons[icon] = button

    def _paint(self) -> None:
        for icon, button in self._buttons.items():
            button.configure(image=self._tools.icon(icon))
        self.text.paint()

    def _link(self) -> None:
        address = self._tools.ask_link(self.text.link_here())
        if address is not None:
            self.text.link(address)

    def _picture(self) -> None:
        self._tools.choose_picture(self._take)

    def _paste(self, _event: object) -> str:
        if not (self._rich and self._tools.paste_picture(self._take)):
            self.text.paste()
        return "break"

    def _take(self, picture: Picture) -> None:
        self._pictures[picture.cid] = picture
        self.text.put_picture(picture.cid)
