"""`depesha accounts test|login CHANNEL[.ACCOUNT]`: can we get in, who answers, is there money?"""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from depesha.api.i18n import _
from depesha.api.outcome import AccountBroken, NotNow
from depesha.api.settings import Secret
from depesha.cli.output import give, has_screen, say, warn
from depesha.cli.parser import BROKEN, command
from depesha.cli.settings import keep_secret
from depesha.delivery.accounts import Account, SignIn
from depesha.delivery.office import Office
from depesha.delivery.outcome import Scrubber, connecting
from depesha.delivery.trial import try_account
from depesha.domain import reasons
from depesha.domain.errors import InputError


def add(commands: Any) -> None:
    """Declare the command."""
    group = commands.add_parser("accounts", help=_("test the accounts, sign in"))
    actions = group.add_subparsers(metavar=_("ACTION"), required=True)
    parser = command(actions, "test", _("connect and log in; nothing is sent"))
    parser.add_argument("account", metavar="CHANNEL[.ACCOUNT]")
    parser.set_defaults(run=test)
    parser = command(actions, "login", _("sign in with the provider, in a browser"))
    parser.add_argument("account", metavar="CHANNEL[.ACCOUNT]")
    parser.set_defaults(run=login)


def test(office: Office, args: argparse.Namespace) -> int:
    """Every named account; 4 if any is broken."""
    channel_id, _dot, name = args.account.partition(".")
    channel = office.channel(channel_id)
    names = office.account_names(channel.id, name)
    results = [try_account(office.accounts.open(channel.id, one)) for one in names]
    if args.json:
        give([asdict(result) for result in results])
    else:
        for result in results:
            say(f"{'+' if result.works else '!'} {result.account}: {result.sentence}")
    return 0 if all(result.works for result in results) else BROKEN


def login(office: Office, args: argparse.Namespace) -> int:
    """Opens the browser, waits for the person, keeps what the provider gave."""
    channel_id, _dot, name = args.account.partition(".")
    channel = office.channel(channel_id)
    names = office.account_names(channel.id, name)
    if len(names) > 1:
        raise InputError(
            _("Which account? There are: {known}.").format(
                known=", ".join(f"{channel.id}.{one}" for one in names)
            )
        )
    account = office.accounts.open(channel.id, names[0])
    if account.sign_in is None:
        raise InputError(
            _("{channel} knows no signing in with a browser; its secrets are entered with: {how}")
            .format(channel=_(channel.title), how=f"depesha settings secret {account.id}.…")
        )  # fmt: skip
    secrets = _signed_in(account, account.sign_in)
    if secrets is None:
        return BROKEN
    places = {
        field: keep_secret(office, f"{account.id}.{field}", secrets[field]) for field in secrets
    }
    if args.json:
        give({"account": account.id, "kept": places})
    else:
        say(_("Signed in; check with: depesha accounts test {account}").format(account=account.id))
    return 0


def _signed_in(account: Account, sign_in: SignIn) -> Mapping[str, Secret] | None:
    try:
        return sign_in(_show)
    except (NotNow, AccountBroken) as error:
        outcome = connecting(error, Scrubber(account.settings))
    said = [reasons.title(outcome.reason), outcome.answer]
    warn(": ".join(part for part in said if part))
    warn(outcome.cure or reasons.cure(outcome.reason))
    return None


def _show(address: str) -> None:
    import webbrowser

    warn(_("Sign in with the provider in the browser. If it does not open, open this address:"))
    warn(address)
    # Without a screen there are only browsers that would take over the terminal.
    if has_screen():
        webbrowser.open(address)
