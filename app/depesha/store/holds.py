"""Accounts that must wait, or that a person must mend first; remembered across restarts."""

from dataclasses import dataclass

from depesha.store.database import Connection


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


def lift_broken(c: Connection, channel: str) -> None:
    """A person looked: accounts of the channel that waited for a person may try again."""
    c.execute("DELETE FROM hold WHERE until IS NULL AND account LIKE ? || '.%'", (channel,))
