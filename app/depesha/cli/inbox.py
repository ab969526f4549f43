"""`depesha inbox`: answers to a mailing, and opt-outs that a person must look at."""

import argparse
from typing import Any

from depesha.api.i18n import _, ngettext
from depesha.cli.output import give, say, seen, table, warn
from depesha.cli.parser import command, number
from depesha.delivery import inbox
from depesha.delivery.chat import rounds
from depesha.delivery.inbox import Heard
from depesha.delivery.office import Office
from depesha.domain import reasons
from depesha.domain.errors import InputError
from depesha.store import inbound
from depesha.store.inbound import Letter

_SHOWN = 60
"""Characters of a text in a table."""


def add(commands: Any) -> None:
    """Declare the commands."""
    group = commands.add_parser("inbox", help=_("what people answered, and who wants no more"))
    actions = group.add_subparsers(metavar=_("ACTION"), required=True)
    parser = command(actions, "answers", _("what people answered to a mailing"))
    parser.add_argument("mailing", type=number, metavar="MAILING")
    parser.set_defaults(run=answers)
    parser = command(actions, "opt-outs", _("letters that may be opt-outs and wait for your word"))
    parser.set_defaults(run=opt_outs)
    for name, text, leaves in (
        ("confirm", _("it is an opt-out: this person gets no more"), True),
        ("dismiss", _("it is none"), False),
    ):
        parser = command(actions, name, text)
        parser.add_argument("number", type=number, metavar="NUMBER")
        parser.set_defaults(run=decide, leaves=leaves)


def listen(office: Office) -> Heard:
    """Ask every account that can be listened to, and send what is said in chats."""
    heard = inbox.listen_round(office)
    rounds.go_round(office, heard)
    return heard


def heard_json(heard: Heard) -> dict[str, Any]:
    """For programs."""
    return {
        "answers": heard.answers,
        "messages": heard.messages,
        "subscribed": heard.subscribed,
        "unsubscribed": heard.unsubscribed,
        "opt_outs": heard.opt_outs,
        "to_confirm": heard.to_confirm,
        "returned": heard.returned,
        "failures": {
            account: {"reason": outcome.reason, "answer": outcome.answer}
            for account, outcome in heard.failures.items()
        },
    }


def say_heard(heard: Heard) -> None:
    """For people: what came in, and what to do about it."""
    for count, words in _counts(heard):
        if count:
            say(words.format(n=count))
    for account, outcome in heard.failures.items():
        said = [reasons.title(outcome.reason), outcome.answer]
        warn(f"{account}: " + ": ".join(part for part in said if part))
        warn(outcome.cure or reasons.cure(outcome.reason))


def _counts(heard: Heard) -> tuple[tuple[int, str], ...]:
    return (
        (heard.answers, ngettext("{n} answer came in", "{n} answers came in", heard.answers)),
        (
            heard.returned,
            ngettext("{n} message came back", "{n} messages came back", heard.returned),
        ),
        (
            heard.messages,
            ngettext(
                "{n} message came in: depesha chats",
                "{n} messages came in: depesha chats",
                heard.messages,
            ),
        ),
        (
            heard.subscribed,
            ngettext("{n} person subscribed", "{n} people subscribed", heard.subscribed),
        ),
        (
            heard.unsubscribed,
            ngettext(
                "{n} person ended the subscription",
                "{n} people ended their subscriptions",
                heard.unsubscribed,
            ),
        ),
        (heard.opt_outs, ngettext("{n} person opted out", "{n} people opted out", heard.opt_outs)),
        (
            heard.to_confirm,
            ngettext(
                "{n} possible opt-out waits for your word: depesha inbox opt-outs",
                "{n} possible opt-outs wait for your word: depesha inbox opt-outs",
                heard.to_confirm,
            ),
        ),
    )


def answers(office: Office, args: argparse.Namespace) -> int:
    """A table of them."""
    return _shown(office, args, inbound.answers(office.database.reader, args.mailing))


def opt_outs(office: Office, args: argparse.Namespace) -> int:
    """A table of those that wait."""
    return _shown(office, args, inbound.waiting(office.database.reader))


def _shown(office: Office, args: argparse.Namespace, letters: list[Letter]) -> int:
    if args.json:
        give(
            [
                {"number": one.id, "mailing": one.mailing_id, "address": one.address,
                 "name": one.name, "subject": one.subject, "text": one.text, "at": one.at}
                for one in letters
            ]
        )  # fmt: skip
        return 0
    rows = [
        [
            one.id,
            f"{office.clock.local(one.at):%d.%m.%Y %H:%M}",
            seen("address", one.address),
            " ".join(one.text.split())[:_SHOWN],
        ]
        for one in letters
    ]
    table(["№", _("Date"), _("Address"), _("Text")], rows)
    return 0


def decide(office: Office, args: argparse.Namespace) -> int:
    """Write down what the person decided."""
    letter = inbox.decide(office.database, office.clock, args.number, leaves=args.leaves)
    if letter is None:
        raise InputError(
            _("No opt-out with the number {number} waits: depesha inbox opt-outs").format(
                number=args.number
            )
        )
    if args.json:
        give({"number": letter.id, "address": letter.address, "opted_out": args.leaves})
    elif args.leaves:
        say(
            _("{address} gets no more messages by this channel.").format(
                address=seen("address", letter.address)
            )
        )
    return 0
