"""One page of the manual on screen."""

import tkinter as tk
import webbrowser
from collections.abc import Callable
from tkinter import ttk

from depesha.ui.help.markdown import Piece, pieces
from depesha.ui.help.pages import Page, picture
from depesha.ui.theme import Theme


class PageView(ttk.Frame):
    """A text that cannot be changed; its words can be marked and copied."""

    def __init__(self, parent: tk.Misc, theme: Theme, go: Callable[[str], object]) -> None:
        """`go(key)` opens another page of the manual."""
        super().__init__(parent)
        self._theme = theme
        self._go = go
        self._page: Page | None = None
        self._pictures: list[object] = []
        self.text = tk.Text(
            self, wrap="word", state="disabled", cursor="arrow", highlightthickness=0,
            padx=theme.px(24), pady=theme.px(16), spacing1=theme.px(2), spacing3=theme.px(2),
        )  # fmt: skip
        bar = ttk.Scrollbar(self, command=self.text.yview)
        self.text.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.text.pack(fill="both", expand=True)
        theme.watch(self, self._restyle)

    def show(self, page: Page) -> None:
        """Show a page from its beginning."""
        self._page = page
        text = self.text
        text.configure(state="normal")
        text.delete("1.0", "end")
        self._pictures.clear()
        for number, piece in enumerate(pieces(page.text)):
            self._insert(number, piece)
        text.configure(state="disabled")
        text.yview_moveto(0)

    def _insert(self, number: int, piece: Piece) -> None:
        text = self.text
        if piece.picture:
            self._insert_picture(piece)
            return
        styles: tuple[str, ...] = piece.styles
        if piece.link:
            styles = (*styles, f"link.{number}")
            text.tag_bind(f"link.{number}", "<Button-1>", lambda _event: self._follow(piece.link))
        text.insert("end", piece.text, styles)

    def _insert_picture(self, piece: Piece) -> None:
        path = picture(piece.picture, dark=self._theme.dark)
        if path is None:
            self.text.insert("end", piece.text, ("em", *piece.styles))
            return
        from PIL import Image, ImageTk

        with Image.open(path) as opened:
            image = opened.convert("RGB")
        width = min(image.width, self._theme.px(640))
        shown = ImageTk.PhotoImage(
            image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS),
            master=self,
        )
        self._pictures.append(shown)
        self.text.image_create("end", image=shown, pady=self._theme.px(6))

    def _follow(self, link: str) -> None:
        if link.startswith(("http://", "https://")):
            webbrowser.open(link)
        else:
            self._go(link.removesuffix(".md"))

    def _restyle(self) -> None:
        px, colours, text = self._theme.px, self._theme.colours, self.text
        text.configure(font="TkTextFont")
        text.tag_configure("h1", font="Title", spacing3=px(8))
        text.tag_configure("h2", font="Strong", spacing1=px(14), spacing3=px(4))
        text.tag_configure("paragraph", spacing3=px(8))
        text.tag_configure("item", lmargin1=px(10), lmargin2=px(28), spacing3=px(3))
        text.tag_configure("strong", font="Strong")
        text.tag_configure("em", font="Slanted")
        # A line that begins with such a word would be coloured from the edge of the page on.
        text.tag_configure(
            "mono", font="TkFixedFont", background=colours.heading, lmargincolor=colours.panel
        )
        text.tag_configure("code", font="TkFixedFont", background=colours.heading, lmargin1=px(10))
        text.tag_configure("link", foreground=colours.accent, underline=True)
        text.tag_configure("head", font="Strong", tabs=(px(170),))
        text.tag_configure("row", tabs=(px(170),), lmargin2=px(170), spacing3=px(3))
        if self._page is not None:
            self.show(self._page)
