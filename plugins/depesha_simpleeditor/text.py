"""A Tk text whose letters have looks: marks, links and pictures, with an undo that knows them.

Tk's own undo forgets tags and pictures, so every change is followed by a snapshot: the pieces of
the text and where the cursor was.
"""

import tkinter as tk
from collections.abc import Callable
from tkinter import font as tkfont

from depesha.api import EditorTools
from depesha_simpleeditor.history import History
from depesha_simpleeditor.markup import MARKS, Piece, joined

_LINK = "link:"
_LETTERS = 3
"""As many letters at once are still typing: an input method hands over syllables."""
_PICTURE = "\ufffc"
State = tuple[tuple[Piece, ...], str]


class RichText(tk.Text):
    """The text field. `photo(cid)` gives the picture to show for a cid, or None."""

    def __init__(
        self, parent: tk.Misc, tools: EditorTools, photo: Callable[[str], tk.PhotoImage | None]
    ) -> None:
        super().__init__(parent, wrap="word", undo=False, width=10, height=4)
        self._tools = tools
        self._photo = photo
        self._cids: dict[str, str] = {}
        """Tk's name of each picture in the text → its cid."""
        self._next: set[str] | None = None
        """Marks for what is typed next, where the person changed them without a selection."""
        self._copied: tuple[str, tuple[Piece, ...]] = ("", ())
        self._length = 0
        self._history: History[State] = History(((), "1.0"))
        self.bind("<<Modified>>", self._modified)
        self.bind("<<Undo>>", lambda _event: self.undo())
        self.bind("<<Redo>>", lambda _event: self.redo())
        self.bind("<<Copy>>", lambda _event: self._copy())
        self.bind("<<Cut>>", lambda _event: self._cut())
        for sequence in ("<Button-1>", "<Left>", "<Right>", "<Up>", "<Down>", "<Home>", "<End>"):
            self.bind(sequence, self._moved, add=True)

    # --- What it holds -------------------------------------------------------------------------

    def begin(self, pieces: list[Piece]) -> None:
        """Show a first text; there is nothing before it to go back to."""
        self._fill(pieces, "1.0")
        self._history = History(self._state())
        self._settle()

    def replace_all(self, pieces: list[Piece]) -> None:
        """Show another text in its place; undo brings the old one back."""
        self._fill(pieces, "1.0")
        self._noted()

    def pieces(self, start: str = "1.0", end: str = "end-1c") -> list[Piece]:
        """The text with its looks."""
        marks = {tag for tag in self.tag_names(start) if tag in MARKS}
        href = self.link_at(start)
        found: list[Piece] = []
        for kind, value, _index in self.dump(start, end, text=True, tag=True, image=True):
            if kind == "text":
                found.append(Piece(value, frozenset(marks), href))
            elif kind == "image" and value in self._cids:
                found.append(Piece("", frozenset(marks), href, self._cids[value]))
            elif kind == "tagon" and value in MARKS:
                marks.add(value)
            elif kind == "tagoff":
                marks.discard(value)
                href = "" if value == _LINK + href else href
            elif kind == "tagon" and value.startswith(_LINK):
                href = value.removeprefix(_LINK)
        return joined(found)

    def _put(self, pieces: list[Piece] | tuple[Piece, ...], at: str = "insert") -> None:
        self.mark_set("here", at)
        self.mark_gravity("here", "right")
        for piece in joined(pieces):
            tags = (*piece.marks, *((_LINK + piece.href, "link") if piece.href else ()))
            photo = self._photo(piece.cid) if piece.cid else None
            if photo is None:
                # A picture that cannot be shown stands there as its tag, and is not lost.
                self.insert("here", piece.text or f'<img src="cid:{piece.cid}">', tags)
            else:
                name = self.image_create("here", image=photo, name=f"picture{len(self._cids)}")
                self._cids[name] = piece.cid
                for tag in tags:
                    self.tag_add(tag, f"{name}", f"{name} +1c")
        self.mark_unset("here")

    def _fill(self, pieces: list[Piece] | tuple[Piece, ...], cursor: str) -> None:
        top = self.yview()[0]
        self.delete("1.0", "end")
        self._put(pieces, "1.0")
        self.mark_set("insert", cursor)
        self.yview_moveto(top)

    # --- Undo ----------------------------------------------------------------------------------

    def undo(self) -> str:
        """Back to the state before."""
        return self._recall(self._history.undo())

    def redo(self) -> str:
        """Forth to the state that was undone."""
        return self._recall(self._history.redo())

    def _recall(self, state: State | None) -> str:
        if state is not None:
            self._fill(*state)
            self.see("insert")
            self._settle()
            self._tools.changed()
        return "break"

    def _state(self) -> State:
        return tuple(self.pieces()), self.index("insert")

    def _noted(self, *, typing: bool = False) -> None:
        self._history.note(self._state(), typing=typing)
        self._settle()
        self._tools.changed()

    def _settle(self) -> None:
        """After each change, whoever made it."""
        self._length = self._count()
        self.edit_modified(False)  # noqa: FBT003 - Tk's own word
        self._shade()

    def _modified(self, _event: object) -> None:
        if not self.edit_modified():
            return
        grown = self._count() - self._length
        if grown > 0:
            self._dress(f"insert-{grown}c")
        new = self.get(f"insert-{grown}c", "insert") if 0 < grown <= _LETTERS else " "
        self._noted(typing=not any(letter.isspace() for letter in new))

    def _count(self) -> int:
        counted = self.count("1.0", "end-1c", "indices")
        return int(counted[0]) if counted else 0

    # --- Looks ---------------------------------------------------------------------------------

    def toggle(self, mark: str) -> None:
        """Give the selection a mark, or take it away; without one, what is typed next."""
        if not self.tag_ranges("sel"):
            before = self._marks_before("insert") if self._next is None else self._next
            self._next = before ^ {mark}
            return
        start, end = self.index("sel.first"), self.index("sel.last")
        whole = all(mark in p.marks for p in self.pieces(start, end) if p.text.strip() or p.cid)
        (self.tag_remove if whole else self.tag_add)(mark, start, end)
        self._noted()

    def link_at(self, index: str) -> str:
        """The address of the link there, or empty."""
        links = [tag for tag in self.tag_names(index) if tag.startswith(_LINK)]
        return links[0].removeprefix(_LINK) if links else ""

    def link_here(self) -> str:
        """The address of the link in the selection, or below the cursor."""
        if self.tag_ranges("sel"):
            return next((p.href for p in self.pieces("sel.first", "sel.last") if p.href), "")
        return self.link_at("insert") or self.link_at("insert-1c")

    def link(self, address: str) -> None:
        """Make the selection, the link below the cursor, or the address itself, a link; an empty
        address takes a link away."""
        start, end = self._link_range()
        if not start and address:
            self._put([Piece(address, href=address)])
        elif start:
            for tag in self.tag_names():
                if tag.startswith(_LINK):
                    self.tag_remove(tag, start, end)
            self.tag_remove("link", start, end)
            if address:
                self.tag_add(_LINK + address, start, end)
                self.tag_add("link", start, end)
        self._noted()

    def _link_range(self) -> tuple[str, str]:
        if self.tag_ranges("sel"):
            return self.index("sel.first"), self.index("sel.last")
        href = self.link_here()
        if href:
            found = self.tag_prevrange(_LINK + href, "insert+1c")
            if found:
                return str(found[0]), str(found[1])
        return "", ""

    def _marks_before(self, index: str) -> set[str]:
        return {tag for tag in self.tag_names(f"{index}-1c") if tag in MARKS}

    def _dress(self, start: str) -> None:
        """Typed letters look like the one before them, or as the person said."""
        at = self.index(start)
        wanted = self._marks_before(at) if self._next is None else self._next
        has_own = any(piece.marks or piece.href or piece.cid for piece in self.pieces(at, "insert"))
        if self._next is None and has_own and self.compare(at, "<", "insert-1c"):
            return  # something pasted with its own looks
        for mark in MARKS:
            (self.tag_add if mark in wanted else self.tag_remove)(mark, at, "insert")
        self._next = None

    def _moved(self, _event: object) -> None:
        self._next = None

    def _shade(self) -> None:
        """Show what is a macro; and bold italic, which has a font of its own."""
        pieces = self.pieces()
        for tag in ("macro", "unknown", "bi"):
            self.tag_remove(tag, "1.0", "end")
        # A picture is one place in the widget, so it is one letter here.
        text = "".join(piece.text or _PICTURE for piece in pieces)
        for start, end, known in self._tools.macros_in(text):
            self._tag("macro" if known else "unknown", start, end)
        at = 0
        for piece in pieces:
            end = at + (len(piece.text) or 1)
            if {"b", "i"} <= piece.marks:
                self._tag("bi", at, end)
            at = end

    def _tag(self, tag: str, start: int, end: int) -> None:
        self.tag_add(tag, f"1.0 + {start} indices", f"1.0 + {end} indices")

    def paint(self) -> None:
        """Take the colours and fonts in force."""
        plain = tkfont.nametofont("TkTextFont", self).actual()
        colour, px = self._tools.colour, self._tools.px
        for tag, look in (("b", "bold"), ("i", "italic"), ("bi", "bold italic")):
            self.tag_configure(tag, font=(plain["family"], plain["size"], look))
        self.tag_configure("u", underline=True)
        self.tag_configure("s", overstrike=True)
        self.tag_configure("link", foreground=colour("accent"), underline=True)
        self.tag_configure("macro", background=colour("macro"))
        self.tag_configure("unknown", foreground=colour("bad"), underline=True)
        self.configure(padx=px(12), pady=px(10), spacing1=px(1), spacing3=px(2))
        self.tag_raise("sel")

    # --- Writing into it -----------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Put a text in place of the selection, looking like what is before it."""
        self._drop_selection()
        marks = self._marks_before("insert") if self._next is None else self._next
        self._next = None
        self._put([Piece(text, frozenset(marks))])
        self.see("insert")
        self._noted()

    def put_picture(self, cid: str) -> None:
        """Put a picture in place of the selection."""
        self._drop_selection()
        self._put([Piece(cid=cid)])
        self.see("insert")
        self._noted()

    def paste(self) -> None:
        """What was copied; with its looks where it was copied here."""
        try:
            text = self.clipboard_get()
        except tk.TclError:
            return  # nothing was copied, or nothing that is text
        if text == self._copied[0]:
            self._drop_selection()
            self._put(self._copied[1])
            self.see("insert")
            self._noted()
        elif text:
            self.write(text.replace("\r\n", "\n"))

    def _copy(self) -> str:
        if self.tag_ranges("sel"):
            pieces = tuple(self.pieces("sel.first", "sel.last"))
            text = "".join(piece.text for piece in pieces)
            self._copied = (text, pieces)
            self.clipboard_clear()
            self.clipboard_append(text)
        return "break"

    def _cut(self) -> str:
        self._copy()
        self._drop_selection()
        self._noted()
        return "break"

    def _drop_selection(self) -> None:
        if self.tag_ranges("sel"):
            self.delete("sel.first", "sel.last")
