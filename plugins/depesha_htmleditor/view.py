"""The editor's widgets: buttons, the source, and beside it the first person's letter."""

import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from tkinter import ttk

from depesha.api import Document, EditorTools, Picture, _
from depesha_htmleditor.source import linked, markup, picture, wrapped

PAUSE = 400
"""Milliseconds without a change before the letter is made anew."""


class HtmlEditor:
    """See depesha.api.EditorView."""

    def __init__(self, parent: tk.Misc, document: Document, tools: EditorTools) -> None:
        self._tools = tools
        self._timer = ""
        self._pictures = {one.cid: one for one in document.pictures}
        self.frame = ttk.Frame(parent)
        self._icons: dict[str, ttk.Button] = {}
        bar = ttk.Frame(self.frame, padding=(0, 0, 0, tools.px(4)))
        bar.pack(fill="x")
        panes = ttk.Panedwindow(self.frame, orient="horizontal")
        panes.pack(fill="both", expand=True)
        self.text = tk.Text(panes, undo=True, maxundo=500, wrap="word", width=40, height=8,
                            font="TkFixedFont")  # fmt: skip
        self.letter = tools.html_view(panes)
        panes.add(self.text, weight=1)
        panes.add(self.letter.widget, weight=1)
        self._fill_bar(bar)
        self.text.insert("1.0", document.body)
        self.text.edit_reset()
        self.text.edit_modified(False)  # noqa: FBT003 - Tk's own word
        self.text.bind("<<Modified>>", self._modified)
        self.text.bind("<<Paste>>", self._paste)
        self.frame.bind("<Destroy>", self._gone)
        tools.watch(self.frame, self._paint)
        self._render()

    @property
    def widget(self) -> ttk.Frame:
        """See EditorView."""
        return self.frame

    def document(self) -> Document:
        """See EditorView."""
        body = self.text.get("1.0", "end-1c")
        shown = [one for cid, one in self._pictures.items() if f"cid:{cid}" in body]
        return Document(body, "html", tuple(shown))

    def show(self, document: Document, /) -> None:
        """See EditorView."""
        self._pictures |= {one.cid: one for one in document.pictures}
        self.text.edit_separator()
        self.text.delete("1.0", "end")
        self.text.insert("1.0", document.body)
        self.text.edit_separator()

    def insert(self, text: str, /) -> None:
        """See EditorView."""
        self._replace_selection(lambda _selected: text)

    def focus(self) -> None:
        """See EditorView."""
        self.text.focus_set()

    def _fill_bar(self, bar: ttk.Frame) -> None:
        buttons = [
            ("bold", _("Bold"), "Ctrl+B", self._wrapper("b")),
            ("italic", _("Italic"), "Ctrl+I", self._wrapper("i")),
            ("underline", _("Underlined"), "Ctrl+U", self._wrapper("u")),
            ("strikethrough", _("Struck through"), "Ctrl+Shift+X", self._wrapper("s")),
            ("link", _("Link…"), "Ctrl+L", self._link),
            ("image", _("Picture from a file…"), "Ctrl+Shift+I",
             lambda: self._tools.choose_picture(self._take)),
            ("braces", _("Macro…"), "Ctrl+M", self._tools.pick_macro),
            ("undo-2", _("Undo"), "Ctrl+Z", lambda: self.text.event_generate("<<Undo>>")),
            ("redo-2", _("Redo"), "Ctrl+Y", lambda: self.text.event_generate("<<Redo>>")),
        ]  # fmt: skip
        for icon, title, keys, act in buttons:
            button = ttk.Button(bar, style="Toolbutton", command=self._pressing(act))
            button.pack(side="left", padx=(0, self._tools.px(2)))
            if icon == "braces":
                button.configure(text=title, compound="left")
            self._tools.hint(button, f"{title} ({keys})")
            self._icons[icon] = button
        self._tools.shortcuts(self.text, {keys: act for _i, _t, keys, act in buttons[:-2]})

    def _pressing(self, act: Callable[[], object]) -> Callable[[], None]:
        def press() -> None:
            act()
            self.text.focus_set()

        return press

    def _wrapper(self, tag: str) -> Callable[[], None]:
        return lambda: self._replace_selection(lambda selected: wrapped(selected, tag))

    def _link(self) -> None:
        address = self._tools.ask_link()
        if address:
            self._replace_selection(lambda selected: linked(selected, address))

    def _take(self, one: Picture) -> None:
        self._pictures[one.cid] = one
        self.insert(picture(one.cid))

    def _paste(self, _event: object) -> str:
        if not self._tools.paste_picture(self._take):
            with suppress(tk.TclError):  # nothing was copied, or nothing that is text
                pasted = self.text.clipboard_get()
                self._replace_selection(lambda _selected: pasted)
        return "break"

    def _replace_selection(self, change: Callable[[str], str]) -> None:
        text = self.text
        start = end = text.index("insert")
        if text.tag_ranges("sel"):
            start, end = text.index("sel.first"), text.index("sel.last")
        new = change(text.get(start, end))
        text.edit_separator()
        text.delete(start, end)
        text.insert(start, new)
        text.edit_separator()
        if start != end:
            text.tag_add("sel", start, f"{start}+{len(new)}c")
        text.see("insert")

    def _modified(self, _event: object) -> None:
        if not self.text.edit_modified():
            return
        self.text.edit_modified(False)  # noqa: FBT003 - Tk's own word
        self._shade()
        self._tools.changed()
        if self._timer:
            self.frame.after_cancel(self._timer)
        self._timer = self.frame.after(PAUSE, self._render)

    def _render(self) -> None:
        self._timer = ""
        self._tools.render(self.document(), self.letter.show)

    def _gone(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self.frame and self._timer:
            self.frame.after_cancel(self._timer)

    def _shade(self) -> None:
        text, source = self.text, self.text.get("1.0", "end-1c")
        for tag in ("tag", "comment", "macro", "unknown"):
            text.tag_remove(tag, "1.0", "end")
        found = list(markup(source))
        for start, end, known in self._tools.macros_in(source):
            found.append(("macro" if known else "unknown", start, end))
        for tag, start, end in found:
            text.tag_add(tag, f"1.0+{start}c", f"1.0+{end}c")

    def _paint(self) -> None:
        colour, px = self._tools.colour, self._tools.px
        for icon, button in self._icons.items():
            button.configure(image=self._tools.icon(icon))
        self.text.tag_configure("tag", foreground=colour("accent"))
        self.text.tag_configure("comment", foreground=colour("quiet"))
        self.text.tag_configure("macro", background=colour("macro"))
        self.text.tag_configure("unknown", foreground=colour("bad"), underline=True)
        self.text.tag_raise("sel")
        self.text.configure(padx=px(10), pady=px(8))
        self._shade()
