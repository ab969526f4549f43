"""Whether an account works: connects, logs in, asks who answers and what money is left."""

from dataclasses import dataclass

from depesha.api.channel import HasBalance, TestsConnection
from depesha.api.i18n import _
from depesha.delivery.accounts import Account
from depesha.delivery.outcome import Scrubber, connecting
from depesha.domain import reasons


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it, in words. `cure` is empty where it works."""

    account: str
    works: bool
    said: str
    balance: str = ""
    cure: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return " — ".join(part for part in (self.said, self.balance, self.cure) if part)


def try_account(account: Account) -> Trial:
    """Try it; nothing is sent. Whatever goes wrong is in the answer."""
    said, balance = _("it works"), ""
    try:
        with account.connect() as session:
            if isinstance(session, TestsConnection):
                said = Scrubber(account.settings)(session.test())
            if isinstance(session, HasBalance):
                money = session.balance()
                balance = _("balance {amount} {currency}").format(
                    amount=money.amount, currency=money.currency
                )
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        outcome = connecting(error, Scrubber(account.settings))
        words = [reasons.title(outcome.reason), outcome.answer]
        return Trial(
            account.id, works=False, said=": ".join(word for word in words if word),
            cure=outcome.cure or reasons.cure(outcome.reason),
        )  # fmt: skip
    return Trial(account.id, works=True, said=said, balance=balance)
