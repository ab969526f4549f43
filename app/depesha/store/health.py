"""Whether the database file is sound, and how much it holds."""

from dataclasses import dataclass

from depesha.store.database import Connection


@dataclass(frozen=True, slots=True)
class Try:
    """One try of an account and what came of it."""

    at: float
    """Epoch seconds."""
    state: str
    reason: str
    answer: str


def faults(c: Connection) -> list[str]:
    """What SQLite finds wrong with the file, at most five lines; none where it is sound."""
    found = [row[0] for row in c.execute("PRAGMA quick_check(5)")]
    found = [] if found == ["ok"] else found
    found += [f"foreign key: {row[0]}" for row in c.execute("PRAGMA foreign_key_check")][:5]
    return found[:5]


def figures(c: Connection) -> dict[str, int]:
    """How many contacts, mailings and deliveries there are."""
    return {
        name: c.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for name, table in (
            ("contacts", "contact"), ("mailings", "mailing"), ("deliveries", "delivery"),
        )
    }  # fmt: skip


def touch(c: Connection) -> None:
    """Read a little: fails where the file cannot be read at all."""
    c.execute("SELECT count(*) FROM hold").fetchone()


def last_tries(c: Connection, account: str, since: float, limit: int) -> list[Try]:
    """The newest tries of an account (`email.main`) since a moment, the newest first."""
    rows = c.execute(
        """SELECT started_at, state, reason, answer FROM attempt
           WHERE started_at > ? AND account = ? ORDER BY started_at DESC LIMIT ?""",
        (since, account, limit),
    )
    return [Try(*row) for row in rows]
