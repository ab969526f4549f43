"""`depesha preview`: each chosen person's own message, exactly as it would be sent."""

import argparse
from typing import Any

from depesha.api.i18n import _
from depesha.cli.composing import add_arguments, composition_of
from depesha.cli.output import give, pairs, say, warn
from depesha.cli.parser import command
from depesha.delivery.composition import mailing_of
from depesha.delivery.office import Office
from depesha.delivery.preview import Previewed, Previewer, seen


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "preview", _("show each person's own message; nothing is sent"))
    add_arguments(parser)
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """Render for everybody chosen; nothing is stored."""
    composition = composition_of(office, args)
    c = office.database.reader
    previewer = Previewer(
        c,
        mailing_of(composition, office.clock),
        composition.pictures,
        composition.people,
        office.channel(args.channel),
        office.lookup,
        office.clock,
    )
    for sentence in previewer.warnings:
        warn(sentence)
    shown = (seen(one, office.masking) for one in previewer.everybody(c))
    if args.json:
        give([_plain(one) for one in shown])
        return 0
    for one in shown:
        _show(one)
    return 0


def _plain(one: Previewed) -> dict[str, object]:
    return {
        "recipient": one.name,
        "address": one.address,
        "subject": one.message.subject if one.message else "",
        "text": one.message.text if one.message else "",
        "html": one.message.html if one.message else "",
        "segments": one.segments,
        "problem": one.problem,
    }


def _show(one: Previewed) -> None:
    say(f"── {one.name} · {one.address or '—'}")
    if one.problem:
        say(one.problem)
    if one.message is None:
        return
    if one.message.subject:
        pairs({_("Subject"): one.message.subject})
    say(one.message.text)
    if one.segments is not None:
        pairs({_("SMS per message"): one.segments})
    say()
