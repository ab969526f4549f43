"""The list of chats: only those in sight are drawn, however many there are"""

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import font as tkfont
from tkinter import ttk

from depesha.store import chats
from depesha.store.chats import Chat
from depesha.ui.chat import words
from depesha.ui.services import Services

HEIGHT = 58
"""Of a row, for a scale of 1."""


class ChatList(ttk.Frame):
    """Rows with name, last words, moment and the number of unread messages."""

    def __init__(
        self, parent: tk.Misc, services: Services, chosen: Callable[[Chat], object]
    ) -> None:
        super().__init__(parent, style="Line.TFrame", padding=1)
        self._services = services
        self._chosen = chosen
        self._found: array[int] = array("q")
        self._rows: dict[int, Chat] = {}
        self._top = 0
        """Pixels above what is in sight."""
        self.selected = 0
        """The number of the chat that is open, or 0."""
        self._wanted = ("", False)
        self._canvas = tk.Canvas(self, highlightthickness=0, takefocus=True, width=1, height=1)
        self._bar = ttk.Scrollbar(self, command=self._scrolled)
        self._bar.pack(side="right", fill="y")
        self._canvas.pack(side="left", fill="both", expand=True)
        self._obey_input()
        services.theme.watch(self, self._draw)

    @property
    def canvas(self) -> tk.Canvas:
        """Takes the keyboard."""
        return self._canvas

    @property
    def numbers(self) -> Sequence[int]:
        """All chats that were found, the latest first."""
        return self._found

    def show(self, text: str, *, unread: bool) -> None:
        """Find the chats of a search; the latest first."""
        if (text, unread) != self._wanted:
            self._wanted, self._top = (text, unread), 0
        self.reload()

    def reload(self) -> None:
        """Find them anew, and read those in sight."""
        office, (text, unread) = self._services.office, self._wanted
        begin, end = self._in_sight(10**9)

        def find() -> tuple["array[int]", list[Chat]]:
            c = office.database.reader
            found = chats.ids(c, text, unread=unread)
            return found, self._read(found[begin:end].tolist())

        self._services.bridge.run(find, self._take, key="chat.list", owner=self)

    def row(self, number: int) -> Chat | None:
        """A chat in sight."""
        return self._rows.get(number)

    def mark(self, number: int) -> None:
        """Show which chat is open."""
        self.selected = number
        self._draw()

    def see(self, number: int) -> None:
        """Scroll to a chat that was found."""
        if number in self._found:
            height, top = self._height(), self._found.index(number) * self._height()
            room = self._canvas.winfo_height()
            if top < self._top or top + height > self._top + room:
                self._move(top - max(0, (room - height) // 2))

    def _obey_input(self) -> None:
        canvas = self._canvas
        canvas.bind("<Configure>", lambda _event: self._move(self._top))
        canvas.bind("<Button-1>", self._clicked)
        for key, by in (("Up", -1), ("Down", 1), ("Prior", -8), ("Next", 8)):
            canvas.bind(f"<{key}>", lambda _event, by=by: self._step(by))  # type: ignore[misc]
        canvas.bind("<Home>", lambda _event: self._step(-(10**9)))
        canvas.bind("<End>", lambda _event: self._step(10**9))
        canvas.bind("<MouseWheel>", lambda event: self._wheel(-event.delta // 40))
        canvas.bind("<Button-4>", lambda _event: self._wheel(-3))
        canvas.bind("<Button-5>", lambda _event: self._wheel(3))
        for event in ("<FocusIn>", "<FocusOut>"):
            canvas.bind(event, lambda _event: self._draw())

    def _take(self, answer: tuple["array[int]", list[Chat]]) -> None:
        self._found, rows = answer
        self._rows = {chat.id: chat for chat in rows}
        self._move(self._top)

    def _height(self) -> int:
        fonts = (tkfont.nametofont(name) for name in ("Strong", "TkDefaultFont"))
        lines = sum(font.metrics("linespace") for font in fonts)
        return max(self._services.theme.px(HEIGHT), lines + self._services.theme.px(20))

    def _in_sight(self, total: int) -> tuple[int, int]:
        height = self._height()
        begin = self._top // height
        return begin, min(total, begin + self._canvas.winfo_height() // height + 2)

    def _scrolled(self, what: str, amount: str, _unit: str = "") -> None:
        if what == "moveto":
            self._move(int(float(amount) * len(self._found) * self._height()))
        else:
            self._wheel(int(amount) * (8 if _unit == "pages" else 1))

    def _wheel(self, rows: int) -> None:
        self._move(self._top + rows * self._height() // 2)

    def _move(self, top: int) -> None:
        room, whole = self._canvas.winfo_height(), len(self._found) * self._height()
        self._top = max(0, min(top, whole - room))
        self._bar.set(self._top / max(1, whole), min(1.0, (self._top + room) / max(1, whole)))
        begin, end = self._in_sight(len(self._found))
        missing = [one for one in self._found[begin:end] if one not in self._rows]
        if missing:
            self._services.bridge.run(
                lambda: self._read(missing), self._more, key="chat.rows", owner=self
            )
        self._draw()

    def _read(self, numbers: list[int]) -> list[Chat]:
        """The chats as the person at the program may see them. On a thread of errands."""
        office = self._services.office
        found, masking = chats.get_many(office.database.reader, numbers), office.masking
        if masking.whole:
            return found
        return [
            replace(one, name=masking.text(one.name), last_text=masking.text(one.last_text))
            for one in found
        ]

    def _more(self, rows: list[Chat]) -> None:
        begin, end = self._in_sight(len(self._found))
        shown = set(self._found[begin:end])
        kept = {number: chat for number, chat in self._rows.items() if number in shown}
        self._rows = kept | {chat.id: chat for chat in rows}
        self._draw()

    def _clicked(self, event: "tk.Event[tk.Misc]") -> None:
        self._canvas.focus_set()
        at = (self._top + event.y) // self._height()
        if at < len(self._found):
            self._choose(at)

    def _step(self, by: int) -> str:
        if self._found:
            at = self._found.index(self.selected) if self.selected in self._found else -1
            self._choose(max(0, min(at + by, len(self._found) - 1)))
        return "break"

    def _choose(self, at: int) -> None:
        number = self._found[at]
        self.mark(number)
        self.see(number)
        if (chat := self._rows.get(number)) is not None:
            self._chosen(chat)
            return
        office = self._services.office
        self._services.bridge.run(
            lambda: chats.get_many(office.database.reader, [number]),
            lambda found: [self._chosen(chat) for chat in found], owner=self,
        )  # fmt: skip

    # --- Drawing ----------------------------------------------------------------------------------

    def _draw(self) -> None:
        canvas, colours = self._canvas, self._services.theme.colours
        canvas.configure(background=colours.panel)
        canvas.delete("all")
        begin, end = self._in_sight(len(self._found))
        for at in range(begin, end):
            chat = self._rows.get(self._found[at])
            if chat is not None:
                self._draw_row(chat, at * self._height() - self._top)

    def _draw_row(self, chat: Chat, y: int) -> None:
        canvas, theme = self._canvas, self._services.theme
        colours, px = theme.colours, theme.px
        width, height = canvas.winfo_width(), self._height()
        front = chat.id == self.selected
        ink, quiet = (colours.selected_text,) * 2 if front else (colours.text, colours.quiet)
        if front:
            canvas.create_rectangle(0, y, width, y + height, fill=colours.selected, width=0)
            if canvas.focus_get() is canvas:
                canvas.create_rectangle(1, y + 1, width - 2, y + height - 2, outline=colours.accent)
        canvas.create_line(0, y + height - 1, width, y + height - 1, fill=colours.line)
        side = height - px(20)
        canvas.create_oval(px(10), y + px(10), px(10) + side, y + px(10) + side,
                           fill=colours.macro, outline="")  # fmt: skip
        canvas.create_text(px(10) + side // 2, y + px(10) + side // 2, fill=colours.text,
                           text=words.initials(chat.shown_name), font="Strong")  # fmt: skip
        left, right = px(20) + side, width - px(10)
        clock = self._services.office.clock
        when = words.moment(clock.local(chat.last_at), clock.local(clock.now()))
        canvas.create_text(right, y + px(9), text=when, anchor="ne", fill=quiet,
                           font="TkDefaultFont")  # fmt: skip
        name = "Strong" if chat.unread else "TkDefaultFont"
        room = right - left - px(8) - tkfont.nametofont("TkDefaultFont").measure(when)
        canvas.create_text(left, y + px(9), text=fitting(chat.shown_name, name, room), anchor="nw",
                           fill=ink, font=name)  # fmt: skip
        below = y + height - px(9)
        if chat.unread:
            right -= self._badge(str(chat.unread), right, below) + px(8)
        text = fitting(words.snippet(chat), "TkDefaultFont", right - left)
        colour = colours.warning if chat.note and not front else quiet
        canvas.create_text(left, below, text=text, anchor="sw", fill=colour, font="TkDefaultFont")

    def _badge(self, text: str, right: int, bottom: int) -> int:
        canvas, theme = self._canvas, self._services.theme
        font = tkfont.nametofont("TkDefaultFont")
        high = font.metrics("linespace")
        wide = max(high, font.measure(text) + theme.px(10))
        canvas.create_oval(right - wide, bottom - high, right - wide + high, bottom,
                           fill=theme.colours.accent, outline="")  # fmt: skip
        canvas.create_oval(right - high, bottom - high, right, bottom,
                           fill=theme.colours.accent, outline="")  # fmt: skip
        canvas.create_rectangle(right - wide + high // 2, bottom - high, right - high // 2, bottom,
                                fill=theme.colours.accent, width=0)  # fmt: skip
        canvas.create_text(right - wide // 2, bottom - high // 2, text=text,
                           fill=theme.colours.accent_text, font="TkDefaultFont")  # fmt: skip
        return wide


def fitting(text: str, font_name: str, room: int) -> str:
    """As much of the text as fits, with `…` where it was cut."""
    font = tkfont.nametofont(font_name)
    if font.measure(text) <= room:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if font.measure(f"{text[:middle]}…") <= room:
            fits = middle
        else:
            over = middle
    return f"{text[:fits].rstrip()}…"
