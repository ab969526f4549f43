"""Leases: what one process of the office does at a time, on whichever computer it runs."""

import sqlite3


def take(c: sqlite3.Connection, name: str, holder: str, now: float, seconds: float) -> bool:
    """Take the lease, or hold it longer; False where somebody else has it."""
    done = c.execute(
        """INSERT INTO lease (name, holder, until) VALUES (:name, :holder, :until)
           ON CONFLICT (name) DO UPDATE SET holder = :holder, until = :until
           WHERE holder = :holder OR until < :now OR until > :now + 10 * :seconds""",
        {"name": name, "holder": holder, "until": now + seconds, "now": now, "seconds": seconds},
    )
    return done.rowcount > 0


def holder(c: sqlite3.Connection, name: str, now: float) -> str:
    """Who has it; empty where nobody has."""
    row = c.execute(
        "SELECT holder FROM lease WHERE name = ? AND until >= ?", (name, now)
    ).fetchone()
    return str(row[0]) if row else ""


def give_back(c: sqlite3.Connection, name: str, holder: str) -> None:
    """Let the next one take it at once."""
    c.execute("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder))
