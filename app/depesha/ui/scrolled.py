"""A page that can be longer than the window."""

import tkinter as tk
from tkinter import ttk

from depesha.ui.theme import Theme


class Scrolled(ttk.Frame):
    """Fill `inside`; it takes all the room there is, and scrolls upright where it wants more."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent)
        self._slack = theme.px(60)
        self._canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0)
        self._bar = ttk.Scrollbar(self, command=self._canvas.yview)
        self._canvas.configure(yscrollcommand=self._bar.set)
        self._canvas.pack(side="left", fill="both", expand=True)
        # As high as what is in it or as the strut, whichever is more: a height that was set from
        # outside would keep it from telling that what is in it has grown or shrunk.
        whole = ttk.Frame(self._canvas)
        whole.columnconfigure(1, weight=1)
        self._strut = ttk.Frame(whole)
        self._strut.grid(row=0, column=0)
        self.inside = ttk.Frame(whole)
        self.inside.grid(row=0, column=1, sticky="nswe")
        self._window = self._canvas.create_window(0, 0, anchor="nw", window=whole)
        whole.bind("<Configure>", lambda _event: self._measure())
        self._canvas.bind("<Configure>", lambda _event: self._measure())
        theme.watch(self, lambda: self._canvas.configure(background=theme.colours.ground))
        for sequence, step in (("<Button-4>", -3), ("<Button-5>", 3)):
            self._wheel(sequence, step)
        self.bind_all("<FocusIn>", self._see, add=True)

    def _wheel(self, sequence: str, step: int) -> None:
        def turn(event: "tk.Event[tk.Misc]") -> None:
            if self.winfo_exists() and str(event.widget).startswith(str(self)):
                self._canvas.yview_scroll(step, "units")

        self.bind_all(sequence, turn, add=True)

    def _measure(self) -> None:
        width, height = self._canvas.winfo_width(), self._canvas.winfo_height()
        wanted = self.inside.winfo_reqheight()
        self._strut.configure(height=height)
        self._canvas.itemconfigure(self._window, width=width)
        self._canvas.configure(scrollregion=(0, 0, width, max(height, wanted)))
        shown = bool(self._bar.winfo_manager())
        # With the bar gone, lines are longer and fewer: it must not come and go for that.
        if wanted > height and not shown:
            self._bar.pack(side="right", fill="y", before=self._canvas)
        elif wanted + self._slack < height and shown:
            self._bar.pack_forget()

    def _see(self, event: "tk.Event[tk.Misc]") -> None:
        """Whoever walks by Tab sees where the keyboard is."""
        if not self.winfo_exists() or not str(event.widget).startswith(f"{self.inside}."):
            return
        top = event.widget.winfo_rooty() - self.inside.winfo_rooty()
        height, whole = self._canvas.winfo_height(), max(1, self.inside.winfo_height())
        first = self._canvas.canvasy(0)
        if top < first:
            self._canvas.yview_moveto(top / whole)
        elif top + event.widget.winfo_height() > first + height:
            self._canvas.yview_moveto((top + event.widget.winfo_height() - height) / whole)
