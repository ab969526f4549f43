"""`depesha accounts test CHANNEL[.ACCOUNT]`: can we get in, who answers, is there money?"""

import argparse
from typing import Any

from depesha.api.channel import HasBalance, TestsConnection
from depesha.api.i18n import _
from depesha.cli.output import give, say
from depesha.cli.parser import command
from depesha.delivery.accounts import Account
from depesha.delivery.office import Office
from depesha.delivery.outcome import Outcome, Scrubber, connecting
from depesha.domain import reasons

BROKEN = 4


def add(commands: Any) -> None:
    """Declare the command."""
    group = commands.add_parser("accounts", help=_("test the accounts"))
    actions = group.add_subparsers(metavar=_("ACTION"), required=True)
    parser = command(actions, "test", _("connect and log in; nothing is sent"))
    parser.add_argument("account", metavar="CHANNEL[.ACCOUNT]")
    parser.set_defaults(run=test)


def test(office: Office, args: argparse.Namespace) -> int:
    """Every named account; 4 if any is broken."""
    channel_id, _dot, name = args.account.partition(".")
    channel = office.channel(channel_id)
    names = office.account_names(channel.id, name)
    results = [_tested(office.accounts.open(channel.id, one)) for one in names]
    if args.json:
        give(results)
    else:
        for result in results:
            mark = "+" if result["works"] else "!"
            said = (result["said"], result["balance"], result["cure"])
            say(f"{mark} {result['account']}: " + " — ".join(str(part) for part in said if part))
    return 0 if all(result["works"] for result in results) else BROKEN


def _tested(account: Account) -> dict[str, Any]:
    result: dict[str, Any] = {
        "account": account.id, "works": True, "said": _("it works"), "balance": "", "cure": "",
    }  # fmt: skip
    try:
        with account.connect() as session:
            if isinstance(session, TestsConnection):
                result["said"] = Scrubber(account.settings)(session.test())
            if isinstance(session, HasBalance):
                money = session.balance()
                result["balance"] = _("balance {amount} {currency}").format(
                    amount=money.amount, currency=money.currency
                )
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        outcome: Outcome = connecting(error, Scrubber(account.settings))
        said = [reasons.title(outcome.reason), outcome.answer]
        result |= {
            "works": False,
            "said": ": ".join(part for part in said if part),
            "cure": outcome.cure or reasons.cure(outcome.reason),
        }
    return result
