"""Which column of a file means what, remembered for each layout of columns."""

import sqlite3
from collections.abc import Mapping

from depesha.store.convert import mapping_text, text_mapping


def get(c: sqlite3.Connection, fingerprint: str) -> dict[str, str] | None:
    """Field → column as it was last chosen for this layout, or None."""
    row = c.execute("SELECT mapping FROM layout WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return text_mapping(row[0]) if row else None


def put(c: sqlite3.Connection, fingerprint: str, mapping: Mapping[str, str]) -> None:
    """Remember the choice for this layout."""
    c.execute(
        "INSERT INTO layout (fingerprint, mapping) VALUES (?, ?) "
        "ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping",
        (fingerprint, mapping_text(mapping)),
    )
