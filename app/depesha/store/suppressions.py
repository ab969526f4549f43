"""Who is not written to: addresses that are closed, and people who said no."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from depesha.api.reasons import Reason
from depesha.store.convert import chunks, marks

OPEN = """NOT EXISTS (
        SELECT 1 FROM suppression s
        WHERE s.channel = ? AND s.address IN (delivery.address, lower(delivery.address)))
    AND ifnull((
        SELECT granted FROM consent k WHERE delivery.person_kind = 'contact'
        AND k.contact_id = delivery.person_id AND k.channel = ?
        ORDER BY k.at DESC, k.id DESC LIMIT 1), 1)"""
"""Condition on a delivery: nobody said that its person is not to be written to. Binds the channel
twice."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that a channel does not write to."""

    channel: str
    address: str
    """In the channel's normal form; kept in lower case, for nobody's `Anna@` is not his `anna@`."""
    reason: str
    at: float
    """Seconds since the epoch."""
    source: str
    """Who says so: a person, a bounce, a stop word."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """A contact's word about one channel."""

    contact_id: int
    channel: str
    granted: bool
    """False: opted out."""
    at: float
    """Seconds since the epoch."""
    source: str
    note: str = ""


def add(c: sqlite3.Connection, suppression: Suppression) -> None:
    """Close an address; a later word about the same address replaces the earlier one. What is
    planned for it and has not left does not leave."""
    c.execute(
        "INSERT INTO suppression (channel, address, reason, at, source, note) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (channel, address) DO UPDATE SET "
        "reason = excluded.reason, at = excluded.at, source = excluded.source, "
        "note = excluded.note",
        (suppression.channel, suppression.address.lower(), suppression.reason, suppression.at,
         suppression.source, suppression.note),
    )  # fmt: skip
    reason = Reason.OPTED_OUT if suppression.reason == Reason.OPTED_OUT else Reason.SUPPRESSED
    c.execute(
        """UPDATE delivery SET state = 'skipped', reason = ?, answer = ?, next_at = NULL,
               updated_at = ?
           WHERE batch_id IS NOT NULL AND address IN (?, ?)
             AND state IN ('queued', 'waiting', 'reserved')
             AND mailing_id IN (SELECT id FROM mailing WHERE channel = ?
                                AND state IN ('draft', 'running', 'paused', 'held'))""",
        (reason, suppression.note, suppression.at, suppression.address,
         suppression.address.lower(), suppression.channel),
    )  # fmt: skip


def get(c: sqlite3.Connection, channel: str, address: str) -> Suppression | None:
    """Why an address is closed; None where it is not."""
    row = c.execute(
        "SELECT channel, address, reason, at, source, note FROM suppression "
        "WHERE channel = ? AND address = ?",
        (channel, address.lower()),
    ).fetchone()
    return Suppression(*row) if row else None


def remove(c: sqlite3.Connection, channel: str, address: str) -> bool:
    """Open an address again; whether it was closed."""
    gone = c.execute(
        "DELETE FROM suppression WHERE channel = ? AND address = ?", (channel, address.lower())
    )
    return gone.rowcount > 0


def suppressed(c: sqlite3.Connection, channel: str, addresses: Sequence[str]) -> set[str]:
    """Those of the addresses that the channel does not write to."""
    closed: set[str] = set()
    for part in chunks([address.lower() for address in addresses]):
        closed.update(
            address
            for (address,) in c.execute(
                f"SELECT address FROM suppression WHERE channel = ? AND address IN ({marks(part)})",
                (channel, *part),
            )
        )
    return {address for address in addresses if address.lower() in closed} if closed else set()


def everything(c: sqlite3.Connection) -> list[Suppression]:
    """All closed addresses, the latest first."""
    rows = c.execute(
        "SELECT channel, address, reason, at, source, note FROM suppression "
        "ORDER BY at DESC, channel, address"
    )
    return [Suppression(*row) for row in rows]


def set_consent(c: sqlite3.Connection, consent: Consent) -> None:
    """Write down what a contact agreed to or refused; earlier words stay as evidence."""
    c.execute(
        "INSERT INTO consent (contact_id, channel, granted, at, source, note) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (consent.contact_id, consent.channel, int(consent.granted), consent.at, consent.source,
         consent.note),
    )  # fmt: skip


def consents(c: sqlite3.Connection, contact_id: int) -> list[Consent]:
    """All that a contact ever said, the latest first."""
    rows = c.execute(
        "SELECT contact_id, channel, granted, at, source, note FROM consent "
        "WHERE contact_id = ? ORDER BY at DESC, id DESC",
        (contact_id,),
    )
    return [Consent(id_, channel, bool(granted), *rest) for id_, channel, granted, *rest in rows]


def opted_out(c: sqlite3.Connection, channel: str, contact_ids: Sequence[int]) -> set[int]:
    """Those of the contacts whose last word about the channel is no.

    The last by its own date: an old list that is imported later takes back nothing.
    """
    found: set[int] = set()
    for part in chunks(contact_ids):
        rows = c.execute(
            "SELECT contact_id FROM (SELECT contact_id, granted, row_number() OVER "
            "(PARTITION BY contact_id ORDER BY at DESC, id DESC) AS place FROM consent "
            f"WHERE channel = ? AND contact_id IN ({marks(part)})) "
            "WHERE place = 1 AND NOT granted",
            (channel, *part),
        )
        found.update(id_ for (id_,) in rows)
    return found
