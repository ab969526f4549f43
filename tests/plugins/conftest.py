"""For editors: the tools that an editor is lent. For channels: one more check of their contract."""

import importlib.util
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from depesha.api import Picture, Style
from depesha.domain.macros import find
from depesha.testing import ChannelContract

_TABLE = importlib.util.spec_from_file_location(
    "depesha_outcome_table", Path(__file__).with_name("outcome_table.py")
)
assert _TABLE is not None
assert _TABLE.loader is not None
_outcome_table = importlib.util.module_from_spec(_TABLE)
_TABLE.loader.exec_module(_outcome_table)


def pytest_pycollect_makeitem(collector: Any, name: str, obj: Any) -> None:
    """Every contract of a channel here has one check more than strangers' contracts have."""
    if isinstance(obj, type) and issubclass(obj, ChannelContract) and obj is not ChannelContract:
        check = _outcome_table.test_the_table_of_outcomes_is_true
        obj.test_the_table_of_outcomes_is_true = check  # type: ignore[attr-defined]


class Lent:
    """What the window lends, kept simple; it remembers what it was asked."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.style = Style.LETTER
        self.changes = 0
        self.link: str | None = "https://example.com"
        self.clipboard: Picture | None = None
        self.file: Picture | None = None
        self.bound: dict[str, Any] = {}
        self.asked = ""
        self.views: list[Any] = []
        self.rendered: list[Any] = []

    def changed(self) -> None:
        self.changes += 1

    def macros_in(self, text: str) -> list[tuple[int, int, bool]]:
        return [(one.start, one.end, one.macro is not None) for one in find(text)]

    def pick_macro(self) -> None:
        self.asked = "macro"

    def ask_link(self, address: str = "") -> str | None:
        self.asked = address
        return self.link

    def paste_picture(self, then: Any) -> bool:
        if self.clipboard is not None:
            then(self.clipboard)
        return self.clipboard is not None

    def choose_picture(self, then: Any) -> None:
        if self.file is not None:
            then(self.file)

    def photo(self, picture: Picture, width: int) -> Any:
        import tkinter as tk

        return tk.PhotoImage(master=self.root, data=picture.data)

    def html_view(self, parent: Any) -> Any:
        from tkinter import ttk

        shown: list[Any] = []
        view = SimpleNamespace(
            widget=ttk.Frame(parent), shown=shown, show=lambda *what: shown.append(what)
        )
        self.views.append(view)
        return view

    def render(self, document: Any, then: Any) -> None:
        self.rendered.append(document)
        then(f"<p>{document.body}</p>", document.pictures, document.body)

    def shortcuts(self, widget: Any, shortcuts: Any) -> None:
        self.bound |= shortcuts

    def px(self, size: float) -> int:
        return round(size)

    def icon(self, name: str) -> Any:
        import tkinter as tk

        return tk.PhotoImage(master=self.root, width=16, height=16)

    def colour(self, role: str) -> str:
        return "#123456"

    def watch(self, widget: Any, repaint: Any) -> None:
        repaint()

    def hint(self, widget: Any, text: str) -> None:
        """Nobody looks."""


@pytest.fixture
def tools(tk_root: Any) -> Lent:
    return Lent(tk_root)


@pytest.fixture
def pixel() -> Picture:
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(written, "PNG")
    return Picture("a.png", "image/png", written.getvalue())
