"""From `--template`, `--body`, `--subject`, `--image`, `--attach`, `--to` to a mailing."""

import argparse
import getpass
import re
from pathlib import Path

from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.delivery.office import Office
from depesha.delivery.selection import Selection, select
from depesha.domain.errors import InputError, in_words
from depesha.render import gallery
from depesha.render.files import Template, load
from depesha.store.mailings import Mailing

_PICTURES = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/gif": rb"GIF8[79]a",
    "image/webp": rb"RIFF....WEBP",
}
"""What each begins with: names lie."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that say what is written to whom."""
    parser.add_argument("channel", metavar="CHANNEL", help=_("email, sms, telegram, …"))
    text = parser.add_mutually_exclusive_group(required=True)
    text.add_argument("--template", metavar="T", help=_("a shipped template, or a template file"))
    text.add_argument("--body", type=Path, metavar="FILE", help=_("a file with the text"))
    parser.add_argument("--subject", metavar="S", help=_("subject, macros allowed"))
    parser.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="SELECTION",
        help=_("all, employees, code:17,18, category:NAME, search:TEXT, file:PATH; repeatable"),
    )
    parser.add_argument(
        "--attach", action="append", default=[], metavar="PATH", help=_("attach; macros allowed")
    )
    parser.add_argument(
        "--image", action="append", default=[], type=Path, metavar="PATH",
        help=_('a picture, shown by <img src="cid:FILE NAME">, otherwise at the end'),
    )  # fmt: skip


def choose(office: Office, args: argparse.Namespace) -> Selection:
    """The people that `--to` names."""
    return select(office.database.reader, args.to)


def template_of(office: Office, args: argparse.Namespace) -> Template:
    """The text that `--template` or `--body` names, with `--subject` over its own."""
    if args.body is not None:
        template = load(args.body)
    elif Path(args.template).is_file():
        template = load(Path(args.template))
    else:
        template = gallery.find(
            office.host.template_packs(), args.template, office.settings.office.language
        )
    if not template.body.strip() and not args.image and not args.attach:
        raise InputError(_("The text is empty: {file}.").format(file=args.body or args.template))
    return template


def mailing_of(office: Office, args: argparse.Namespace, *, mode: str, account: str) -> Mailing:
    """The mailing that the arguments describe, not yet stored."""
    template = template_of(office, args)
    subject = args.subject if args.subject is not None else template.subject
    now = office.clock.now()
    body = template.body
    for path in args.image:
        if f"cid:{_cid(path)}" not in body:
            body += f'\n<img src="cid:{_cid(path)}">'
    return Mailing(
        key="",
        channel=args.channel,
        account=account,
        mode=mode,
        title=template.title or subject or body[:60].strip(),
        author=_author(),
        template=args.template or "",
        subject=subject,
        body=body,
        format=template.format,
        attachments=tuple(str(Path(path).absolute()) for path in args.attach),
        created_at=now,
        start_at=now,
    )


def pictures_of(paths: list[Path]) -> tuple[Picture, ...]:
    """The pictures of `--image`, by their file names. Raises InputError."""
    return tuple(_picture(path) for path in paths)


def _picture(path: Path) -> Picture:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("The picture {path} cannot be read: {error}.").format(
                path=path, error=in_words(error)
            )
        ) from error
    for mime, start in _PICTURES.items():
        if re.match(start, data, re.DOTALL):
            return Picture(_cid(path), mime, data)
    raise InputError(
        _("{path} is no picture that mail programs show; use PNG, JPEG, GIF or WebP.").format(
            path=path
        )
    )


def _cid(path: Path) -> str:
    # Its name, without what would end the attribute in which it stands.
    return re.sub(r'[\x00-\x1f"<>&]', "_", path.name)


def _author() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return ""  # a user whom the system has no name for, as in a container
