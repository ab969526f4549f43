"""The first picture loads only what it shows."""

import subprocess
import sys

LATER = (
    "jinja2", "httpx", "keyring", "pluggy", "PIL", "tkinterweb", "nh3", "css_inline",
    "phonenumbers",
    "smtplib", "ssl", "email", "importlib.metadata", "logging.handlers", "tkinter.filedialog",
    "python_calamine", "xlsxwriter", "markdown_it", "depesha.delivery.engine", "depesha.plughost",
    "depesha.render.engine", "depesha_email",
    # Smaller ones, which add up: dataclasses alone takes as long as a tenth of the window.
    "dataclasses", "tomllib", "logging", "shutil", "depesha.api.channel", "depesha.api.settings",
    "depesha.cli.output", "depesha.domain.people", "depesha.domain.masking",
    "depesha.delivery.chat", "depesha.store.search", "depesha.ui.command_palette",
    "depesha.ui.attending",
)  # fmt: skip
CODE = """
import sys
from pathlib import Path
from depesha import bootstrap
from depesha.cli import parser
from depesha.settings.language import language_of
from depesha.ui.app import App

assert parser.without_command([]) is not None
office = bootstrap.office(Path(sys.argv[1]))
language_of(office.profile)
app = App(office, lambda failed: bootstrap.background(office, failed))
app.window.go("contacts")
app.root.deiconify()
app.root.update_idletasks()
print(*sorted(set(sys.argv[2:]) & set(sys.modules)))
"""
THEN = """
import sys, threading, time
from pathlib import Path
from depesha import bootstrap
from depesha.ui.app import App

office = bootstrap.office(Path(sys.argv[1]))
app = App(office, lambda failed: bootstrap.background(office, failed))

class OnTksThread:
    found = []

    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            self.found.append(name)

app.begin()
sys.meta_path.insert(0, OnTksThread())
last = time.monotonic() + 30
while time.monotonic() < last and not (
    office.knows_plugins and app._attending and app.services.bridge.idle
):
    app.root.update()
    time.sleep(0.002)
print(*OnTksThread.found)
app.services.engine.stop(5)
app.close()
"""


def test_what_can_wait_is_not_loaded(screen, tmp_path) -> None:
    command = [sys.executable, "-c", CODE, str(tmp_path / "profile"), *LATER]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = ran.stdout.strip()
    assert not loaded, (
        f"The window loads {loaded} before its first picture: import it inside the function that "
        "uses it, or for the type checker alone"
    )


def test_what_comes_after_the_first_picture_does_not_hold_it_up(screen, tmp_path) -> None:
    command = [sys.executable, "-c", THEN, str(tmp_path / "profile")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert len(loaded) < 12, (
        f"While the window gets going, Tk's thread loads {loaded}: let an errand load them"
    )
