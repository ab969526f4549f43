"""Invitations: tokens by which people subscribe, one for each person and channel."""

import secrets
import sqlite3

TOKEN_BYTES = 18
"""24 characters: nobody guesses one."""


def token_for(
    c: sqlite3.Connection, channel: str, person_kind: str, person_id: int, now: float
) -> str:
    """The person's token, made when it is first asked for."""
    c.execute(
        "INSERT INTO invitation (token, channel, person_kind, person_id, made_at) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel, person_kind, person_id) DO NOTHING",
        (secrets.token_urlsafe(TOKEN_BYTES), channel, person_kind, person_id, now),
    )
    row = c.execute(
        "SELECT token FROM invitation WHERE channel = ? AND person_kind = ? AND person_id = ?",
        (channel, person_kind, person_id),
    ).fetchone()
    return str(row[0])


def person(c: sqlite3.Connection, channel: str, token: str) -> tuple[str, int] | None:
    """Kind and id of whom the token was made for."""
    row = c.execute(
        "SELECT person_kind, person_id FROM invitation WHERE token = ? AND channel = ?",
        (token, channel),
    ).fetchone()
    return (str(row[0]), int(row[1])) if row else None


def renew(c: sqlite3.Connection, channel: str, person_kind: str, person_id: int) -> bool:
    """Forget the person's token: the link that was given away is good no more."""
    done = c.execute(
        "DELETE FROM invitation WHERE channel = ? AND person_kind = ? AND person_id = ?",
        (channel, person_kind, person_id),
    )
    return done.rowcount > 0
