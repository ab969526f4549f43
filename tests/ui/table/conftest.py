"""A table over numbers."""

from array import array

import pytest

from depesha.ui.bridge import Bridge
from depesha.ui.remembered import Remembered
from depesha.ui.table import Column, Row, Table
from depesha.ui.theme import Theme


def _raise(error: Exception) -> None:
    raise error


class Numbers:
    """The table, and what it did."""

    def __init__(self, root, tmp_path, **more) -> None:
        self.fetched: list[int] = []
        self.opened: list[int] = []
        self.sorted: list[tuple[str, bool]] = []
        self.bridge = Bridge(root, _raise, lambda: None)
        self.table = Table(
            root, Theme(root, "light"), self.bridge, Remembered(tmp_path / "window.json"),
            name="numbers",
            columns=[
                Column("number", "Number", 80, right=True), Column("word", "Word", 200),
                Column("plain", "Plain", 90, sortable=False), Column("more", "More", shown=False),
            ],
            fetch=self._fetch, mask=self.mask, on_open=self.opened.append,
            on_sort=self._sort, empty="Nobody", **more,
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        root.update()

    def mask(self, cells):
        return {key: text.replace("13", "**") for key, text in cells.items()}

    def _sort(self, key: str, descending: bool) -> None:
        self.sorted.append((key, descending))

    def _fetch(self, ids):
        self.fetched.extend(ids)
        return {
            id_: Row({"number": str(id_), "word": f"word {id_}"}, ("bad",) if id_ % 7 == 0 else ())
            for id_ in ids
            if id_ >= 0
        }

    def show(self, driver, ids, **more) -> None:
        self.table.show(array("q", ids), **more)
        driver.until(lambda: self.bridge.idle)

    def row(self, number: int) -> list[str]:
        return [str(value) for value in self.table.tree.item(str(number), "values")]


@pytest.fixture
def numbers(tk_root, tmp_path):
    made = Numbers(tk_root, tmp_path)
    yield made
    made.bridge.close()
