"""Rows are fetched a screen at a time, kept, and fetched anew when they changed."""

from array import array

import pytest

from depesha.ui.bridge import Bridge
from depesha.ui.table import rows as module
from depesha.ui.table.rows import Row, Rows


@pytest.fixture
def bridge(tk_root):
    made = Bridge(tk_root, lambda error: None, lambda: None)
    yield made
    made.close()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def rows(tk_root, bridge, asked):
    def fetch(ids):
        asked.append(len(ids))
        return {id_: Row({"n": f"{len(asked)}:{id_}"}) for id_ in ids if id_ != 13}

    made = Rows(tk_root, "test", bridge, fetch, dict, lambda: None)
    made.show(array("q", range(1_000_000)))
    return made


def cells(found) -> list[str | None]:
    return [row.cells["n"] if row else None for row in found]


def test_first_nothing_then_the_rows_and_those_around(rows, driver, bridge, asked) -> None:
    assert cells(rows.get(100, 103)) == [None, None, None]
    driver.until(lambda: bridge.idle)
    assert cells(rows.get(100, 103)) == ["1:100", "1:101", "1:102"]
    assert asked == [3 + 2 * module.AHEAD]
    rows.get(110, 113)
    driver.until(lambda: bridge.idle)
    assert len(asked) == 1, "those were fetched ahead"


def test_a_record_that_is_gone_is_not_asked_for_again_and_again(
    rows, driver, bridge, asked
) -> None:
    rows.get(10, 15)
    driver.until(lambda: bridge.idle)
    for _ in range(3):
        assert cells(rows.get(12, 15)) == ["1:12", None, "1:14"]
        driver.live(0.05)
    assert len(asked) == 1


def test_after_a_change_the_old_shows_until_the_new_is_there(rows, driver, bridge) -> None:
    rows.get(0, 2)
    driver.until(lambda: bridge.idle)
    rows.forget()
    assert cells(rows.get(0, 2)) == ["1:0", "1:1"]
    driver.until(lambda: bridge.idle)
    assert cells(rows.get(0, 2)) == ["2:0", "2:1"]


def test_memory_does_not_grow_with_scrolling(rows, driver, bridge, monkeypatch) -> None:
    monkeypatch.setattr(module, "KEPT", 200)
    for top in range(0, 5000, 50):
        rows.get(top, top + 20)
        driver.until(lambda: bridge.idle)
    assert len(rows._kept) <= 200
