"""`depesha pause|resume|stop|retry MAILING`, and `poll`: what is due now."""

import argparse
from typing import Any

from depesha.api.i18n import _, ngettext
from depesha.cli.inbox import heard_json, listen, say_heard
from depesha.cli.output import give, say
from depesha.cli.parser import command, number
from depesha.cli.sending import finish, summary, work
from depesha.delivery import control, polling
from depesha.delivery.office import Office
from depesha.delivery.repeat import repeat
from depesha.domain.rights import Right
from depesha.domain.states import State


def add(commands: Any) -> None:
    """Declare the commands."""
    for name, text, run in (
        ("pause", _("pause a mailing; nothing more leaves"), pause),
        ("resume", _("go on with a mailing, and send until it is done"), resume),
        ("stop", _("end a mailing; the rest is cancelled"), stop),
        ("retry", _("send again to those of a mailing whom it failed"), retry),
    ):
        parser = command(commands, name, text)
        parser.add_argument("mailing", type=number, metavar="MAILING")
        if name == "retry":
            parser.add_argument(
                "--unknown",
                action="store_true",
                help=_("also to those of whom nobody knows: they may get it twice"),
            )
        parser.set_defaults(run=run)
    parser = command(
        commands, "poll", _("send what is due, ask what became of messages, and listen for answers")
    )
    parser.set_defaults(run=poll)


def pause(office: Office, args: argparse.Namespace) -> int:
    """Pause, and show where the mailing stands."""
    control.pause(office.database, args.mailing)
    summary(office, args.mailing, as_json=args.json)
    return 0


def resume(office: Office, args: argparse.Namespace) -> int:
    """Go on until the mailing is over."""
    office.rights.require(Right.SEND)
    control.resume(office.database, args.mailing)
    return finish(office, args.mailing, as_json=args.json)


def stop(office: Office, args: argparse.Namespace) -> int:
    """Stop, and show what became of the mailing."""
    control.stop(office.database, args.mailing, office.clock)
    summary(office, args.mailing, as_json=args.json)
    return 0


def retry(office: Office, args: argparse.Namespace) -> int:
    """Queue the failed ones once more and send them."""
    states = (*control.RETRIED, State.UNKNOWN) if args.unknown else control.RETRIED
    repeat(office, args.mailing, states)
    return finish(office, args.mailing, as_json=args.json)


def poll(office: Office, args: argparse.Namespace) -> int:
    """Send what is due, then ask providers about everything that is pending."""
    work(office)
    asked, changed = polling.ask_now(office.database, office.accounts, office.clock)
    heard = listen(office)
    if args.json:
        give({"asked": asked, "changed": changed, "heard": heard_json(heard)})
        return 0
    say(
        ngettext("{n} message asked for", "{n} messages asked for", asked).format(n=asked)
        + ", "
        + ngettext("{n} changed", "{n} changed", changed).format(n=changed)
    )
    say_heard(heard)
    return 0
