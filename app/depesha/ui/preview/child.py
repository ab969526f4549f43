"""The embedded view in a process of its own: HTML that breaks it breaks nothing else.

    python -m depesha.ui.preview.child WINDOW ZOOM

Lines of JSON: `{"number": 1, "html": …, "pictures": {cid: [mime, base64]}}` come in,
`{"ready": true}`, `{"shown": 1}` and `{"link": url}` go out. The end of the input ends the process.
"""

import base64
import json
import os
import sys
import tkinter as tk

from depesha.ui.preview.page import Page

_BITE = 1 << 20


class Child:
    """The child's side of the conversation."""

    def __init__(self, window: str, zoom: float) -> None:
        self._root = tk.Tk(use=window)
        self._page = Page(self._root, lambda url: _say({"link": url}), zoom)
        self._read = b""
        self._wanted: bytes | None = None
        os.set_blocking(0, False)
        self._root.tk.createfilehandler(0, tk.READABLE, self._hear)
        _say({"ready": True})

    def run(self) -> None:
        """Until nobody listens any more."""
        self._root.mainloop()

    def _hear(self, _file: object, _mask: int) -> None:
        try:
            bite = os.read(0, _BITE)
        except BlockingIOError:
            return
        if not bite:
            self._root.destroy()
            return
        *lines, self._read = (self._read + bite).split(b"\n")
        if lines:
            # Of several letters only the last is still wanted.
            if self._wanted is None:
                self._root.after(1, self._show)
            self._wanted = lines[-1]

    def _show(self) -> None:
        assert self._wanted is not None
        wanted = json.loads(self._wanted)
        self._wanted = None
        pictures = {
            cid: (mime, base64.b64decode(data)) for cid, (mime, data) in wanted["pictures"].items()
        }
        self._page.show(wanted["html"], pictures)
        self._root.update()
        _say({"shown": wanted["number"]})


def _say(words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Child(sys.argv[1], float(sys.argv[2])).run()
