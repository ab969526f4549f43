"""`depesha contacts [SEARCH]`: the directory, searched as the window searches it."""

import argparse
from typing import Any

from depesha.api.i18n import _
from depesha.cli.output import give, say, table
from depesha.cli.parser import command, number
from depesha.delivery.office import Office
from depesha.store import contacts, search


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "contacts", _("search the contacts"))
    parser.add_argument("search", nargs="?", default="", metavar="SEARCH")
    parser.add_argument("--limit", type=number, default=50, metavar="N")
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """A table of those found."""
    c = office.database.reader
    if args.search:
        found = search.search(c, args.search, args.limit)
    else:
        found = contacts.all_ids(c)[: args.limit].tolist()
    people = contacts.get_many(c, found)
    if args.json:
        give(
            [
                {"code": one.code, "name": one.shown_name, "mobile_phone": one.mobile_phone,
                 "work_phone": one.work_phone, "email": one.email, "telegram": one.telegram,
                 "city": one.city}
                for one in people
            ]
        )  # fmt: skip
        return 0
    table(
        [_("Code"), _("Name"), _("Mobile phone"), _("E-mail")],
        [[one.code, one.shown_name, one.mobile_phone, one.email] for one in people],
    )
    say(_("{shown} of {all}").format(shown=len(people), all=contacts.count(c)))
    return 0
