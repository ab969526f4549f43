"""A database of the newest version in memory, and people to put into it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from depesha.domain.normal import fold
from depesha.domain.people import Contact
from depesha.store import contacts, migrations
from depesha.store.database import Connection


@pytest.fixture
def c() -> Iterator[Connection]:
    """A connection that writes at once."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("fold", 1, fold, deterministic=True)
    migrations.migrate(connection, Path(":memory:"))
    yield connection
    connection.close()


@pytest.fixture
def add(c: Connection) -> Callable[..., int]:
    """Store a contact with these fields; its id."""

    def insert(name: str = "Иванов Иван", **fields: object) -> int:
        return contacts.insert(c, Contact(name=name, **fields))

    return insert
