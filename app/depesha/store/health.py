"""Whether the database file is sound, and how much it holds."""

from depesha.store.database import Connection


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
