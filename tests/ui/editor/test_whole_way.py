"""A letter as a person writes it: typed, with a pasted picture, under a Russian layout, previewed;
and found again after the program was killed in the middle of it."""

import io
import json
import os
import signal
import subprocess
import sys

import pytest
from PIL import Image

from depesha.api.i18n import use_language
from depesha.delivery.drafts import DraftFiles
from depesha.ui.preview.window import PreviewWindow


@pytest.fixture
def copied(screen, tmp_path):
    """A picture on the clipboard."""
    path = tmp_path / "a.png"
    written = io.BytesIO()
    Image.new("RGB", (640, 360), "red").save(written, "PNG")
    path.write_bytes(written.getvalue())
    owner = subprocess.Popen(
        ["xclip", "-quiet", "-selection", "clipboard", "-t", "image/png", "-i", str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield
    owner.kill()
    owner.wait()


def previews(app):
    found = []
    for window in app.root.winfo_children():
        found += [window] if isinstance(window, PreviewWindow) else []
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_letter_with_a_pasted_picture(app, person, people, copied, language):
    use_language(language)
    app.services.doors.write("email", people)
    frame = app.services.tabs.view(app.services.tabs.front)
    text = frame.writing.view.text
    person.focus(text)
    person.keys("ctrl+b")
    person.type("Привет, ")
    person.keys("ctrl+b")
    # The picker waits for its answer, so who types it comes along beforehand.
    typing = "sleep 1; xdotool type --delay 20 'client name'; xdotool key Return"
    with subprocess.Popen(["sh", "-c", typing]):
        person.keys("ctrl+m")
    person.until(lambda: "{" in frame.composition().body, "the macro")
    subprocess.run(["setxkbmap", "-layout", "ru"], check=True)
    try:
        person.keys("ctrl+Cyrillic_em")
        person.until(lambda: frame.composition().pictures, "the picture")
        person.keys("ctrl+Cyrillic_ya")
        person.until(lambda: not frame.composition().pictures, "undo")
        person.keys("ctrl+Cyrillic_en")
        person.until(lambda: frame.composition().pictures, "redo")
    finally:
        subprocess.run(["setxkbmap", "-layout", "us,ru"], check=True)
    name = "КЛИЕНТ.ИМЯ" if language == "ru" else "CLIENT.NAME"
    body = frame.composition().body
    assert body.startswith(f'<b>Привет, </b>{{{name}}}<img src="cid:')
    person.focus(frame.parameters.subject)
    person.type("Tema")
    person.keys("ctrl+p")
    person.until(lambda: previews(app), "the preview")
    (window,) = previews(app)
    for who in ("Анна", "Борис", "Вера"):
        person.until(lambda who=who: window.shown and window.shown.name == who, who)
        letter = window.shown.message
        assert f"<b>Привет, </b>{who}" in letter.html
        assert len(letter.pictures) == 1
        assert letter.subject == "Tema"
        window.go(window.index + 1)
    person.until(lambda: window.view.html.shown == 3, "the third letter on the screen")
    window.close(None)


PROGRAM = """
import sys
from pathlib import Path
from depesha import bootstrap
from depesha.delivery.selection import Selection
from depesha.ui.app import App
from depesha.ui.editor import opening

office = bootstrap.office(Path(sys.argv[1]))
app = App(office, lambda failed: bootstrap.background(office, failed))
app.begin()

def write():
    if not office.host.loaded:
        app.root.after(50, write)
        return
    frame = opening.write(app.services, "email", Selection())
    frame.writing.view.insert("Не дописано, и вот программу убивают")

write()
app.root.mainloop()
"""


def test_what_was_being_written_outlives_the_program(screen, profile, person, app):
    folder = profile.parent / "другой"
    folder.mkdir()
    killed = subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)])
    files = DraftFiles(folder / "drafts")
    try:
        person.until(files.all, "the draft on disk")
    finally:
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
    (draft,) = files.all()
    assert draft.composition.body == "Не дописано, и вот программу убивают"
    assert draft.open
    assert json.loads((folder / "drafts" / draft.id / "people.json").read_text()) == {
        "contacts": [], "employees": [],
    }  # fmt: skip
