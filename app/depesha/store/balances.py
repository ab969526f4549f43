"""What is left on the accounts at the providers, as they last said"""

from dataclasses import dataclass
from decimal import Decimal

from depesha.store.database import Connection


@dataclass(frozen=True, slots=True)
class Balance:
    """What a provider said of an account (`sms.main`)."""

    account: str
    amount: Decimal
    currency: str
    """As the provider names it; empty where it does not."""
    warn_below: Decimal
    """What the office wanted to be warned of when it was asked; 0 for nothing."""
    at: float
    """Epoch seconds."""

    @property
    def is_low(self) -> bool:
        """Whether a person is to be warned."""
        return self.amount < self.warn_below


def put(c: Connection, balance: Balance) -> None:
    """Keep what was said last."""
    c.execute(
        "INSERT OR REPLACE INTO balance (account, amount, currency, warn_below, at)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            balance.account, str(balance.amount), balance.currency, str(balance.warn_below),
            balance.at,
        ),
    )  # fmt: skip


def get(c: Connection, account: str) -> Balance | None:
    """What was said last of that account."""
    row = c.execute(
        "SELECT account, amount, currency, warn_below, at FROM balance WHERE account = ?",
        (account,),
    ).fetchone()
    if row is None:
        return None
    name, amount, currency, warn_below, at = row
    return Balance(name, Decimal(amount), currency, Decimal(warn_below), at)
