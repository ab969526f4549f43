"""Letters as they look, whatever they do to the view; and their text where they cannot be shown."""

import os
import signal
import subprocess

import pytest
from PIL import ImageGrab

from depesha.ui.preview import html_view
from depesha.ui.preview.html_view import HtmlView, ask_and_open


@pytest.fixture
def view(app, person):
    import tkinter as tk

    window = tk.Toplevel(app.root)
    window.geometry("420x300+60+60")
    window.attributes("-topmost", True)
    view = HtmlView(window, app.services)
    view.widget.pack(fill="both", expand=True)
    yield view
    window.destroy()


def shown(view):
    return view.plain.get("1.0", "end-1c") if view.plain.winfo_ismapped() else ""


def reds(view, screen) -> int:
    x, y = view.widget.winfo_rootx(), view.widget.winfo_rooty()
    picture = ImageGrab.grab((x, y, x + 400, y + 280), xdisplay=screen)
    return sum(n for n, colour in picture.getcolors(1 << 24) if colour == (255, 0, 0))


def test_a_letter_is_shown_with_its_pictures_by_a_child(view, person, red, screen):
    view.show('<p>Привет</p><img src="cid:red.png" width="200" height="200">', [red], "Привет")
    person.until(lambda: view.shown == 1, "the letter")

    def seen():
        # Whatever else has come to the front of the screen meanwhile.
        view.widget.winfo_toplevel().lift()
        return reds(view, screen) > 9000

    person.until(seen, "the picture")
    assert shown(view) == ""


def test_a_child_that_dies_costs_one_letter(view, person):
    view.show("<p>1</p>", text="один")
    person.until(lambda: view.shown == 1, "the letter")
    os.kill(view._child.pid, signal.SIGSTOP)
    view.show("<p>2</p>", text="два")
    person.until(lambda: view._timer, "the second letter on its way")
    os.kill(view._child.pid, signal.SIGKILL)
    person.until(lambda: shown(view) == "два", "its text")
    assert "here is its text" in view.note.cget("text")
    view.show("<p>3</p>", text="три")
    person.until(lambda: view.shown == 3, "the third letter")
    assert shown(view) == ""


def test_a_child_that_dies_later_leaves_no_blank_sheet(view, person):
    view.show("<p>1</p>", text="один")
    person.until(lambda: view.shown == 1, "the letter")
    os.kill(view._child.pid, signal.SIGKILL)
    person.until(lambda: shown(view) == "один", "its text")


def test_a_child_that_hangs_is_given_up(view, person, monkeypatch):
    view.show("<p>1</p>", text="один")
    person.until(lambda: view.shown == 1, "the letter")
    monkeypatch.setattr(html_view, "PATIENCE", 300)
    os.kill(view._child.pid, signal.SIGSTOP)
    view.show("<p>2</p>", text="два")
    person.until(lambda: shown(view) == "два", "its text")


def test_where_the_view_cannot_be_loaded_the_text_is_shown(view, person, monkeypatch):
    monkeypatch.setattr(html_view, "_MODULE", "depesha.no_such_module")
    view.show("<p>1</p>", text="один")
    person.until(lambda: shown(view) == "один", "the text")
    assert "on this computer" in view.note.cget("text")
    view.show("<p>2</p>", text="два")
    person.until(lambda: shown(view) == "два", "the second text")


def test_without_html_there_is_the_text(view, person):
    view.show("", text="почему нет")
    person.live()
    assert shown(view) == "почему нет"
    assert not view.note.winfo_ismapped()


def test_the_child_goes_with_its_view(view, person):
    view.show("<p>1</p>")
    person.until(lambda: view.shown == 1, "the letter")
    child = view._child
    view.widget.destroy()
    assert child.returncode is not None


def test_a_link_opens_only_when_the_person_says_so(app, monkeypatch):
    opened, asked, answers = [], [], [False, True]
    monkeypatch.setattr("webbrowser.open", opened.append)

    class Dialogs:
        def confirm(self, title, question, yes, *, danger=False):
            asked.append(question)
            return answers.pop(0)

    services = type("S", (), {"dialogs": Dialogs()})
    ask_and_open(services, "https://x.ru/?a=1")
    assert opened == []
    ask_and_open(services, "https://x.ru/?a=1")
    assert opened == ["https://x.ru/?a=1"]
    assert "https://x.ru/?a=1" in asked[0]
    ask_and_open(services, "file:///etc/passwd")
    assert len(asked) == 2


def test_a_click_in_the_child_asks(view, person, app, monkeypatch):
    asked = []
    monkeypatch.setattr(html_view, "ask_and_open", lambda _services, url: asked.append(url))
    view.show('<a href="https://x.ru/"><big>Ссылка на наш сайт</big></a>')
    person.until(lambda: view.shown == 1, "the letter")
    person.live(0.3)
    person.click(view.widget, dx=40, dy=16)
    person.until(lambda: asked, "the question")
    assert asked == ["https://x.ru/"]


def test_nobody_is_left_behind(view, person):
    view.show("<p>1</p>")
    person.until(lambda: view.shown == 1, "the letter")
    pid = view._child.pid
    view.widget.winfo_toplevel().destroy()
    gone = subprocess.run(["ps", "-p", str(pid)], stdout=subprocess.DEVNULL, check=False)
    assert gone.returncode == 1
