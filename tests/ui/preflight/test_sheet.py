"""The sheet shows what it is told."""


def texts(widget):
    found = [str(widget["text"])] if "text" in widget.keys() else []  # noqa: SIM118 - Tk's own
    return found + [text for child in widget.winfo_children() for text in texts(child)]


def test_test_mode_is_said_loudly(sheet):
    view = sheet()
    assert any(text.startswith("Test mode: nothing leaves") for text in texts(view.sheet))
    assert view.sheet.headline["text"] == "3 of 4 will get it"
    assert {"Subject", "Тема", "Finished about"} <= set(texts(view.sheet))


def test_values_stay_within_the_window(sheet, person, app):
    view = sheet(body="x", title="Т" * 300)
    app.services.theme.use("dark", 150)
    person.live(0.3)
    for label in view.sheet._facts.winfo_children():
        assert label.winfo_rootx() + label.winfo_width() <= (
            app.root.winfo_rootx() + app.root.winfo_width()
        )
