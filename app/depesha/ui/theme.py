"""The look of the window: colours, sizes and fonts, and what changes when they change."""

import sys
import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from tkinter import font as tkfont
from typing import Any

from depesha.ui import styles
from depesha.ui.colours import DARK, LIGHT, Colours
from depesha.ui.icons import Icons

MODES = ("system", "light", "dark")
TEXT_SIZES = (100, 125, 150, 175, 200)
"""Per cent of the system's own size of letters."""
_FONTS = ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkCaptionFont",
          "TkSmallCaptionFont", "TkIconFont", "TkTooltipFont", "TkFixedFont")  # fmt: skip
_PLAIN_HEIGHT = 17
"""Pixels of a line of 10-point letters at 96 dpi: a scale of 1."""


def prepare_process() -> None:
    """Call before `tk.Tk()`: Windows scales windows of programs that do not say they can."""
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(1)


class Theme:
    """The look in force. Sizes are given for a scale of 1 and go through `px`."""

    def __init__(self, root: tk.Tk, mode: str = "system", text_size: int = 100) -> None:
        self.root = root
        self.icons = Icons(root)
        self.colours: Colours = LIGHT
        self.scale = 1.0
        self._watchers: list[Callable[[], object]] = []
        self.kept: list[object] = []
        """Pictures that only Tk refers to."""
        self._own: dict[str, tkfont.Font] = {}
        self._plain = {name: self._font(name).actual() for name in _FONTS}
        self.use(mode, text_size)

    def use(self, mode: str, text_size: int) -> None:
        """Switch to a mode of `MODES` and a size of `TEXT_SIZES`; everything on screen follows."""
        self.mode, self.text_size = mode, text_size
        self.dark = mode == "dark" or (mode == "system" and system_is_dark())
        self.colours = DARK if self.dark else LIGHT
        self._size_fonts(text_size / 100)
        height = self._font("TkDefaultFont").metrics("linespace")
        # Tk on X11 takes no notice of the desktop's dpi; the letters do.
        self.scale = max(1.0, round(height / _PLAIN_HEIGHT * 4) / 4)
        styles.apply(self)
        for watcher in list(self._watchers):
            watcher()

    def px(self, size: float) -> int:
        """Pixels for a size that fits a scale of 1."""
        return round(size * self.scale)

    def icon(self, name: str, size: int = 16, colour: str = "") -> tk.PhotoImage:
        """The symbol, in the colour of text where none is named. `size` for a scale of 1."""
        return self.icons.icon(name, self.px(size), colour or self.colours.text)

    def watch(self, widget: tk.Misc, repaint: Callable[[], object]) -> None:
        """Call `repaint` now and whenever the look changes, as long as the widget lives."""
        self._watchers.append(repaint)

        def forget(event: "tk.Event[tk.Misc]") -> None:
            if event.widget is widget and repaint in self._watchers:
                self._watchers.remove(repaint)

        widget.bind("<Destroy>", forget, add=True)
        repaint()

    def _size_fonts(self, factor: float) -> None:
        for name, plain in self._plain.items():
            self._font(name).configure(size=round(plain["size"] * factor))
        default = self._font("TkDefaultFont").actual()
        looks: dict[str, dict[str, object]] = {
            "Title": {"size": round(default["size"] * 1.45), "weight": "bold"},
            "Strong": {"weight": "bold"},
            "Slanted": {"slant": "italic"},
        }
        for name, look in looks.items():
            wanted: Any = default | look
            if name in self._own:
                self._own[name].configure(**wanted)
            else:
                self._own[name] = tkfont.Font(self.root, name=name, exists=False, **wanted)

    def _font(self, name: str) -> tkfont.Font:
        return tkfont.Font(self.root, name=name, exists=True)


def system_is_dark() -> bool:
    """What the desktop says, where it can be asked without waiting."""
    if sys.platform == "win32":
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return bool(winreg.QueryValueEx(opened, "AppsUseLightTheme")[0] == 0)
    return False
