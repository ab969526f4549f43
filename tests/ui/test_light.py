"""The first picture loads only what it shows."""

import subprocess
import sys

LATER = (
    "jinja2", "httpx", "keyring", "pluggy", "PIL", "tkinterweb", "nh3", "css_inline",
    "phonenumbers",
    "smtplib", "ssl", "email", "importlib.metadata", "logging.handlers", "tkinter.filedialog",
    "python_calamine", "xlsxwriter", "markdown_it", "depesha.delivery.engine", "depesha.plughost",
    "depesha.render.engine", "depesha_email",
)  # fmt: skip
CODE = """
import sys
from pathlib import Path
from depesha import bootstrap
from depesha.cli import parser
from depesha.ui.app import App

assert parser.without_command([]) is not None
office = bootstrap.office(Path(sys.argv[1]))
office.settings.office.language
app = App(office, lambda failed: bootstrap.background(office, failed))
app.window.go("contacts")
app.root.deiconify()
app.root.update_idletasks()
print(*sorted(set(sys.argv[2:]) & set(sys.modules)))
"""


def test_what_can_wait_is_not_loaded(screen, tmp_path) -> None:
    command = [sys.executable, "-c", CODE, str(tmp_path / "profile"), *LATER]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = ran.stdout.strip()
    assert not loaded, (
        f"The window loads {loaded} before its first picture: import it inside the function that "
        "uses it, or for the type checker alone"
    )
