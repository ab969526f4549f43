"""Shows a rendered letter: in a child process where windows can be lent, else as its text."""

import base64
import json
import os
import subprocess
import sys
import tkinter as tk
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from tkinter import ttk

from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.ui.preview.safe import safe_for_screen
from depesha.ui.services import Services

PATIENCE = 12_000
"""Milliseconds: a view that has shown nothing by then is given up."""
_MODULE = "depesha.ui.preview.child"
_BITE = 1 << 16


class HtmlView:
    """See depesha.api.HtmlView."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        self._services = services
        self.frame = ttk.Frame(parent, style="Panel.TFrame")
        self.note = ttk.Label(self.frame, style="PanelQuiet.TLabel", justify="left")
        self._lent = self._frame_to_lend()
        self.plain = _plain_text(self.frame, services)
        self._child: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._heard = b""
        self._number = 0
        self._text = ""
        self._timer = ""
        self.shown = 0
        """The number of the letter that is on the screen."""
        self.broken = not _can_lend(self.frame)
        self.frame.bind("<Destroy>", self._end)

    @property
    def widget(self) -> ttk.Frame:
        """See depesha.api.HtmlView."""
        return self.frame

    def show(self, html: str, pictures: Sequence[Picture] = (), text: str = "") -> None:
        """Show a document; `text` stands in for it where HTML cannot be shown."""
        self._number += 1
        self._text = text
        if self.broken or not html:
            self._show_text(_NO_VIEW() if self.broken and html else "")
            return
        number = self._number
        self._services.bridge.run(
            lambda: _line(html, pictures, number), self._hand_over, self._failed,
            key=f"html.{self.frame}",
        )  # fmt: skip

    def _hand_over(self, line: bytes) -> None:
        if self._child is None or self._child.poll() is not None:
            self._begin()
        child = self._child
        if child is None or child.stdin is None:
            return
        self._lay(self._lent)
        pipe = child.stdin
        self._wait()
        # The child may be slow to read: its pipe must not hold the window up.
        self._services.bridge.run(
            lambda: _write(pipe.fileno(), line), failed=lambda _error: self._broke()
        )

    def _frame_to_lend(self) -> tk.Frame:
        px = self._services.theme.px
        return tk.Frame(
            self.frame, container=True, background="#ffffff", width=px(360), height=px(200)
        )

    def _begin(self) -> None:
        # With a process that ends, the frame is gone that was lent to it.
        self._lent.destroy()
        self._lent = self._frame_to_lend()
        self._lay(self._lent)
        self.frame.update_idletasks()
        zoom = self._services.theme.text_size / 100
        command = [sys.executable, "-P", "-m", _MODULE, str(self._lent.winfo_id()), str(zoom)]
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            self._give_up()
            return
        assert self._child.stdout is not None
        self._heard, self._ready = b"", False
        os.set_blocking(self._child.stdout.fileno(), False)
        self.frame.tk.createfilehandler(self._child.stdout, tk.READABLE, self._hear)

    def _hear(self, _file: object, _mask: int) -> None:
        if self._child is None or self._child.stdout is None:
            return
        try:
            bite = os.read(self._child.stdout.fileno(), _BITE)
        except BlockingIOError:
            return
        if not bite:
            self._broke()
            return
        *lines, self._heard = (self._heard + bite).split(b"\n")
        for line in lines:
            self._obey(json.loads(line))

    def _obey(self, said: dict[str, object]) -> None:
        if "ready" in said:
            self._ready = True
        elif "shown" in said:
            self.shown = int(str(said["shown"]))
            if self.shown == self._number:
                self._stop_waiting()
        elif "link" in said:
            # Not from within the handler of the pipe: the question waits for an answer.
            self.frame.after_idle(lambda: ask_and_open(self._services, str(said["link"])))

    def _broke(self) -> None:
        """The child is gone: this letter is shown as text, the next one is tried anew."""
        if not self._ready:
            self._give_up()
            return
        self._let_go()
        self._show_text(_("This letter cannot be shown with its looks; here is its text."))

    def _give_up(self) -> None:
        self.broken = True
        self._let_go()
        self._show_text(_NO_VIEW())

    def _failed(self, error: Exception) -> None:
        self._services.notices.error(error)
        self._show_text("")

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.frame.after(PATIENCE, self._broke)

    def _stop_waiting(self) -> None:
        if self._timer:
            self.frame.after_cancel(self._timer)
            self._timer = ""

    def _let_go(self) -> None:
        self._stop_waiting()
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(tk.TclError, ValueError):
            assert child.stdout is not None
            self.frame.tk.deletefilehandler(child.stdout)
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _end(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self.frame:
            self._let_go()

    def _show_text(self, note: str) -> None:
        self.note.configure(text=note)
        self.plain.configure(state="normal")
        self.plain.delete("1.0", "end")
        self.plain.insert("1.0", self._text)
        self.plain.configure(state="disabled")
        self._lay(self.plain, note=bool(note))

    def _lay(self, widget: tk.Misc, *, note: bool = False) -> None:
        px = self._services.theme.px
        for one in self.frame.pack_slaves():
            one.pack_forget()
        if note:
            self.note.pack(fill="x", padx=px(12), pady=px(8))
        widget.pack(fill="both", expand=True)  # type: ignore[attr-defined]


def _NO_VIEW() -> str:  # noqa: N802 - a constant in the language in force
    return _("Letters cannot be shown with their looks on this computer; here is the text.")


def _can_lend(widget: tk.Misc) -> bool:
    """Whether a window of ours may hold another process's; a packaged program has no interpreter
    to start one with."""
    on_x11 = widget.tk.call("tk", "windowingsystem") == "x11"
    return bool(on_x11) and not getattr(sys, "frozen", False)


def _line(html: str, pictures: Sequence[Picture], number: int) -> bytes:
    wanted = {
        "html": safe_for_screen(html),
        "pictures": {p.cid: [p.mime, base64.b64encode(p.data).decode()] for p in pictures},
        "number": number,
    }
    return json.dumps(wanted).encode() + b"\n"


def _write(pipe: int, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def ask_and_open(services: Services, url: str) -> None:
    """Open a link in the browser if the person says so, having seen where it goes."""
    if not url.startswith(("https://", "http://", "mailto:", "tel:")):
        return
    question = _("Open this address in the browser?") + f"\n\n{url}"
    if services.dialogs.confirm(_("Link"), question, _("Open")):
        webbrowser.open(url)


def _plain_text(parent: tk.Misc, services: Services) -> tk.Text:
    text = tk.Text(parent, wrap="word", width=20, height=4, state="disabled")
    px = services.theme.px
    text.configure(padx=px(14), pady=px(12), borderwidth=0, highlightthickness=0)
    return text
