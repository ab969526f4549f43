"""Accounts that must wait, or that a person must mend first; remembered across restarts."""

from dataclasses import dataclass

from depesha.api.reasons import Reason
from depesha.store.database import Connection

_OURS = (Reason.CONNECTION, Reason.TIMEOUT)
"""Waits that no provider asked for: the line was down, or the address was wrong."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an account (`email.main`) does not send."""

    account: str
    until: float | None
    """Epoch seconds; None until a person resumes."""
    reason: str
    answer: str
    cure: str


def put(c: Connection, hold: Hold) -> None:
    """Hold the account. Of two words the longer holds: sessions may hear them in any order."""
    c.execute(
        """INSERT INTO hold (account, until, reason, answer, cure) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (account) DO UPDATE SET until = excluded.until, reason = excluded.reason,
               answer = excluded.answer, cure = excluded.cure
           WHERE excluded.until IS NULL OR excluded.until > hold.until""",
        (hold.account, hold.until, hold.reason, hold.answer, hold.cure),
    )


def get(c: Connection, account: str) -> Hold | None:
    """The account's hold, also one whose time is over."""
    row = c.execute(
        "SELECT account, until, reason, answer, cure FROM hold WHERE account = ?", (account,)
    ).fetchone()
    return Hold(*row) if row else None


def lift(c: Connection, account: str) -> None:
    """The account may go on."""
    c.execute("DELETE FROM hold WHERE account = ?", (account,))


def of_channel(c: Connection, channel: str) -> list[Hold]:
    """The holds of all accounts of the channel, also those whose time is over."""
    rows = c.execute(
        "SELECT account, until, reason, answer, cure FROM hold WHERE account LIKE ? || '.%'",
        (channel,),
    )
    return [Hold(*row) for row in rows]


def lift_broken(c: Connection, channel: str) -> None:
    """A person looked: accounts of the channel that waited for a person, or for the line, may try
    again at once. What a provider asked for is obeyed."""
    c.execute(
        "DELETE FROM hold WHERE (until IS NULL OR reason IN (?, ?)) AND account LIKE ? || '.%'",
        (*_OURS, channel),
    )
