"""`depesha journal`: the journal of notifications, filtered, as a table or a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from depesha.api.i18n import _
from depesha.cli.output import table
from depesha.cli.parser import command, number
from depesha.delivery.journal import COLUMNS, Row, rows, seen
from depesha.delivery.moments import moment
from depesha.delivery.office import Office
from depesha.domain.errors import InputError
from depesha.domain.rights import Right
from depesha.domain.states import State
from depesha.exchange.atomic import replacing
from depesha.exchange.export import Column, export_table
from depesha.store.journal import Filter

_SHORT = ("date", "channel", "name", "address", "status", "description")


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "journal", _("who was sent what, and what became of it"))
    parser.add_argument("--mailing", type=number, metavar="N")
    parser.add_argument("--since", metavar="TIME")
    parser.add_argument("--until", metavar="TIME")
    parser.add_argument("--person", default="", metavar="T", help=_("part of the name, or code"))
    parser.add_argument("--address", default="", metavar="T", help=_("part of the address"))
    parser.add_argument("--state", action="append", default=[], choices=[str(s) for s in State])
    parser.add_argument("--channel", default="", metavar="CHANNEL")
    parser.add_argument("--format", choices=("csv", "xlsx", "json"))
    parser.add_argument("--output", type=Path, metavar="FILE")
    parser.add_argument("--columns", metavar="A,B,…", help=_("which columns, in which order"))
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """Print or export what matches."""
    columns = _columns(args.columns)
    wanted = Filter(
        mailing_id=args.mailing,
        since=moment(args.since, office.clock) if args.since else None,
        until=moment(args.until, office.clock) if args.until else None,
        person=args.person,
        address=args.address,
        states=tuple(args.state),
        channel=args.channel,
    )
    c = office.database.reader
    masking = office.masking
    if args.format:
        office.rights.require(Right.EXPORT)
    found = (seen(row, masking) for row in rows(c, wanted, office.channel, office.clock))
    if args.json or args.format == "json":
        _json(found, columns, args.output)
    elif args.format:
        _export(found, columns, args)
    else:
        short = _SHORT if args.columns is None else columns
        table([_(COLUMNS[name]) for name in short], _cells(found, short))
    return 0


def _columns(text: str | None) -> tuple[str, ...]:
    names = tuple(text.replace(" ", "").split(",")) if text else tuple(COLUMNS)
    for name in names:
        if name not in COLUMNS:
            raise InputError(
                _("There is no column “{name}”. There are: {all}.").format(
                    name=name, all=", ".join(COLUMNS)
                )
            )
    return names


def _cells(found: Iterator[Row], columns: tuple[str, ...]) -> Iterator[list[object]]:
    for row in found:
        yield [_cell(getattr(row, name)) for name in columns]


def _cell(value: object) -> object:
    return "" if value is None else value


def _export(found: Iterator[Row], columns: tuple[str, ...], args: argparse.Namespace) -> None:
    if args.output is None:
        raise InputError(_("Say where to write: --output FILE."))
    wanted = [Column(name, _(COLUMNS[name]), attrgetter(name)) for name in columns]
    export_table(args.output, wanted, found, format=args.format)


def _json(found: Iterator[Row], columns: tuple[str, ...], output: Path | None) -> None:
    plain = [dict(zip(columns, cells, strict=True)) for cells in _cells(found, columns)]
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    if output is None:
        sys.stdout.write(text + "\n")
    else:
        with replacing(output) as part:
            part.write_text(text, encoding="utf-8")
