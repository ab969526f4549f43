"""Shortcuts under every keyboard layout, and text fields that behave as in office programs.

Tk knows keys by the sign they type, so under a Russian layout Ctrl+С is not Ctrl+C. Where a key
types no Latin letter, its place on the keyboard tells which one it is. Tk's text fields also have
shortcuts of Emacs, which would edit the text below a menu's shortcut: they are taken away.
"""

import tkinter as tk
from collections.abc import Callable

from depesha.ui.modal import in_front

_X11 = dict(
    zip(
        [*range(24, 34), *range(38, 47), *range(52, 59)],
        "qwertyuiopasdfghjklzxcvbnm",
        strict=True,
    )
)
_WINDOWS = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
_EDITING = {"c": "<<Copy>>", "x": "<<Cut>>", "v": "<<Paste>>", "a": "<<SelectAll>>",
            "z": "<<Undo>>", "y": "<<Redo>>"}  # fmt: skip
_EMACS = "bdefhiknopt"
_FIELDS = ("Text", "Entry", "TEntry", "TCombobox", "Spinbox", "TSpinbox")
_SHIFT, _CONTROL, _ALT = 0x1, 0x4, 0x8
_WINDOWS_ALT = 0x20000
_NAMED = {"Return": "Enter", "KP_Enter": "Enter", "Prior": "PgUp", "Next": "PgDn", "space": "Space",
          "plus": "+", "equal": "=", "minus": "-", "KP_Add": "+", "KP_Subtract": "-", "comma": ",",
          "Escape": "Esc"}  # fmt: skip


def letter(keysym: str, keycode: int, system: str) -> str:
    """The Latin letter of a key, whatever it types; empty where it is none."""
    if len(keysym) == 1 and keysym.isascii():
        return keysym.lower() if keysym.isalpha() else ""
    return (_WINDOWS if system == "win32" else _X11).get(keycode, "")


def spell(keysym: str, keycode: int, state: int, system: str) -> str:
    """A key with its modifiers as shortcuts are written: `Ctrl+Shift+C`, `F5`, `Delete`."""
    alt = state & (_WINDOWS_ALT if system == "win32" else _ALT)
    held = [
        name
        for name, on in (
            ("Ctrl", state & _CONTROL), ("Alt", alt), ("Shift", state & _SHIFT),
        )
        if on
    ]  # fmt: skip
    named = len(keysym) > 1 and keysym.isascii() and not keysym.startswith("Cyrillic_")
    key = "" if named else letter(keysym, keycode, system).upper()
    return "+".join([*held, key or _NAMED.get(keysym, keysym)])


def install(root: tk.Tk, obey: Callable[[str], bool]) -> None:
    """Let `obey(shortcut)` hear of keys pressed in the main window; it says whether it knew them.

    Also lets copy, cut, paste, select-all, undo and redo work under every layout, everywhere.
    """
    system = str(root.tk.call("tk", "windowingsystem"))
    _like_office_programs(root)

    def pressed(event: "tk.Event[tk.Misc]") -> str | None:
        state = int(event.state)
        if _in_front(root, event.widget) and obey(
            spell(event.keysym, event.keycode, state, system)
        ):
            return "break"
        if not state & _CONTROL or (len(event.keysym) == 1 and event.keysym.isascii()):
            return None  # a Latin key: Tk's own bindings have done it
        wanted = letter(event.keysym, event.keycode, system)
        if wanted == "z" and state & _SHIFT:
            wanted = "y"
        if wanted in _EDITING:
            event.widget.event_generate(_EDITING[wanted])
            return "break"
        return None

    root.bind_all("<KeyPress>", pressed, add=True)


def _in_front(root: tk.Tk, widget: object) -> bool:
    # Under a dialog the window's own shortcuts rest. Menus and Tk's own widgets come as names.
    if not isinstance(widget, tk.Misc):
        return False
    return widget.winfo_toplevel() is root and in_front(root) is root


def _like_office_programs(root: tk.Tk) -> None:
    root.event_delete("<<Paste>>", "<Control-y>", "<Control-Y>")
    root.event_add("<<Redo>>", "<Control-y>", "<Control-Y>")
    for field in _FIELDS:
        for key in _EMACS:
            for one in (key, key.upper()):
                root.bind_class(field, f"<Control-{one}>", _nothing)
        root.bind_class(field, "<Control-a>", _select_all)
        root.bind_class(field, "<Control-A>", _select_all)
    for key in ("Return", "KP_Enter"):
        # Ctrl+Enter is a shortcut, and no line feed before it.
        root.bind_class("Text", f"<Control-{key}>", _nothing)
    root.bind_class("Text", "<<SelectAll>>", _select_text)


def _nothing(_event: object) -> None:
    """What Emacs does with this key is not done here."""


def _select_all(event: "tk.Event[tk.Misc]") -> str:
    event.widget.event_generate("<<SelectAll>>")
    return "break"


def _select_text(event: "tk.Event[tk.Misc]") -> str:
    # Tk's own also selects the line feed behind the last letter.
    if isinstance(event.widget, tk.Text):
        event.widget.tag_add("sel", "1.0", "end-1c")
        event.widget.mark_set("insert", "end-1c")
    return "break"
