"""How an office sorts its contacts."""

from typing import NamedTuple


class Category(NamedTuple):
    """A node of the tree of categories."""

    name: str
    id: int = 0
    parent_id: int | None = None
