"""Chains: mailings that share their people, each for another channel.

A person's deliveries stand in an order; the first goes, the others are in reserve. Which of them
takes its turn, and when the rest is let go, are triggers of the schema: whatever changes a
delivery's state, they see it in the same commit.
"""

from collections.abc import Sequence

from depesha.api.reasons import Reason
from depesha.domain.states import State
from depesha.store import ledger
from depesha.store.database import Connection

ALONE = """NOT EXISTS (
        SELECT 1 FROM delivery o WHERE o.chain_id = delivery.chain_id AND o.id <> delivery.id
        AND o.state IN ('queued', 'sending', 'waiting', 'accepted', 'delivered', 'read'))"""
"""Condition on a delivery: no other of its person's chain is under way or has arrived."""
PATIENCE = 86_400.0
"""Seconds after which a message that a provider accepted, and nobody complained of, has arrived."""
STEP = 5000
"""People whose order is found in one go."""


def join(
    c: Connection, mailings: Sequence[int], key: str, *, preferred: bool, reserve: bool
) -> None:
    """Make drafts, in the order of their channels, one chain: of each person who is queued in
    several, one delivery stays so.

    `preferred`: a contact's own order of channels comes first. `reserve`: the others wait for what
    becomes of it; else they are not needed.
    """
    marks = ",".join("?" * len(mailings))
    c.execute(f"UPDATE mailing SET chain = ? WHERE id IN ({marks})", (key, *mailings))
    low, high = c.execute(
        f"SELECT min(person_id), max(person_id) FROM delivery WHERE mailing_id IN ({marks})",
        tuple(mailings),
    ).fetchone()
    if low is None:
        return
    places = " ".join(f"WHEN {int(id_)} THEN {place}" for place, id_ in enumerate(mailings))
    # A contact's channels are a JSON list of ids: where an id stands in its text is its place.
    own = "ifnull(nullif(instr(lower(p.preferred_channels), '\"' || m.channel || '\"'), 0), 10000)"
    for begin in range(low, high + 1, STEP):
        c.execute(
            f"""UPDATE delivery SET chain_id = r.head, turn = r.place - 1 FROM (
                    SELECT id, first_value(id) OVER w AS head, row_number() OVER w AS place,
                           count(*) OVER (PARTITION BY person_kind, person_id, document) AS ways
                    FROM (SELECT d.id, d.person_kind, d.person_id, d.document,
                                 {own if preferred else "0"} AS wish,
                                 CASE d.mailing_id {places} END AS link
                          FROM delivery d JOIN mailing m ON m.id = d.mailing_id
                          LEFT JOIN contact p ON d.person_kind = 'contact' AND p.id = d.person_id
                          WHERE d.mailing_id IN ({marks}) AND d.state = 'queued'
                            AND d.person_id >= ? AND d.person_id < ?)
                    WINDOW w AS (PARTITION BY person_kind, person_id, document ORDER BY wish, link)
                ) r WHERE delivery.id = r.id AND r.ways > 1""",
            (*mailings, begin, begin + STEP),
        )
    new = (State.RESERVED, "") if reserve else (State.SPARED, Reason.OTHER_CHANNEL)
    c.execute(
        f"UPDATE delivery SET state = ?, reason = ? WHERE mailing_id IN ({marks}) AND turn > 0",
        (*new, *mailings),
    )


def members(c: Connection, key: str) -> list[int]:
    """The ids of a chain's mailings, in the order in which they were planned."""
    return [
        row[0] for row in c.execute("SELECT id FROM mailing WHERE chain = ? ORDER BY id", (key,))
    ]


def waiting(c: Connection) -> list[int]:
    """Mailings that are not over and belong to a chain: those that `tend` is for."""
    rows = c.execute(
        "SELECT id FROM mailing WHERE state IN ('running', 'paused', 'held') AND chain <> ''"
    )
    return [row[0] for row in rows]


def tend(c: Connection, now: float) -> None:
    """Let go what nobody needs any more, and end the mailings that waited for nothing else."""
    c.execute(
        """UPDATE delivery SET state = 'spared', reason = ?, updated_at = ?
           WHERE state = 'reserved' AND EXISTS (
               SELECT 1 FROM delivery o WHERE o.chain_id = delivery.chain_id
               AND o.turn < delivery.turn AND o.state = 'accepted' AND o.updated_at <= ?)""",
        (Reason.REACHED, now, now - PATIENCE),
    )
    for mailing_id in waiting(c):
        ledger.finish(c, mailing_id, now)
