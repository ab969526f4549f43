"""`depesha send`: plan, show the pre-flight sheet, and send."""

import argparse
import sys
from dataclasses import replace
from typing import Any, TextIO

from depesha.api.i18n import _, ngettext
from depesha.cli import composing
from depesha.cli.output import Progress, give, pairs, say, warn
from depesha.cli.parser import command
from depesha.cli.sending import finish, summaries
from depesha.delivery.chains import ChainSheet, Link, plan_chain
from depesha.delivery.composition import mode_of, start_of
from depesha.delivery.office import Office
from depesha.delivery.plan import Sheet
from depesha.delivery.release import discard, release
from depesha.delivery.savings import Saving, in_words, savings
from depesha.domain import reasons
from depesha.domain.errors import InputError
from depesha.render.formats import price


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "send", _("send a personal message to everybody chosen"))
    composing.add_arguments(parser)
    composing.add_chain_arguments(parser)
    parser.add_argument("--account", default="", metavar="NAME", help=_("only this account"))
    parser.add_argument("--at", metavar="TIME", help=_("start later: 2026-12-31 09:00, or 09:00"))
    parser.add_argument(
        "--test-mode", action="store_true", help=_("nothing leaves; e-mails are kept as .eml files")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would happen"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """Plan; show; ask; release; send."""
    chain = _plan(office, args)
    first = chain.links[0].sheet.mailing
    try:
        if args.dry_run:
            _show(office, chain, as_json=args.json)
            return 0
        if not args.json:
            _show(office, chain, as_json=False)
        if chain.ready == 0:
            raise InputError(_("Nobody would get this message; nothing was sent."))
        if not args.yes and not _confirmed():
            say(_("Nothing was sent."))
            return 0
        release(office, first)
    finally:
        discard(office, first)
    numbers = [link.sheet.mailing.id for link in chain.links]
    if first.start_at > office.clock.now():
        summaries(office, *numbers, as_json=args.json)
        warn(_("It starts when Depesha or “depesha poll” runs at that time."))
        return 0
    return finish(office, *numbers, as_json=args.json)


def _plan(office: Office, args: argparse.Namespace) -> ChainSheet:
    # Before anybody is looked for: a channel that is off would make that work in vain.
    mode_of(office, office.channel(args.channel), rehearsal=args.test_mode)
    composition = replace(
        composing.composition_of(office, args), account=args.account, rehearsal=args.test_mode
    )
    if args.at:
        composition = replace(composition, start_at=start_of(args.at, office.clock))
    chain = composing.chain_of(office, composition, args)
    progress = Progress()
    people = len(composition.people) * len(chain.links)
    sheet = plan_chain(office, chain, lambda done: progress.bar(done, people, _("checked")))
    progress.end()
    return sheet


def _confirmed(terminal: TextIO | None = None) -> bool:
    asked = terminal or sys.stdin
    if not asked.isatty():
        raise InputError(_("Nobody is there to ask. Add --yes to send without asking."))
    sys.stderr.write(_("Send? [y/N] "))
    sys.stderr.flush()
    return asked.readline().strip().lower() in {"y", "yes", "д", "да"}


def _savings(office: Office, sheet: Sheet) -> tuple[Saving, ...]:
    metered = office.channel(sheet.mailing.channel).metered
    return savings(office, sheet) if metered else ()


def _show(office: Office, chain: ChainSheet, *, as_json: bool) -> None:
    """The pre-flight sheet, one for each channel."""
    if as_json:
        links = [_as_json(office, link) for link in chain.links]
        give(links[0] if len(links) == 1 else {"chosen": chain.chosen, "ready": chain.ready,
             "cost": chain.cost, "most": chain.most, "links": links})  # fmt: skip
        return
    said = ngettext("{n} of {all} will get it", "{n} of {all} will get it", chain.ready)
    say(said.format(n=chain.ready, all=chain.chosen))
    for link in chain.links:
        if len(chain.links) > 1:
            title = _(office.channel(link.sheet.mailing.channel).title)
            say(_("{channel}: {n} at once, {reserved} in reserve").format(
                channel=title, n=link.sheet.ready, reserved=link.reserved))  # fmt: skip
        _show_link(office, link)


def _as_json(office: Office, link: Link) -> dict[str, object]:
    sheet = link.sheet
    found: dict[str, object] = {
        "chosen": sheet.chosen,
        "ready": sheet.ready,
        "skipped": {group.reason: group.count for group in sheet.groups},
        "segments": sheet.parts,
        "cost": sheet.cost,
        "finish_at": sheet.finish_at,
        "warnings": list(sheet.warnings),
        "savings": [
            {"letters": one.spelling, "segments": one.after, "less": one.money}
            for one in _savings(office, sheet)
        ],
    }
    if sheet.mailing.chain:
        found |= {
            "channel": sheet.mailing.channel,
            "reserved": link.reserved,
            "reserve_segments": link.reserve_parts,
            "reserve_cost": link.reserve_cost,
        }
    return found


def _show_link(office: Office, link: Link) -> None:
    sheet, currency = link.sheet, office.settings.office.currency
    for sentence in sheet.warnings:
        say(sentence)
    for one in _savings(office, sheet):
        say(f"{in_words(one, currency)} --letters {one.spelling}")
    for group in sheet.groups:
        say(f"  {reasons.title(group.reason)}: {group.count}")
        for name, address, detail in group.examples:
            say("    " + " · ".join(part for part in (name, address, detail) if part))
    figures: dict[str, object] = {}
    if sheet.parts:
        figures[_("SMS in all")] = sheet.parts
    if sheet.cost:
        figures[_("Cost")] = price(sheet.cost, currency)
    if link.reserve_cost:
        figures[_("In reserve, at most")] = price(link.reserve_cost, currency)
    if sheet.finish_at is not None:
        at = office.clock.local(sheet.finish_at)
        figures[_("Finished about")] = f"{at:%d.%m.%Y %H:%M}"
    pairs(figures)
