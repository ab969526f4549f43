"""The rows in sight and around it: fetched a screen at a time on another thread, kept a while."""

import tkinter as tk
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from depesha.ui.bridge import Bridge

KEPT = 3000
"""Rows in memory at most."""
AHEAD = 40
"""Rows fetched beyond both edges of what is in sight."""


class Row(NamedTuple):
    """What a table shows of one record: a text for each column, by key, and its looks.

    `tags` are of `good`, `bad`, `warning`, `quiet`, `strong`.
    """

    cells: dict[str, str]
    tags: tuple[str, ...] = ()


Mask = Callable[[Mapping[str, str]], dict[str, str]]
"""The cells of a row as the person who works here may see them."""
Fetch = Callable[[Sequence[int]], dict[int, Row]]
"""Rows by id; called on a thread of errands. Ids that are gone are left out."""


class Rows:
    """The rows of one table, by position."""

    def __init__(
        self, table: tk.Misc, name: str, bridge: Bridge, fetch: Fetch, mask: Mask,
        arrived: Callable[[], None],
    ) -> None:  # fmt: skip
        self._table = table
        self._name = name
        self._bridge = bridge
        self._fetch = fetch
        self._mask = mask
        self._arrived = arrived
        self._kept: OrderedDict[int, Row | None] = OrderedDict()
        self._stale: OrderedDict[int, Row | None] = OrderedDict()
        self._asked: frozenset[int] = frozenset()
        self._age = 0
        self.ids: array[int] = array("q")

    def __len__(self) -> int:
        return len(self.ids)

    def show(self, ids: "array[int]") -> None:
        """Other records, or another order; rows that are known stay known."""
        self.ids = ids

    def forget(self) -> None:
        """The records may have changed: fetch anew what is looked at; the old shows until then."""
        self._age += 1
        self._asked = frozenset()
        self._stale = OrderedDict(self._kept)
        self._kept.clear()

    def get(self, begin: int, end: int) -> list[Row | None]:
        """The rows at these positions; None for one that is on its way, or gone."""
        ids = self.ids[begin:end]
        self._ask(begin, end)
        return [self._known(id_) for id_ in ids]

    def _known(self, id_: int) -> Row | None:
        row = self._kept.get(id_)
        return row if row is not None else self._stale.get(id_)

    def _ask(self, begin: int, end: int) -> None:
        if all(id_ in self._kept for id_ in self.ids[begin:end]):
            return
        around = self.ids[max(0, begin - AHEAD) : end + AHEAD]
        missing = [id_ for id_ in around if id_ not in self._kept]
        if frozenset(missing) == self._asked:
            return
        self._asked = frozenset(missing)
        age = self._age
        self._bridge.run(
            lambda: self._seen(missing),
            lambda found: self._keep(missing, found, age),
            key=f"rows.{self._name}",
            owner=self._table,
        )

    def _seen(self, ids: Sequence[int]) -> dict[int, Row]:
        return {id_: Row(self._mask(row.cells), row.tags) for id_, row in self._fetch(ids).items()}

    def _keep(self, asked: Sequence[int], found: dict[int, Row], age: int) -> None:
        if age != self._age:
            return
        self._asked = frozenset()
        for id_ in asked:
            self._kept[id_] = found.get(id_)
            self._stale.pop(id_, None)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self._arrived()
