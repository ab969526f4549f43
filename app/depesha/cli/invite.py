"""`depesha invite WHOM…`: links by which people subscribe to the bot, and QR codes to print."""

import argparse
from pathlib import Path
from typing import Any

from depesha.api.i18n import _, ngettext
from depesha.cli.output import give, say, table
from depesha.cli.parser import command
from depesha.delivery.chat import inviting
from depesha.delivery.office import Office
from depesha.delivery.selection import select
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.store import invitations


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "invite", _("links by which people subscribe to your bot"))
    parser.add_argument(
        "whom", nargs="+", metavar="WHOM", help=_("as in send --to: code:17, category:NAME, all")
    )
    parser.add_argument("--channel", default="", metavar="CHANNEL")
    parser.add_argument("--account", default="", metavar="NAME")
    parser.add_argument(
        "--qr", type=Path, metavar="DIR", help=_("keep a QR code of each link in this folder")
    )
    parser.add_argument("--svg", action="store_true", help=_("QR codes as SVG instead of PNG"))
    parser.add_argument(
        "--new", action="store_true", help=_("new links: those given away before are good no more")
    )
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """A table of links."""
    channel = args.channel or _only_channel(office)
    c = office.database.reader
    people = [person for part in select(c, args.whom).chunks(c) for person in part]
    if args.new:
        with office.database.write() as writing:
            for person in people:
                invitations.renew(writing, channel, inviting.kind_of(person), person.id)
    found = inviting.invite(office, channel, people, args.account)
    files: list[str] = []
    if args.qr is not None:
        files = _keep(found, args.qr, "svg" if args.svg else "png")
    if args.json:
        given = [
            {"code": one.person.code, "name": one.person.shown_name, "link": one.link,
             "subscribed": one.subscribed}
            for one in found
        ]  # fmt: skip
        give([row | {"file": file} for row, file in zip(given, files or [""] * len(given),
                                                        strict=True)])  # fmt: skip
        return 0
    table(
        [_("Code"), _("Name"), _("Subscribed"), _("Link")],
        [
            [one.person.code, one.person.shown_name, _("yes") if one.subscribed else "–", one.link]
            for one in found
        ],
    )
    if files:
        kept = ngettext("{n} QR code is in {folder}", "{n} QR codes are in {folder}", len(files))
        say(kept.format(n=len(files), folder=args.qr))
    return 0


def _only_channel(office: Office) -> str:
    known = inviting.channels(office)
    if not known:
        raise NotConfiguredError(_("No channel is installed to which people can subscribe."))
    used = [one.id for one in known if office.accounts.names(one.id)]
    if len(used) > 1:
        raise InputError(
            _("Say which channel: {known}.").format(
                known=", ".join(f"--channel {one}" for one in used)
            )
        )
    return used[0] if used else known[0].id


def _keep(found: list[inviting.Invitation], folder: Path, kind: str) -> list[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            _("{file} cannot be written: {why}.").format(file=folder, why=error.strerror or error)
        ) from error
    paths = [folder / inviting.file_name(one.person, kind) for one in found]
    for one, path in zip(found, paths, strict=True):
        inviting.save_qr(one.link, path)
    return [str(path) for path in paths]
