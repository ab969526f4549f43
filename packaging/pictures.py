"""Takes the manual's pictures anew: `python3 packaging/dev.py pictures`.

Every window that the manual shows, in both languages and both looks, on the sample office of the
demo, on a screen of its own. Needs Xvfb and openbox, as the tests do.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "app" / "depesha" / "docs" / "manual" / "pictures"
LANGUAGES = ("ru", "en")
LOOKS = ("light", "dark")
SIZE = (1180, 720)
COLOURS = 128
"""Of a picture's palette: windows have few, and the program stays small."""


@contextmanager
def screen() -> Iterator[None]:
    """An X server with a window manager, for this process and what it starts."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-dpi", "96"]
    server = subprocess.Popen([*words, "-nolisten", "tcp"], pass_fds=[writing])
    os.close(writing)
    with os.fdopen(reading) as answer:
        os.environ["DISPLAY"] = f":{answer.readline().strip()}"
    manager = subprocess.Popen(["openbox", "--sm-disable"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


class Session:
    """The window on the sample office, in one language and one look."""

    def __init__(self, profile: Path, language: str, look: str) -> None:
        from depesha import bootstrap
        from depesha.api.i18n import use_language
        from depesha.ui.app import App

        use_language(language)
        (profile / "window.json").write_text(f'{{"mode": "{look}"}}', encoding="utf-8")
        self.ending = f"{language}-{look}"
        self.office = bootstrap.office(profile)
        self.app = App(self.office, lambda failed: bootstrap.background(self.office, failed))
        self.app.root.geometry(f"{SIZE[0]}x{SIZE[1]}+20+20")
        self.app.begin()
        self.live(1.5)

    def live(self, seconds: float) -> None:
        """Let the window live until it has settled."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.root.update()
            time.sleep(0.005)

    def take(self, name: str) -> None:
        """Keep a picture of the window."""
        from PIL import Image, ImageGrab

        self.live(0.8)
        shown = self.app.root
        x, y = shown.winfo_rootx(), shown.winfo_rooty()
        box = (x, y, x + shown.winfo_width(), y + shown.winfo_height())
        taken = ImageGrab.grab(bbox=box, xdisplay=os.environ["DISPLAY"])
        small = taken.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(FOLDER / f"{name}-{self.ending}.png", optimize=True)

    def close(self) -> None:
        """End the window."""
        self.app.services.engine.stop(5)
        self.app.close()
        self.office.close()


def take_all(session: Session) -> None:
    """Every picture of one language and look."""
    for scene in (_contacts, _card, _writing, _results, _journal, _settings):
        scene(session)


def _contacts(session: Session) -> None:
    view = session.app.services.tabs.view("contacts")
    view.table.picking.select(3)  # type: ignore[union-attr]
    session.take("contacts")


def _card(session: Session) -> None:
    session.app.services.doors.contact(9)
    session.take("card")


def _writing(session: Session) -> None:
    from depesha.delivery.selection import Selection
    from depesha.render import gallery

    services = session.app.services
    services.doors.write("email", Selection(contacts=array("q", range(1, 60))))
    session.live(1)
    editor: Any = services.tabs.view(services.tabs.front)
    packs = session.office.host.template_packs()
    editor.show_template(gallery.find(packs, "balance", session.ending[:2]), "")
    session.take("editor")
    editor.send_it()
    session.live(3)
    session.take("preflight")
    services.tabs.close_quietly(services.tabs.front)


def _results(session: Session) -> None:
    session.app.services.doors.results(1)
    session.take("results")


def _journal(session: Session) -> None:
    session.app.services.doors.go("journal")
    session.live(1)
    session.app.services.tabs.view("journal").journal.table.picking.select(2)  # type: ignore[union-attr]
    session.take("journal")


def _settings(session: Session) -> None:
    session.app.services.doors.settings("email")
    session.take("settings")


def main() -> int:
    """Make the sample office, then take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, screen():
        office = Path(folder) / "office"
        demo = [sys.executable, "-m", "depesha", "--lang", "ru", "demo", "--no-window"]
        subprocess.run([*demo, "--keep", str(office)], check=True, stdout=subprocess.DEVNULL)
        for language in LANGUAGES:
            for look in LOOKS:
                # A copy for each: unsaved texts come back at the next start.
                profile = Path(
                    shutil.copytree(office / "profile", Path(folder) / f"{language}-{look}")
                )
                session = Session(profile, language, look)
                take_all(session)
                session.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
