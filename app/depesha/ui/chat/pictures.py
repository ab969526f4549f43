"""Small pictures of a conversation: read and shrunk on another thread, kept while they are shown"""

import tkinter as tk
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tkinter import ttk

from depesha.store.chat_messages import ChatFile
from depesha.ui.services import Services

SIDE = 260
"""Pixels of the longer side, for a scale of 1."""
LARGEST = 40_000_000
"""Pixels of a picture that is still opened: a small file may unpack into gigabytes."""


class Pictures:
    """The pictures of one conversation."""

    def __init__(self, owner: ttk.Frame, services: Services, came: Callable[[], object]) -> None:
        """`came` is called when a picture has got its size."""
        self._came = came
        self._owner = owner
        self._services = services
        self._shown: dict[int, tk.PhotoImage | None] = {}

    def forget(self) -> None:
        """Another conversation is shown."""
        self._shown.clear()

    def get(self, file: ChatFile) -> tk.PhotoImage | None:
        """The picture, still empty where it is being read; None where it is none."""
        if file.id not in self._shown:
            self._shown[file.id] = tk.PhotoImage(master=self._owner, width=1, height=1)
            self._read(file)
        return self._shown[file.id]

    def _read(self, file: ChatFile) -> None:
        services, number = self._services, file.id
        path, side = services.office.profile.chats / file.path, services.theme.px(SIDE)

        # Neither holds the picture: it would be taken away on the other thread.
        def show(data: bytes) -> None:
            picture = self._shown.get(number)
            if picture is not None and data:
                picture.configure(data=data, width=0, height=0)
                self._came()
            elif number in self._shown and not data:
                self._shown[number] = None

        services.bridge.run(lambda: small(path, side), show, owner=self._owner)


def small(path: Path, side: int) -> bytes:
    """The picture as a PNG within a square of `side` pixels; empty where it cannot be read."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > LARGEST:
                return b""
            opened.draft("RGB", (side * 2, side * 2))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail((side, side))
            into = BytesIO()
            turned.convert("RGBA").save(into, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    return into.getvalue()
