"""Takes pictures of the windows on the sample office of the demo, on a screen of its own.

    python3 packaging/dev.py pictures          those of the manual, anew
    python3 packaging/dev.py pictures FOLDER   every window, also in large letters: to look at

In both languages and both looks. Needs Xvfb and openbox, as the tests do.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import scenes
import stage

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "app" / "depesha" / "docs" / "manual"
FOLDER = MANUAL / "pictures"
LANGUAGES = ("ru", "en")
LOOKS = ("light", "dark")
SIZE = (1180, 720)
REST = 0.6
"""Seconds in which a window settles."""
COLOURS = 200
"""Of a picture's palette: windows have few, and the program stays small."""
CLIENTS = """Наименование;Телефон;Почта;Категория
ООО «Северный путь»;8 (921) 555-01-10;office@sever.example;Опт
Лебедева Анна Павловна;89215550111;lebedeva@example.com;Розница
Гусев Пётр;+7 921 555 01 12;gusev@@example.com;Розница
;8-921-555-01-13;;СТО
СТО «Колесо»;9215550114, 9215550115;koleso@example.com;СТО
"""


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
    """The window on a copy of the sample office, in one language, look and size of letters."""

    def __init__(self, profile: Path, language: str, look: str, letters: int = 100) -> None:
        from depesha import bootstrap
        from depesha.api.i18n import use_language
        from depesha.ui.app import App

        use_language(language)
        kept = json.dumps({"mode": look, "text_size": letters})
        (profile / "window.json").write_text(kept, encoding="utf-8")
        self.office = bootstrap.office(profile)
        self.app = App(self.office, lambda failed: bootstrap.background(self.office, failed))
        self.app.root.geometry(f"{SIZE[0]}x{SIZE[1]}+20+20")
        self.app.begin()

    def take_all(self, folder: Path, ending: str, wanted: frozenset[str]) -> None:
        """Pictures `NAME-ENDING.png` of the wanted windows; of all where none is named."""
        clients = self.office.profile.root.parent / "клиенты.csv"
        clients.write_text(CLIENTS, encoding="utf-8")

        def take(name: str, window: Any) -> None:
            if not wanted or name in wanted:
                small = picture(window)
                small.save(folder / f"{name}-{ending}.png", optimize=True)

        known = stage.Known(contact=9, employee=1, document=1, mailing=1, file=clients)
        scenes.all_scenes(stage.Stage(self.app, known, take, REST))

    def close(self) -> None:
        """End the window."""
        self.app.services.engine.stop(5)
        self.app.close()
        self.office.close()


def picture(window: Any) -> Any:
    """What is inside a window's frame, its menus too, in few colours."""
    from PIL import ImageGrab

    x, y = window.winfo_rootx(), window.winfo_rooty()
    right, below = x + window.winfo_width(), y + window.winfo_height()
    if menu := str(window.cget("menu")):  # Tk shows a copy of it, of this name
        y -= int(window.tk.call("winfo", "height", f".#{menu[1:]}"))
    taken = ImageGrab.grab(bbox=(x, y, right, below), xdisplay=os.environ["DISPLAY"])
    return in_few_colours(taken)


def in_few_colours(taken: Any) -> Any:
    """A picture in RGB with its most important colours alone, those exactly as they were: so the
    grounds of all pictures stay one colour, which no way of Pillow's leaves as it is."""
    from PIL import Image

    found = sorted(taken.getcolors(1 << 24), key=_importance, reverse=True)
    kept = [colour for _count, colour in found[:COLOURS]]
    places = {colour: number for number, colour in enumerate(kept)}
    for _count, rare in found[COLOURS:]:
        places[rare] = min(range(len(kept)), key=lambda at: _apart(kept[at], rare))  # type: ignore[misc]
    parts = iter(taken.tobytes())
    pixels = zip(parts, parts, parts, strict=True)
    small = Image.frombytes("P", taken.size, bytes(places[pixel] for pixel in pixels))
    small.putpalette([part for colour in kept for part in colour])
    return small


def _importance(counted: tuple[int, tuple[int, ...]]) -> float:
    """Of a colour, with how many pixels have it: bright ones say something, however few."""
    count, colour = counted
    return count * (1 + (max(colour) - min(colour)) ** 2 / 64)


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def in_manual() -> frozenset[str]:
    """The pictures that the manual shows."""
    pages = MANUAL.glob("*/*.md")
    return frozenset(
        name
        for page in pages
        for name in re.findall(r"!\[[^]]*\]\(([\w-]+)\)", page.read_text(encoding="utf-8"))
    )


def main(arguments: list[str]) -> int:
    """Make the sample office, then take every picture."""
    manual = not arguments
    folder = FOLDER if manual else Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    if manual:
        for old in folder.glob("*.png"):
            old.unlink()
    with tempfile.TemporaryDirectory() as place, screen():
        office = Path(place) / "office"
        demo = [sys.executable, "-m", "depesha", "--lang", "ru", "demo", "--no-window"]
        subprocess.run([*demo, "--keep", str(office)], check=True, stdout=subprocess.DEVNULL)
        ways = [
            (language, look, letters)
            for language in LANGUAGES
            for look in LOOKS
            for letters in ((100,) if manual else (100, 150))
        ]
        for language, look, letters in ways:
            ending = f"{language}-{look}" + ("" if letters == 100 else f"-{letters}")
            # A copy for each: unsaved texts come back at the next start.
            profile = Path(shutil.copytree(office / "profile", Path(place) / ending))
            session = Session(profile, language, look, letters)
            session.take_all(folder, ending, in_manual() if manual else frozenset())
            session.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
