"""From `--template`, `--body`, `--subject`, `--image`, `--attach`, `--to` to a composition."""

import argparse
from dataclasses import replace
from pathlib import Path

from depesha.api.i18n import _
from depesha.delivery.chains import Chain
from depesha.delivery.composition import Composition
from depesha.delivery.office import Office
from depesha.delivery.pictures import picture_from
from depesha.delivery.selection import select
from depesha.domain.errors import InputError
from depesha.domain.segments import Spelling
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
        "--letters",
        choices=[Spelling.PLAIN.value, Spelling.LATIN.value],
        default=Spelling.AS_TYPED.value,
        help=_("SMS with plain signs, or in Latin letters: fewer of them are paid for"),
    )
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


def add_chain_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that name further channels, for whom the first does not reach."""
    parser.add_argument(
        "--then", action="append", default=[], metavar="CHANNEL=TEMPLATE",
        help=_("whom the channels before do not reach gets this text that way; repeatable"),
    )  # fmt: skip
    parser.add_argument(
        "--as-preferred", action="store_true",
        help=_("each contact's own order of channels comes first"),
    )  # fmt: skip
    parser.add_argument(
        "--no-reserve", action="store_true",
        help=_("other channels only where the first has no address to write to"),
    )  # fmt: skip


def template_of(office: Office, args: argparse.Namespace) -> Template:
    """The text that `--template` or `--body` names, with `--subject` over its own."""
    template = load(args.body) if args.body is not None else _named(office, args.template)
    if not template.body.strip() and not args.image and not args.attach:
        raise InputError(_("The text is empty: {file}.").format(file=args.body or args.template))
    return template


def composition_of(office: Office, args: argparse.Namespace) -> Composition:
    """What the arguments describe. Raises InputError."""
    template = template_of(office, args)
    if args.letters and not office.channel(args.channel).metered:
        raise InputError(_("--letters is for SMS alone."))
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
        spelling=Spelling(args.letters),
    )


def chain_of(office: Office, first: Composition, args: argparse.Namespace) -> Chain:
    """The composition, and after it what `--then` names. Raises InputError."""
    links = [first]
    for word in args.then:
        channel, equals, name = word.partition("=")
        if not (equals and channel and name):
            raise InputError(
                _("“{word}” is not CHANNEL=TEMPLATE, such as sms=reminder.txt.").format(word=word)
            )
        office.channel(channel)
        template = _named(office, name)
        if not template.body.strip():
            raise InputError(_("The text is empty: {file}.").format(file=name))
        links.append(
            replace(
                first, channel=channel, account="", body=template.body, format=template.format,
                subject=template.subject or first.subject, title=first.title or template.title,
                template=name, attachments=(), pictures=(),
            )
        )  # fmt: skip
    return Chain(tuple(links), preferred=args.as_preferred, reserve=not args.no_reserve)


def _named(office: Office, name: str) -> Template:
    """A template file, an own template, or a shipped one."""
    if Path(name).is_file():
        return load(Path(name))
    if (found := own.find(office.profile.templates, name)) is not None:
        return found
    language = office.settings.office.language
    return gallery.find(office.host.template_packs(), name, language)
