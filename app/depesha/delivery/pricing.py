"""What a part of an SMS costs, asked of the provider where the office has not said."""

from decimal import Decimal

from depesha.api.channel import HasPrice
from depesha.api.message import Message
from depesha.delivery.accounts import Account
from depesha.delivery.outcome import amount

UNKNOWN = Decimal(0)
_EXACT = Decimal("0.0001")


def asked(account: Account, message: Message, parts: int) -> Decimal:
    """The price of a part, as the provider tells it for this message of so many parts; UNKNOWN
    where it cannot or will not. Nothing is sent. Blocks, as long as the provider does."""
    try:
        with account.connect() as session:
            if not isinstance(session, HasPrice):
                return UNKNOWN
            price = amount(session.price(message).amount)
    # A plugin may raise anything; a price that nobody tells must not keep a mailing from leaving.
    except Exception:  # noqa: BLE001
        return UNKNOWN
    if price is None or price <= 0:
        return UNKNOWN
    return (price / parts).quantize(_EXACT)
