"""One conversation: what both sides said, the latest at the foot; earlier pages on demand"""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.chat.history import PAGE, Item
from depesha.domain.states import State
from depesha.store.chat_messages import ChatFile
from depesha.ui.chat import words
from depesha.ui.chat.pictures import Pictures
from depesha.ui.services import Services

MOST = 200
"""Items that stand in the widget; of a longer conversation one sees a part at a time."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done to what was said."""

    earlier: Callable[[], object]
    latest: Callable[[], object]
    again: Callable[[Item], object]
    cancel: Callable[[Item], object]
    open_file: Callable[[ChatFile, bool], object]
    """The file, and whether it is ours."""
    open_mailing: Callable[[int], object]


class Conversation(ttk.Frame):
    """The items of one chat."""

    def __init__(self, parent: tk.Misc, services: Services, deeds: Deeds) -> None:
        super().__init__(parent, style="Line.TFrame", padding=1)
        self._services = services
        self._deeds = deeds
        self.items: list[Item] = []
        self.complete = False
        """There is nothing before the first item."""
        self.at_end = True
        """The last item is the latest."""
        self._text = tk.Text(
            self, wrap="word", relief="flat", borderwidth=0, highlightthickness=0, width=1,
            height=1, cursor="arrow", takefocus=True, state="disabled",
        )  # fmt: skip
        self._bar = bar = ttk.Scrollbar(self, command=self._scroll)
        self._foot = True
        self._text.configure(yscrollcommand=bar.set)
        for event in ("<MouseWheel>", "<Button-4>", "<Button-5>", "<KeyRelease>"):
            self._text.bind(event, lambda _event: self.after_idle(self._scrolled), add=True)
        bar.pack(side="right", fill="y")
        self._text.pack(side="left", fill="both", expand=True)
        self._pictures = Pictures(self, services, self._stay)
        self._text.bind("<Configure>", lambda _event: self._measure())
        services.theme.watch(self, self._paint)

    @property
    def text(self) -> tk.Text:
        """Where it is shown."""
        return self._text

    def _scroll(self, *words: str) -> None:
        self._text.yview(*words)
        self._scrolled()

    def _scrolled(self) -> None:
        self._foot = self._text.yview()[1] >= 0.999

    def clear(self) -> None:
        """No conversation is shown."""
        self.items, self.complete, self.at_end = [], True, True
        self._pictures.forget()
        self._write()

    def show(self, items: list[Item]) -> None:
        """The latest page of a chat."""
        self._pictures.forget()
        self.items, self.complete, self.at_end = items, len(items) < PAGE, True
        self._write()
        self._foot = True
        self._text.see("end")

    def refresh(self, page: list[Item]) -> None:
        """The latest page as it is now: new items, other states."""
        if not self.at_end or page == self.items[-len(page) :]:
            return
        first = _place(page[0]) if page else (0.0, 0)
        before = [item for item in self.items if _place(item) < first]
        at_foot = self._foot
        self.items = [*before, *page][-MOST:]
        self.complete = self.complete and bool(before or len(page) < PAGE)
        keep = self._text.index("@0,0")
        self._write()
        self._text.see("end" if at_foot else keep)

    def prepend(self, page: list[Item]) -> None:
        """The page before the first item."""
        self.complete = len(page) < PAGE
        whole = [*page, *self.items]
        self.items = whole[:MOST]
        self.at_end = self.at_end and len(whole) <= MOST
        self._write()
        self._foot = False
        if len(page) < len(self.items):
            self._text.see(f"item{len(page)}")
            self._text.yview(f"item{len(page)}")

    def _stay(self) -> None:
        """A picture came and pushed the rest down: who looked at the foot goes on doing so."""
        if self._foot:
            self._text.see("end")

    # --- Writing it down --------------------------------------------------------------------------

    def _write(self) -> None:
        text, clock = self._text, self._services.office.clock
        text.configure(state="normal")
        for name in text.tag_names():
            if name.startswith("link"):
                text.tag_delete(name)
        text.delete("1.0", "end")
        self._links = 0
        now = clock.local(clock.now())
        if not self.complete:
            self._link(_("Earlier messages"), self._deeds.earlier, "middle")
            self._put("\n", "middle")
        shown = ""
        for number, item in enumerate(self.items):
            day = words.day(clock.local(item.at), now)
            if day != shown:
                self._put(f"{day}\n", "middle")
                shown = day
            text.mark_set(f"item{number}", "end-1c")
            text.mark_gravity(f"item{number}", "left")
            self._write_item(item)
        if not self.at_end:
            self._link(_("Latest messages"), self._deeds.latest, "middle")
            self._put("\n", "middle")
        text.configure(state="disabled")

    def _write_item(self, item: Item) -> None:
        side = "notice" if item.mailing_id else "ours" if item.out else "theirs"
        self._put("\n", "gap")
        start = self._text.index("end-1c")
        self._write_text(item, side)
        for file in item.files:
            self._write_file(file, side, ours=item.out)
        when = f"{self._services.office.clock.local(item.at):%H:%M}"
        parts = [part for part in (item.who, when, words.state(item)) if part]
        bad = item.state in {State.FAILED, State.UNKNOWN, State.BOUNCED}
        self._put(" · ".join(parts), side, "meta", *(["bad"] if bad else []))
        self._write_deeds(item, side)
        if item.why:
            self._put(f"\n{item.why}", side, "meta", "bad")
        self._put("\n", side, "meta")
        self._text.tag_add("first", start, f"{start} lineend")
        self._text.tag_add("last", "end-2l linestart", "end-1c")

    def _write_text(self, item: Item, side: str) -> None:
        if not item.text:
            return
        if item.out and not item.mailing_id:
            from depesha.delivery.chat.text import events

            styles: list[str] = []
            for event in events(item.text):
                if event.kind == "open":
                    styles.append(f"_{event.value}")
                elif event.kind == "link":
                    styles.append("_a")
                elif event.kind == "close" and styles:
                    styles.pop()
                elif event.kind == "text":
                    self._put(event.value, side, *styles)
        else:
            self._put(item.text, side)
        self._put("\n", side)

    def _write_file(self, file: ChatFile, side: str, *, ours: bool) -> None:
        if file.picture and file.state == "here":
            picture = self._pictures.get(file)
            if picture is not None:
                name = self._text.image_create("end", image=picture, padx=2, pady=2)
                self._text.tag_add(side, name)
                self._tag_link("end-2c", partial(self._deeds.open_file, file, ours))
                self._put("\n", side)
                return
        start = self._text.index("end-1c")
        self._text.image_create("end", image=self._services.theme.icon("paperclip"), padx=2)
        self._text.tag_add(side, start, "end-1c")
        label = f" {file.name}" + (f" ({words.size(file.size)})" if file.size else "")
        if file.state == "here":
            self._link(label, partial(self._deeds.open_file, file, ours), side)
        else:
            waits = _("is being fetched…") if file.state == "there" else file.why
            self._put(f"{label} — {waits}", side)
        self._put("\n", side)

    def _write_deeds(self, item: Item, side: str) -> None:
        deeds: list[tuple[str, Callable[[], object]]] = []
        if item.mailing_id:
            deeds.append((_("open"), partial(self._deeds.open_mailing, item.mailing_id)))
        elif item.out and item.state in {State.FAILED, State.UNKNOWN, State.CANCELLED}:
            deeds.append((_("send again"), partial(self._deeds.again, item)))
        elif item.out and item.state in {State.QUEUED, State.WAITING}:
            deeds.append((_("do not send"), partial(self._deeds.cancel, item)))
        for title, deed in deeds:
            self._put("   ", side, "meta")
            self._link(title, deed, side, "meta")

    def _put(self, what: str, *tags: str) -> None:
        self._text.insert("end", what, tags)

    def _link(self, title: str, deed: Callable[[], object], *tags: str) -> None:
        start = self._text.index("end-1c")
        self._put(title, *tags)
        self._tag_link(start, deed)

    def _tag_link(self, start: str, deed: Callable[[], object]) -> None:
        text, name = self._text, f"link{self._links}"
        self._links += 1
        text.tag_add(name, start, "end-1c")
        text.tag_configure(name, foreground=self._services.theme.colours.accent, underline=True)
        text.tag_bind(name, "<Button-1>", lambda _event: deed())
        text.tag_bind(name, "<Enter>", lambda _event: text.configure(cursor="hand2"))
        text.tag_bind(name, "<Leave>", lambda _event: text.configure(cursor="arrow"))

    # --- Its look ---------------------------------------------------------------------------------

    def _paint(self) -> None:
        colours, px = self._services.theme.colours, self._services.theme.px
        text = self._text
        text.configure(
            background=colours.panel, foreground=colours.text, font="TkDefaultFont",
            selectbackground=colours.selected, selectforeground=colours.selected_text,
            padx=px(10), pady=px(8),
        )  # fmt: skip
        text.tag_configure("middle", justify="center", foreground=colours.quiet,
                           spacing1=px(8), spacing3=px(2))  # fmt: skip
        text.tag_configure("gap", font=("TkDefaultFont", 1), spacing1=px(4))
        grounds = {"ours": colours.selected, "theirs": colours.heading, "notice": colours.macro}
        for side, ground in grounds.items():
            # The narrow margin is part of the ground, the wide one is not.
            left = side == "theirs"
            text.tag_configure(
                side, background=ground, lmargincolor=ground if left else colours.panel,
                rmargincolor=colours.panel if left else ground,
                foreground=colours.selected_text if side == "ours" else colours.text,
            )  # fmt: skip
        quiet = colours.selected_text if self._services.theme.dark else colours.quiet
        text.tag_configure("meta", foreground=quiet, font="TkSmallCaptionFont")
        text.tag_configure("bad", foreground=colours.bad)
        text.tag_configure("first", spacing1=px(5))
        text.tag_configure("last", spacing3=px(6))
        text.tag_configure("_b", font="Strong")
        text.tag_configure("_i", font="Slanted")
        text.tag_configure("_u", underline=True)
        text.tag_configure("_s", overstrike=True)
        text.tag_configure("_a", underline=True)
        text.tag_raise("meta")
        text.tag_raise("bad")
        text.tag_raise("sel")
        self._measure()
        self._write()

    def _measure(self) -> None:
        """Ours stand at the right, theirs at the left, each as wide as two thirds."""
        free = max(0, self._text.winfo_width() // 4)
        edge = self._services.theme.px(10)
        for side, left in (("ours", free), ("notice", free), ("theirs", edge)):
            right = free + edge - left
            self._text.tag_configure(side, lmargin1=left, lmargin2=left, rmargin=right)


def _place(item: Item) -> tuple[float, int]:
    return (item.at, item.id)
