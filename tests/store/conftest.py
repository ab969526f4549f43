"""A database of the newest version in memory, and people to put into it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from depesha.domain.normal import fold
from depesha.domain.people import Contact
from depesha.store import contacts, migrations
from depesha.store.database import Connection


def _connection() -> Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("fold", 1, fold, deterministic=True)
    migrations.migrate(connection, Path(":memory:"))
    return connection


@pytest.fixture
def c() -> Iterator[Connection]:
    """A connection that writes at once."""
    connection = _connection()
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def new_c() -> Callable[[], Connection]:
    """As many such connections as a test wants; it closes them."""
    return _connection


@pytest.fixture
def add(c: Connection) -> Callable[..., int]:
    """Store a contact with these fields; its id."""

    def insert(name: str = "Иванов Иван", **fields: object) -> int:
        return contacts.insert(c, Contact(name=name, **fields))

    return insert
