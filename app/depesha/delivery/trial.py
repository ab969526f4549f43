"""Whether an account works: connects, logs in, asks who answers; sends a message to oneself."""

from dataclasses import dataclass

from depesha.api.channel import HasBalance, TestsConnection
from depesha.api.i18n import _
from depesha.delivery.accounts import Account
from depesha.delivery.keys import new_mailing_key
from depesha.delivery.office import Office
from depesha.delivery.outcome import Scrubber, connecting, one_line
from depesha.domain import reasons
from depesha.domain.errors import InputError
from depesha.domain.states import MailingState, State
from depesha.domain.words import state_title
from depesha.render.values import Values, dumps
from depesha.store import holds, journal, mailings
from depesha.store.mailings import Mailing, Planned

_ARRIVED = (State.ACCEPTED, State.DELIVERED, State.READ)


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
        said_of_it = (reasons.title(outcome.reason), outcome.answer)
        return _trial(account.id, said_of_it, outcome.cure, outcome.reason)
    return Trial(account.id, works=True, said=said, balance=balance)


def send_hello(office: Office, channel_id: str, account: str, typed: str) -> int:
    """Put a few words into the outbox, to the typed address and through this very account, even
    where the channel is not in use yet; returns the mailing's id.

    Raises InputError where the address is none.
    """
    try:
        address = one_line(office.channel(channel_id).address(typed.strip()))
    except ValueError as error:
        raise InputError(str(error)) from error
    now = office.clock.now()
    mailing = Mailing(
        key=new_mailing_key(), channel=channel_id, account=account, title=_("Test message"),
        subject=_("Test message"), created_at=now, start_at=now,
        body=_("This is a test message from Depesha. If you read it, the account works."),
    )  # fmt: skip
    oneself = Planned(
        person_kind="employee", person_id=0, code=0, name=typed.strip(), address=address,
        data=dumps(Values({})),
    )  # fmt: skip
    with office.database.write() as c:
        holds.lift_broken(c, channel_id)  # whoever tries an account has just looked at it
        number = mailings.insert(c, mailing)
        mailings.add(c, number, 1, [oneself], now)
        mailings.release(c, number, now)
    return number


def heard_of(office: Office, mailing_id: int) -> Trial | None:
    """What became of the message to oneself; None while nobody knows."""
    c = office.database.reader
    mailing = mailings.get(c, mailing_id)
    entry = next(journal.entries(c, journal.Filter(mailing_id=mailing_id)), None)
    if mailing is None or entry is None:
        return None
    account = f"{mailing.channel}.{mailing.account}"
    waiting = entry.state in {State.QUEUED, State.SENDING, State.WAITING}
    if waiting and (hold := holds.get(c, account)) is not None:
        return _trial(account, (reasons.title(hold.reason), hold.answer), hold.cure, hold.reason)
    if waiting and mailing.state == MailingState.RUNNING:
        return None
    said = (state_title(State(entry.state)), reasons.title(entry.reason), entry.answer)
    if entry.state in _ARRIVED:
        return Trial(account, works=True, said=_joined(said))
    return _trial(account, said, "", entry.reason)


def _trial(account: str, said: tuple[str, ...], cure: str, reason: str) -> Trial:
    return Trial(account, works=False, said=_joined(said), cure=cure or reasons.cure(reason))


def _joined(words: tuple[str, ...]) -> str:
    return ": ".join(word for word in words if word)
