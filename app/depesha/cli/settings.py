"""`depesha settings list|get|set|secret`."""

import argparse
import getpass
import sys
from typing import Any

from depesha.api.i18n import _
from depesha.api.settings import Secret
from depesha.cli.output import give, say, warn
from depesha.cli.parser import command
from depesha.delivery.office import Office
from depesha.domain.errors import InputError
from depesha.settings.secrets import Place


def add(commands: Any) -> None:
    """Declare the commands."""
    group = commands.add_parser("settings", help=_("read and change the settings"))
    actions = group.add_subparsers(metavar=_("ACTION"), required=True)
    parser = command(actions, "list", _("list the settings, those of one part or all"))
    parser.add_argument("part", nargs="?", default="", metavar="PART", help="email, email.main, …")
    parser.set_defaults(run=list_)
    parser = command(actions, "get", _("print one setting"))
    parser.add_argument("key", metavar="KEY")
    parser.set_defaults(run=get)
    parser = command(actions, "set", _("change settings: all of them, or none if one is wrong"))
    parser.add_argument("changes", nargs="+", metavar="KEY=VALUE")
    parser.set_defaults(run=set_)
    parser = command(actions, "secret", _("keep a password or token, read from the input"))
    parser.add_argument("key", metavar="KEY")
    parser.set_defaults(run=secret)


def list_(office: Office, args: argparse.Namespace) -> int:
    """Every setting with its value and what it is."""
    rows = [row for row in office.settings.rows() if _within(row.key, args.part)]
    if not rows:
        raise InputError(_("There are no settings below “{part}”.").format(part=args.part))
    if args.json:
        give(
            [
                {"key": row.key, "value": row.shown, "title": row.title, "help": row.help,
                 "secret": row.secret, "set": row.is_set, "problem": row.problem}
                for row in rows
            ]
        )  # fmt: skip
        return 0
    width = max(len(row.key) + len(row.shown) for row in rows) + 2
    for row in rows:
        mark = "" if row.is_set else " "
        say(f"{mark}{row.key}={row.shown}".ljust(width + 2) + f"# {row.title}")
        if row.problem:
            say(f"    ! {row.problem}")
    return 0


def _within(key: str, part: str) -> bool:
    return not part or key == part or key.startswith(f"{part.rstrip('.')}.")


def get(office: Office, args: argparse.Namespace) -> int:
    """The value alone."""
    value = office.settings.get(args.key)
    if args.json:
        give({"key": args.key, "value": value})
    else:
        say(value)
    return 0


def set_(office: Office, args: argparse.Namespace) -> int:
    """All changes, or none."""
    changes: dict[str, str] = {}
    for change in args.changes:
        key, equals, value = change.partition("=")
        if not equals or not key:
            raise InputError(
                _("“{change}” is no change; write KEY=VALUE, as in email.mode=on.").format(
                    change=change
                )
            )
        changes[key.strip()] = value
    office.settings.change(changes)
    if args.json:
        give(changes)
    return 0


def secret(office: Office, args: argparse.Namespace) -> int:
    """Read it without echo from a terminal, otherwise one line from the input."""
    if sys.stdin.isatty():
        text = getpass.getpass(f"{args.key}: ")
    else:
        text = sys.stdin.readline().rstrip("\r\n")
    place = keep_secret(office, args.key, Secret(text))
    if args.json:
        give({"key": args.key, "place": place, "set": bool(text)})
    return 0


def keep_secret(office: Office, key: str, value: Secret) -> Place:
    """Keep it, and say where. Raises NotKeptError where that is this command's memory alone."""
    place = office.settings.set_secret(key, value)
    if place == "session":
        raise NotKeptError(place.sentence)
    warn(place.sentence)
    return place


class NotKeptError(InputError):
    """A command that ends at once cannot remember a secret only for itself."""

    exit_code = 3
