"""The office's own page."""

from tkinter import ttk


def test_it_tells_where_everything_lies(app) -> None:
    app.services.doors.settings("office")
    page = app.services.tabs.view("settings").page("office")
    texts = [
        str(child["text"]) for child in page.body.winfo_children() if isinstance(child, ttk.Label)
    ]
    assert any(str(app.services.office.profile.root) in text for text in texts)
