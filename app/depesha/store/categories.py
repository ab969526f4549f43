"""The tree of categories of contacts.

A category is made below one that is there and is never moved, so there are no circles.
"""

import sqlite3
from collections.abc import Iterator

from depesha.api.i18n import _
from depesha.domain.categories import Category
from depesha.domain.errors import InputError
from depesha.domain.normal import fold

SEPARATOR = "/"
"""Between the names of a path, e.g. `Клиенты/Опт`."""


def _parts(path: str) -> Iterator[tuple[str, str]]:
    for name in path.split(SEPARATOR):
        if key := fold(name):
            yield " ".join(name.split()), key


def ensure_path(c: sqlite3.Connection, path: str) -> int:
    """The id of the category at the path from the top; missing ones are made.

    Raises ValueError for a path without a name.
    """
    parent: int | None = None
    for name, key in _parts(path):
        row = c.execute(
            "SELECT id FROM category WHERE ifnull(parent_id, 0) = ? AND name_key = ?",
            (parent or 0, key),
        ).fetchone()
        parent = row[0] if row else _insert(c, name, key, parent)
    if parent is None:
        raise ValueError("a category needs a name")
    return parent


def _insert(c: sqlite3.Connection, name: str, key: str, parent: int | None) -> int | None:
    return c.execute(
        "INSERT INTO category (name, name_key, parent_id) VALUES (?, ?, ?)", (name, key, parent)
    ).lastrowid


def find(c: sqlite3.Connection, name: str) -> int | None:
    """The category of that name, or of a path's end (`Клиенты/Опт`), or None.

    Case and ё/е do not matter. Raises InputError where several categories fit.
    """
    keys = [key for _name, key in _parts(name)]
    if not keys:
        return None
    fitting = [
        id_
        for (id_,) in c.execute("SELECT id FROM category WHERE name_key = ?", (keys[-1],))
        if [fold(part) for part in _names(c, id_)][-len(keys) :] == keys
    ]
    exact = [id_ for id_ in fitting if len(_names(c, id_)) == len(keys)]
    if len(fitting) > 1 and len(exact) != 1:
        paths = ", ".join(path(c, id_) for id_ in fitting)
        raise InputError(
            _("There are several categories {name}: {paths}. Give the whole path.").format(
                name=name, paths=paths
            )
        )
    return next(iter(exact or fitting), None)


def path(c: sqlite3.Connection, category_id: int) -> str:
    """The names from the top down to the category. Raises LookupError if it is gone."""
    if not (names := _names(c, category_id)):
        raise LookupError(f"no category with id {category_id}")
    return SEPARATOR.join(names)


def _names(c: sqlite3.Connection, category_id: int) -> list[str]:
    rows = c.execute(
        "WITH RECURSIVE up (depth, name, parent_id) AS ("
        "  SELECT 0, name, parent_id FROM category WHERE id = ?"
        "  UNION ALL SELECT depth + 1, category.name, category.parent_id"
        "  FROM up JOIN category ON category.id = up.parent_id WHERE depth < 100"
        ") SELECT name FROM up ORDER BY depth DESC",
        (category_id,),
    )
    return [name for (name,) in rows]


def subtree(c: sqlite3.Connection, category_id: int) -> list[int]:
    """The category and all below it."""
    rows = c.execute(
        "WITH RECURSIVE down (id) AS ("
        "  SELECT id FROM category WHERE id = ?"
        "  UNION SELECT category.id FROM down JOIN category ON category.parent_id = down.id"
        ") SELECT id FROM down",
        (category_id,),
    )
    return [id_ for (id_,) in rows]


def everything(c: sqlite3.Connection) -> list[Category]:
    """All categories, those with the same parent by name."""
    rows = c.execute("SELECT id, name, parent_id FROM category ORDER BY name_key")
    return [Category(id=id_, name=name, parent_id=parent) for id_, name, parent in rows]


def add(c: sqlite3.Connection, name: str, parent_id: int | None) -> int:
    """A new category below another one, or at the top. Raises InputError for a bad name."""
    plain, key = _fresh(c, name, parent_id)
    id_ = _insert(c, plain, key, parent_id)
    assert id_ is not None
    return id_


def rename(c: sqlite3.Connection, category_id: int, name: str) -> None:
    """Call a category something else. Raises InputError for a bad name."""
    row = c.execute("SELECT parent_id FROM category WHERE id = ?", (category_id,)).fetchone()
    if row is None:
        return
    plain, key = _fresh(c, name, row[0], category_id)
    c.execute("UPDATE category SET name = ?, name_key = ? WHERE id = ?", (plain, key, category_id))


def delete(c: sqlite3.Connection, category_id: int) -> None:
    """Forget a category; contacts in it have none then. Raises InputError if others lie below."""
    if c.execute("SELECT 1 FROM category WHERE parent_id = ? LIMIT 1", (category_id,)).fetchone():
        raise InputError(_("There are categories below this one; delete those first."))
    c.execute("DELETE FROM category WHERE id = ?", (category_id,))


def _fresh(
    c: sqlite3.Connection, name: str, parent_id: int | None, itself: int = 0
) -> tuple[str, str]:
    parts = list(_parts(name))
    if len(parts) != 1:
        raise InputError(
            _("A category needs a name without “{separator}”.").format(separator=SEPARATOR)
        )
    plain, key = parts[0]
    row = c.execute(
        "SELECT 1 FROM category WHERE ifnull(parent_id, 0) = ? AND name_key = ? AND id <> ?",
        (parent_id or 0, key, itself),
    ).fetchone()
    if row:
        raise InputError(_("There is a category “{name}” here already.").format(name=plain))
    return plain, key
