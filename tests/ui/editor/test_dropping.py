"""Files from the file manager."""

from tkinter import ttk
from types import SimpleNamespace

import pytest

from depesha.ui.editor.dropping import accept_files


def test_a_widget_takes_files_and_not_folders(tk_root, tmp_path):
    took = []
    label = ttk.Label(tk_root, text="here")
    label.pack()
    bound = {}
    label.dnd_bind = bound.__setitem__
    if not accept_files(label, took.extend):
        pytest.skip("tkdnd has no build for this system")
    path = tmp_path / "файл с пробелом.txt"
    path.write_text("x", encoding="utf-8")
    # As tkdnd hands them over: a Tcl list.
    bound["<<Drop>>"](SimpleNamespace(data=f"{{{path}}} {tmp_path}"))
    assert took == [str(path)]


def test_where_nothing_can_be_dropped_it_says_so(tk_root, monkeypatch):
    import tkinterdnd2

    def never(_root):
        raise RuntimeError("Unable to load tkdnd library.")

    monkeypatch.setattr(tkinterdnd2.TkinterDnD, "_require", never)
    assert not accept_files(ttk.Label(tk_root), lambda _paths: None)
