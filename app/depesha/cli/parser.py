"""The words of the command line. Each command module adds its own."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from depesha import __version__
from depesha.api.i18n import _

BROKEN = 4
"""The exit code where an account is broken; the others are those of the errors in `domain`."""


def exit_codes() -> str:
    """For the help text and the manual."""
    return _(
        "Exit codes: 0 all accepted; 1 some failed or unknown; 2 wrong usage or input;"
        " 3 not configured; 4 the account is broken."
    )


def build() -> argparse.ArgumentParser:
    """The parser with all commands; each sets `run`, a function of the office and the arguments."""
    from depesha.cli import (
        accounts,
        chats,
        contacts,
        control,
        doctor,
        imports,
        inbox,
        invite,
        journal,
        plugins,
        preview,
        segments,
        send,
        settings,
        status,
        suppressions,
        usage,
    )
    from depesha.cli.demo import command as demo

    usage.translate()
    parser = argparse.ArgumentParser(
        prog="depesha",
        description=_("Personal e-mail, SMS and Telegram messages to your contacts."),
        epilog=exit_codes(),
    )
    _add_options(parser)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    for module in (
        imports, contacts, settings, accounts, preview, send, status, control, inbox, chats, invite,
        suppressions,
        journal, segments, plugins, doctor, demo,
    ):  # fmt: skip
        module.add(commands)
    return parser


def without_command(argv: Sequence[str]) -> argparse.Namespace | None:
    """The options of a call that names no command and so wants the window; else None.

    Loads no command: the window is to appear at once.
    """
    # A width of its own spares asking the terminal, and all that is imported for that.
    parser = argparse.ArgumentParser(
        prog="depesha", add_help=False, formatter_class=partial(argparse.HelpFormatter, width=80)
    )
    _add_options(parser)
    known, rest = parser.parse_known_args(argv)
    return None if rest else known


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"Depesha {__version__}")
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        help=_("keep everything of this run below this folder (or DEPESHA_PROFILE)"),
    )
    parser.add_argument("--lang", choices=("ru", "en"), default="", help=_("language"))
    parser.add_argument("--no-plugins", action="store_true", help=_("load no plugins at all"))
    parser.add_argument(
        "--without", action="append", default=[], metavar="NAME", help=_("do not load this plugin")
    )


def number(text: str) -> int:
    """A number of something that is counted, as an argument's `type`."""
    # The database holds no more; and int() reads other scripts' digits too.
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise argparse.ArgumentTypeError(_("“{text}” is not a whole number.").format(text=text))
    return int(text)


def command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    """A command with the options that every command has."""
    added = commands.add_parser(name, help=text, description=text, epilog=exit_codes())
    added.add_argument("--json", action="store_true", help=_("print JSON for programs"))
    return added
