"""What money the accounts have: asked of providers now and then, and before a mailing"""

from collections.abc import Iterator
from decimal import Decimal

from depesha.api.channel import HasBalance
from depesha.api.i18n import _
from depesha.api.settings import AccountSettings, GatewaySettings
from depesha.delivery.accounts import Account
from depesha.delivery.clock import Clock
from depesha.delivery.office import Office
from depesha.delivery.outcome import amount, one_line
from depesha.domain.errors import DepeshaError
from depesha.domain.states import Mode
from depesha.render.formats import price
from depesha.store import balances
from depesha.store.balances import Balance
from depesha.store.database import Database

AGAIN = 900.0
"""Seconds until an account is asked again by itself."""
_CURRENCY = 8


def ask(database: Database, account: Account, clock: Clock) -> Balance | None:
    """What is left on the account, asked now and kept; None where nobody tells. Blocks, as long as
    the provider does."""
    try:
        with account.connect() as session:
            if not isinstance(session, HasBalance):
                return None
            said = session.balance()
            left, currency = amount(said.amount), one_line(str(said.currency))[:_CURRENCY]
    # A plugin may raise anything; money that nobody tells of must not keep a mailing from leaving.
    except Exception:  # noqa: BLE001
        return None
    if left is None:
        return None
    found = Balance(account.id, left, currency, _warn_below(account.settings), clock.now())
    with database.write() as c:
        balances.put(c, found)
    return found


def look(office: Office) -> None:
    """Ask the accounts whose money is watched, where what is known of it is old."""
    for channel_id in sorted(office.host.channels()):
        for account in _watched(office, channel_id):
            known = balances.get(office.database.reader, account.id)
            wanted = _warn_below(account.settings)
            old = known is None or office.clock.now() - known.at >= AGAIN
            if old or (known is not None and known.warn_below != wanted):
                ask(office.database, account, office.clock)


def _watched(office: Office, channel_id: str) -> Iterator[Account]:
    try:
        if office.settings.channel(channel_id).mode != Mode.ON:
            return
        names = office.accounts.names(channel_id)
    except DepeshaError:
        return  # health tells of it
    for name in names:
        try:
            account = office.accounts.open(channel_id, name)
        except DepeshaError:
            continue
        if _warn_below(account.settings) > 0:
            yield account


def warnings(office: Office, accounts: list[str], cost: Decimal) -> list[str]:
    """What a person should know of these accounts (`sms.main`) before a mailing of that cost leaves
    through them. Asks the providers."""
    said: list[str] = []
    left: list[Balance] = []
    for id_ in accounts:
        channel_id, _dot, name = id_.partition(".")
        account = office.accounts.open(channel_id, name)
        settings = account.settings
        if isinstance(settings, GatewaySettings) and not settings.delivers:
            words = _(
                "The account {account} is in the test mode of its service: the service answers,"
                " but nobody gets a message."
            )
            said.append(words.format(account=id_))
        elif cost and (found := ask(office.database, account, office.clock)) is not None:
            left.append(found)
    # Of an account that tells nothing, nobody knows whether it is enough.
    if left and len(left) == len(accounts) and (total := _total(left)) < cost:
        ours = office.settings.office.currency
        words = _(
            "Not enough money for this mailing: it costs about {cost}, the account has {left}"
        )
        said.append(
            words.format(cost=in_words(cost, ours), left=in_words(total, left[0].currency or ours))
        )
    return said


def in_words(left: Decimal, currency: str) -> str:
    """Money as people read it."""
    return price(left, currency)


def _total(left: list[Balance]) -> Decimal:
    return sum((one.amount for one in left), Decimal(0))


def _warn_below(settings: AccountSettings) -> Decimal:
    return settings.low_balance if isinstance(settings, GatewaySettings) else Decimal(0)
