"""The command itself: every step is a command of `depesha` that you could type."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesha.api.i18n import _, current_language
from depesha.cli.demo.files import write_office
from depesha.cli.output import has_screen, say
from depesha.cli.parser import command
from depesha.delivery.office import Office
from depesha.domain.errors import InputError

if TYPE_CHECKING:
    from depesha.cli.demo.providers import Providers

_TEMPLATES = {"email": "balance", "sms": "overdue-sms", "telegram": "holiday-hours"}
EXPECTED = (0, 1)
"""A mailing of the demo ends with some people not reached: that is what it is to show."""


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "demo", _("show the main job on a sample office; nothing leaves"))
    parser.add_argument("--no-window", action="store_true", help=_("only on the command line"))
    parser.add_argument("--keep", type=Path, metavar="DIR", help=_("the folder for all of it"))
    parser.set_defaults(run=run)


def run(_office: Office, args: argparse.Namespace) -> int:
    """Make the office, play the providers, send by each channel."""
    from depesha.cli.demo.providers import Providers

    folder = _folder(args.keep)
    with ExitStack() as stack:
        providers = stack.enter_context(Providers())
        demo = _Demo(folder)
        demo.fill(write_office(folder / "files"))
        demo.configure(providers.settings())
        demo.send("email", providers)
        demo.send("sms", providers)
        demo.send("telegram", providers)
        providers.write_back()
        demo.depesha("poll", expected=EXPECTED)
        demo.depesha("chats", "list")
        demo.depesha("status")
        received = providers.write_received(folder / "received")
        say()
        say(_("What the providers received: {path}").format(path=received))
        say(_("Reports: {path}").format(path=folder / "profile" / "reports"))
        say(_("The sample office: depesha --profile {path}").format(path=folder / "profile"))
        if has_screen() and not args.no_window:
            say(_("The window opens on it; the providers play on until you close it."))
            # 2: a screen is named, but none can be opened; the window has said so.
            demo.depesha(expected=(0, 2))
    return 0


def _folder(keep: Path | None) -> Path:
    if keep is None:
        return Path(tempfile.mkdtemp(prefix="depesha-demo-"))
    if keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise InputError(
            _("{path} is no empty folder; the demo wants a folder to itself.").format(path=keep)
        )
    return keep.absolute()


class _Demo:
    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"

    def depesha(self, *words: str, secret: str = "", expected: Sequence[int] = (0,)) -> None:
        """Run one command as the user would, and show it."""
        shown = " ".join(f"'{word}'" if " " in word else word for word in words)
        say(f"\n$ depesha {shown}")
        sys.stdout.flush()
        program = () if getattr(sys, "frozen", False) else ("-m", "depesha")
        options = ("--profile", str(self._profile), "--lang", current_language())
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, *program, *options, *words],
            input=secret or None,
            text=True,
            check=False,
        )
        if done.returncode not in expected:
            raise InputError(
                _("The demo stopped: “depesha {words}” ended with {code}.").format(
                    words=shown, code=done.returncode
                )
            )

    def fill(self, files: dict[str, Path]) -> None:
        """Import everything, the employees first: contacts name their managers."""
        say(_("The office's own files, with all their faults:"))
        self.depesha("import", "employees", str(files["employees"]))
        for kind in ("csv", "xlsx", "dbf", "vcf"):
            self.depesha("import", "contacts", str(files[kind]), expected=EXPECTED)
        documents = str(files["documents"])
        self.depesha("import", "documents", documents, "--type", "order", expected=EXPECTED)
        self.depesha("contacts", "семен", "--limit", "5")

    def configure(self, settings: dict[str, str]) -> None:
        """Fill in the accounts. The passwords are made up, so a file may hold them."""
        secrets = {
            key: value for key, value in settings.items() if key.endswith(("password", "token"))
        }
        plain = [f"{key}={value}" for key, value in settings.items() if key not in secrets]
        self.depesha("settings", "set", "office.name=Депеша-Демо", "office.secrets=file", *plain)
        for key, value in secrets.items():
            self.depesha("settings", "secret", key, secret=value + "\n")
        self.depesha("doctor")

    def send(self, channel: str, providers: "Providers") -> None:
        """One mailing, while the provider refuses some, throttles some and loses one answer."""
        providers.misbehave(channel)
        self.depesha(
            "send", channel, "--template", _TEMPLATES[channel], *_to(channel), "--yes",
            expected=EXPECTED,
        )  # fmt: skip


def _to(channel: str) -> tuple[str, ...]:
    # SMS cost money: only the wholesale customers.
    return ("--to", "category:Опт") if channel == "sms" else ("--to", "all")
