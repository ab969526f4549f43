"""Every window in both languages, in usual and in large letters: whatever has words has the room
for them, lies inside what holds it, and is not covered by anything else."""

import tkinter as tk
from collections.abc import Iterator
from datetime import date
from tkinter import font as tkfont
from tkinter import ttk
from typing import Any, NamedTuple

import pytest

import scenes
import stage
from depesha.api.i18n import LANGUAGES, use_language
from depesha.domain.people import Document, Employee
from depesha.store import documents, employees

SPOKEN = (ttk.Label, ttk.Button, ttk.Menubutton, ttk.Checkbutton, ttk.Radiobutton, ttk.Entry)
ROUNDING = 1
"""Pixels."""


class Room(NamedTuple):
    """What can be seen of a widget, in pixels of the screen."""

    left: int
    top: int
    right: int
    bottom: int

    def within(self, other: "Room") -> "Room":
        """What of it lies inside another one."""
        return Room(*map(max, self[:2], other[:2]), *map(min, self[2:], other[2:]))


@pytest.fixture
def known(office, told, tmp_path):
    """One of everything in the office that the language's window is then opened on."""
    path = tmp_path / "clients.csv"
    path.write_text("Наименование;Почта\nДина;d@x.ru\nЕгор;нет\n", "utf-8")
    with office.database.write() as c:
        person = employees.insert(c, Employee(name="Ольга", email="o@x.ru"))
        order = Document(type="order", number="ЗК-1", date=date(2026, 5, 4), contact_id=1)
        paper = documents.insert(c, order)
    return stage.Known(1, person, paper, told, path, people=4)


@pytest.fixture(params=LANGUAGES)
def language(request):
    """Known before the window is made."""
    use_language(request.param)
    return request.param


@pytest.mark.slow
def test_nothing_is_cut(language, known, app) -> None:
    found = []

    def look(name: str, window: Any) -> None:
        size = app.services.theme.text_size
        found.extend(f"{size} % {name}: {one}" for one in cut(window))

    for size in (100, 150):
        app.services.theme.use("light", size)
        scenes.all_scenes(stage.Stage(app, known, look))
        for key in app.services.tabs.open_keys:  # what is built anew has the sizes of its letters
            app.services.tabs.close_quietly(key)
    assert not found, "\n".join(found)


def cut(window: Any) -> Iterator[str]:
    """What is cut off, or covered, in a window."""
    for widget, room, scrolled in _seen(window, _room(window), scrolled=False):
        if isinstance(widget, SPOKEN):
            why = _too_small(widget) or _outside(widget, room, scrolled=scrolled)
            if why:
                text = "" if isinstance(widget, ttk.Entry) else widget.cget("text")
                yield f"{widget.winfo_class()} {widget} “{text}” {why}"
        elif isinstance(widget, ttk.Treeview):
            yield from _headings(widget)


def _seen(widget: Any, room: Room, *, scrolled: bool) -> Iterator[tuple[Any, Room, bool]]:
    scrolled = scrolled or isinstance(widget, tk.Canvas | tk.Text)
    for child in widget.winfo_children():
        if child.winfo_viewable() and not isinstance(child, tk.Toplevel | tk.Menu):
            yield child, room, scrolled
            inner = _room(child).within(room)
            yield from _seen(child, inner, scrolled=scrolled)


def _room(widget: Any) -> Room:
    x, y = widget.winfo_rootx(), widget.winfo_rooty()
    return Room(x, y, x + widget.winfo_width(), y + widget.winfo_height())


def _too_small(widget: Any) -> str:
    wants = widget.winfo_reqwidth(), widget.winfo_reqheight()
    has = widget.winfo_width(), widget.winfo_height()
    return f"wants {wants}, has {has}" if any(
        want > one + ROUNDING for want, one in zip(wants, has, strict=True)
    ) else ""  # fmt: skip


def _outside(widget: Any, room: Room, *, scrolled: bool) -> str:
    box = _room(widget)
    inside = box.within(room)
    if scrolled:  # what is scrolled out of sight may be scrolled into it
        return "" if (inside.left, inside.right) == (box.left, box.right) else f"{box} of {room}"
    if inside != box:
        return f"{box} of {room}"
    middle = (box.left + box.right) // 2, (box.top + box.bottom) // 2
    above = widget.winfo_containing(*middle)
    hidden = above is not None and not str(above).startswith(str(widget))
    return f"is covered by {above}" if hidden else ""


def _headings(tree: ttk.Treeview) -> Iterator[str]:
    shown = str(tree.cget("show"))
    if "headings" not in shown:
        return
    columns = [*(["#0"] if "tree" in shown else []), *tree.cget("columns")]
    font = tkfont.nametofont("TkDefaultFont", tree)
    for column in columns:
        title, width = tree.heading(column, "text"), int(tree.column(column, "width"))
        if font.measure(title) > width:
            yield f"heading “{title}” in {width}"
