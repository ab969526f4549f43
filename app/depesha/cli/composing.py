"""From `--template`, `--body`, `--subject`, `--image`, `--attach`, `--to` to a composition."""

import argparse
from pathlib import Path

from depesha.api.i18n import _
from depesha.delivery.composition import Composition
from depesha.delivery.office import Office
from depesha.delivery.pictures import picture_from
from depesha.delivery.selection import select
from depesha.domain.errors import InputError
from depesha.render import gallery, own
from depesha.render.files import Template, load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that say what is written to whom."""
    parser.add_argument("channel", metavar="CHANNEL", help=_("email, sms, telegram, …"))
    text = parser.add_mutually_exclusive_group(required=True)
    text.add_argument(
        "--template", metavar="T", help=_("an own or a shipped template, or a template file")
    )
    text.add_argument("--body", type=Path, metavar="FILE", help=_("a file with the text"))
    parser.add_argument("--subject", metavar="S", help=_("subject, macros allowed"))
    parser.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="SELECTION",
        help=_(
            "all, employees, code:17,18, category:NAME, search:TEXT, saved:NAME, file:PATH;"
            " repeatable"
        ),
    )
    parser.add_argument(
        "--attach", action="append", default=[], metavar="PATH", help=_("attach; macros allowed")
    )
    parser.add_argument(
        "--image", action="append", default=[], type=Path, metavar="PATH",
        help=_('a picture, shown by <img src="cid:FILE NAME">, otherwise at the end'),
    )  # fmt: skip


def template_of(office: Office, args: argparse.Namespace) -> Template:
    """The text that `--template` or `--body` names, with `--subject` over its own."""
    if args.body is not None:
        template = load(args.body)
    elif Path(args.template).is_file():
        template = load(Path(args.template))
    elif (found := own.find(office.profile.templates, args.template)) is not None:
        template = found
    else:
        template = gallery.find(
            office.host.template_packs(), args.template, office.settings.office.language
        )
    if not template.body.strip() and not args.image and not args.attach:
        raise InputError(_("The text is empty: {file}.").format(file=args.body or args.template))
    return template


def composition_of(office: Office, args: argparse.Namespace) -> Composition:
    """What the arguments describe. Raises InputError."""
    template = template_of(office, args)
    pictures = tuple(picture_from(path) for path in args.image)
    body = template.body
    for picture in pictures:
        if f"cid:{picture.cid}" not in body:
            body += f'\n<img src="cid:{picture.cid}">'
    return Composition(
        channel=args.channel,
        body=body,
        format=template.format,
        title=template.title,
        subject=args.subject if args.subject is not None else template.subject,
        attachments=tuple(str(Path(path).absolute()) for path in args.attach),
        pictures=pictures,
        people=select(office.database.reader, args.to, office.profile.selections),
        template=args.template or "",
    )
