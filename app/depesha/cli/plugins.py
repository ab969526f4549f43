"""`depesha plugins`: what is installed, what it offers, and what is wrong with it."""

import argparse
from typing import Any

from depesha.api.i18n import _
from depesha.cli.output import give, say, table
from depesha.cli.parser import command
from depesha.delivery.office import Office


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "plugins", _("list the plugins and their state"))
    parser.add_argument("--traceback", action="store_true", help=_("show what went wrong in full"))
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """List them; a faulty plugin is no fault of this command."""
    found = office.host.plugins()
    if args.json:
        give(
            [
                {"name": one.name, "version": one.version, "state": one.state,
                 "hooks": list(one.hooks), "description": one.description,
                 "traceback": one.traceback}
                for one in found
            ]
        )  # fmt: skip
        return 0
    table(
        [_("Plugin"), _("Version"), _("State"), _("Offers")],
        [[one.name, one.version, one.state, ", ".join(one.hooks)] for one in found],
    )
    for one in found:
        if args.traceback and one.traceback:
            say(f"\n{one.name}\n{one.traceback}")
    return 0
