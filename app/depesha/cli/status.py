"""`depesha status [MAILING]` and `depesha report MAILING`."""

import argparse
from pathlib import Path
from typing import Any

from depesha.api.i18n import _
from depesha.cli.output import give, say, table
from depesha.cli.parser import command, number
from depesha.cli.sending import summary
from depesha.delivery.office import Office
from depesha.domain.states import totals
from depesha.domain.words import mailing_title
from depesha.store import mailings


def add(commands: Any) -> None:
    """Declare the commands."""
    parser = command(commands, "status", _("where a mailing stands, or all of them"))
    parser.add_argument("mailing", type=number, nargs="?", metavar="MAILING")
    parser.set_defaults(run=run)
    parser = command(commands, "report", _("write and print the report of a mailing"))
    parser.add_argument("mailing", type=number, metavar="MAILING")
    parser.set_defaults(run=report)


def run(office: Office, args: argparse.Namespace) -> int:
    """One mailing's totals, or a table of the latest."""
    if args.mailing is not None:
        summary(office, args.mailing, as_json=args.json)
        return 0
    c = office.database.reader
    found = [(one, totals(mailings.counts(c, one.id))) for one in mailings.latest(c)]
    if args.json:
        give(
            [
                {"mailing": one.id, "title": one.title, "channel": one.channel, "state": one.state,
                 "totals": counted}
                for one, counted in found
            ]
        )  # fmt: skip
        return 0
    table(
        ["№", _("Channel"), _("Title"), _("State"), _("Sent"), _("Not sent"), _("Unknown")],
        [
            [
                one.id, one.channel, one.title, mailing_title(one.state),
                counted["accepted"] + counted["delivered"], counted["failed"], counted["unknown"],
            ]
            for one, counted in found
        ],
    )  # fmt: skip
    return 0


def report(office: Office, args: argparse.Namespace) -> int:
    """The report as a file and on the screen."""
    if args.json:
        summary(office, args.mailing, as_json=True)
        return 0
    result = summary(office, args.mailing, as_json=False)
    say(Path(result["report"]).read_text(encoding="utf-8-sig"))
    return 0
