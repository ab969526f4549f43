"""`depesha import contacts|employees|documents FILE`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from depesha.api.i18n import N_, _
from depesha.cli.output import Progress, give, pairs, say
from depesha.cli.parser import command
from depesha.delivery.office import Office
from depesha.exchange.columns import parse_pairs
from depesha.exchange.importing import How
from depesha.exchange.report import Report
from depesha.store.database import Database

SHOWN = 20
"""Issues that are printed; all of them stand in the file of rejected rows."""

_FIGURES = {
    "read": N_("Read"),
    "added": N_("Added"),
    "updated": N_("Updated"),
    "unchanged": N_("Unchanged"),
    "rejected": N_("Rejected"),
}


def add(commands: Any) -> None:
    """Declare the commands."""
    group = commands.add_parser("import", help=_("import contacts, employees or documents"))
    kinds = group.add_subparsers(metavar=_("WHAT"), required=True)
    for what, text in (
        ("contacts", _("import contacts from xlsx, xls, dbf, csv, txt or vcf")),
        ("employees", _("import employees")),
        ("documents", _("import documents; their contacts must be there already")),
    ):
        parser = command(kinds, what, text)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--encoding", metavar="E", help="utf-8, cp1251, cp866, utf-16, …")
        parser.add_argument("--delimiter", metavar="D", help=_("what parts the columns of a text"))
        parser.add_argument(
            "--map", action="append", default=[], metavar="FIELD=COLUMN",
            help=_("a column by its heading, letter or number; remembered for such files"),
        )  # fmt: skip
        parser.add_argument(
            "--rejected", type=Path, metavar="FILE", help=_("write the rows with problems here")
        )
        parser.add_argument("--dry-run", action="store_true", help=_("do all but keep it"))
        if what == "documents":
            parser.add_argument("--type", default="", metavar="T", help=_("order, payment, …"))
        parser.set_defaults(run=run, what=what)


def run(office: Office, args: argparse.Namespace) -> int:
    """Import and say what became of the rows; 1 if any was rejected."""
    progress = Progress()
    how = How(
        mapping=tuple(parse_pairs(args.map)),
        addresses=tuple(office.address_fields()),
        encoding=args.encoding,
        delimiter=args.delimiter,
        region=office.settings.office.region,
        dry_run=args.dry_run,
        rejected=args.rejected,
        progress=lambda rows: progress.show(_("{n} rows").format(n=rows)),
    )
    report = _importer(args)(office.database, args.file, how)
    progress.end()
    _give(report) if args.json else _show(report)
    return 1 if report.rejected else 0


def _importer(args: argparse.Namespace) -> Callable[[Database, Path, How], Report]:
    from depesha.exchange.contacts import import_contacts
    from depesha.exchange.documents import import_documents
    from depesha.exchange.employees import import_employees

    if args.what == "documents":
        return lambda db, path, how: import_documents(db, path, how, journal=args.type)
    return import_contacts if args.what == "contacts" else import_employees


def _give(report: Report) -> None:
    give(
        {
            "file": str(report.file),
            "encoding": report.encoding,
            "dry_run": report.dry_run,
            **{name: getattr(report, name) for name in _FIGURES},
            "warned": report.warned,
            "issues": [
                {"row": one.row, "column": one.column, "value": one.value, "text": one.text,
                 "rejected": one.rejected}
                for one in report.issues
            ],
            "rejected_file": str(report.rejected_file or ""),
        }
    )  # fmt: skip


def _show(report: Report) -> None:
    if report.dry_run:
        say(_("A rehearsal: nothing was stored."))
    pairs({_(title): getattr(report, name) for name, title in _FIGURES.items()})
    for note in report.notes:
        say(note)
    for issue in report.issues[:SHOWN]:
        place = _("row {row}").format(row=issue.row)
        value = f"“{issue.value}”" if issue.value else ""
        said = ": ".join(part for part in (issue.column, value, issue.text) if part)
        say(f"  {'!' if issue.rejected else '·'} {place}: {said}")
    if report.issue_count > SHOWN:
        say(_("… and {n} more").format(n=report.issue_count - SHOWN))
    if report.rejected_file:
        say(_("Rows with problems: {path}").format(path=report.rejected_file))
