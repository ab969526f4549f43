"""What is behind the indicator."""

from depesha.ui.modal import in_front


def texts(widget):
    found = [str(widget["text"])] if "text" in widget.keys() else []  # noqa: SIM118 - Tk's own
    return found + [text for child in widget.winfo_children() for text in texts(child)]


def test_each_service_in_words_the_worst_first(app, person, office):
    office.settings.change({"sms.mode": "on", "office.secrets": "file"})
    person.click(app.window.status._indicator)
    person.until(lambda: in_front(app.root) is not app.root, "the box")
    box = in_front(app.root)
    person.until(lambda: "Passwords: All is well" in texts(box), "the close look")
    lines = [text for text in texts(box) if text.endswith((": All is well", ": Something failed"))]
    assert lines[0] == "SMS: Something failed"
    assert "Switched on, but no account is filled in." in texts(box)
    person.keys("Escape")
    person.until(lambda: in_front(app.root) is app.root, "the closing")
