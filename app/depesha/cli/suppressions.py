"""`depesha suppressions`: the do-not-send list, with who said so, when, and why."""

import argparse
from typing import Any

from depesha.api.i18n import _
from depesha.api.reasons import Reason
from depesha.cli.output import give, say, seen, table
from depesha.cli.parser import command
from depesha.delivery.inbox import reopen
from depesha.delivery.office import Office
from depesha.delivery.selection import select
from depesha.domain import reasons
from depesha.domain.errors import InputError
from depesha.domain.people import address_of
from depesha.store import suppressions
from depesha.store.suppressions import Suppression

_SHOWN = 60
"""Characters of a note in a table."""


def add(commands: Any) -> None:
    """Declare the commands."""
    group = commands.add_parser("suppressions", help=_("addresses that are not written to"))
    actions = group.add_subparsers(metavar=_("ACTION"), required=True)
    parser = command(actions, "list", _("all of them, the latest first"))
    parser.set_defaults(run=list_)
    parser = command(actions, "add", _("write to this address no more"))
    _address(parser)
    parser.add_argument("--note", default="", metavar="TEXT", help=_("why, for later"))
    parser.set_defaults(run=add_)
    parser = command(actions, "remove", _("write to this address again: the person wants it"))
    _address(parser)
    parser.set_defaults(run=remove)


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("channel", metavar="CHANNEL")
    parser.add_argument(
        "address", metavar="ADDRESS", help=_("or code:17, for whoever has that code")
    )


def list_(office: Office, args: argparse.Namespace) -> int:
    """A table, or JSON."""
    found = suppressions.everything(office.database.reader)
    if args.json:
        give(
            [
                {"channel": one.channel, "address": one.address, "reason": one.reason,
                 "at": one.at, "source": one.source, "note": one.note}
                for one in found
            ]
        )  # fmt: skip
        return 0
    rows = [
        [
            one.channel, seen("address", one.address),
            f"{office.clock.local(one.at):%d.%m.%Y %H:%M}",
            reasons.title(one.reason), one.source, " ".join(one.note.split())[:_SHOWN],
        ]
        for one in found
    ]  # fmt: skip
    table([_("Channel"), _("Address"), _("Date"), _("Reason"), _("Source"), _("Note")], rows)
    return 0


def add_(office: Office, args: argparse.Namespace) -> int:
    """A person closes an address."""
    address = _normal(office, args)
    closed = Suppression(
        args.channel, address, Reason.SUPPRESSED, office.clock.now(), "person", args.note
    )
    with office.database.write() as c:
        suppressions.add(c, closed)
    if args.json:
        give({"channel": args.channel, "address": address})
    return 0


def remove(office: Office, args: argparse.Namespace) -> int:
    """A person opens an address again."""
    address = _normal(office, args)
    if not reopen(office.database, office.clock, args.channel, address):
        raise InputError(_("{address} is not on the list.").format(address=address))
    if args.json:
        give({"channel": args.channel, "address": address})
    else:
        say(_("{address} is written to again.").format(address=address))
    return 0


def _normal(office: Office, args: argparse.Namespace) -> str:
    channel = office.channel(args.channel)
    text = args.address
    if text.startswith("code:"):
        text = _address_of(office, text, channel.address_field)
    try:
        return channel.address(text)
    except ValueError as error:
        raise InputError(str(error)) from None


def _address_of(office: Office, term: str, field: str) -> str:
    c = office.database.reader
    people = [person for chunk in select(c, [term]).chunks(c) for person in chunk]
    if len(people) != 1 or not (address := address_of(people[0], field)):
        raise InputError(_("“{term}” is not one person with an address.").format(term=term))
    return address
