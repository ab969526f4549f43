"""The user's columns come back, whatever became of the program's."""

from depesha.ui.remembered import Remembered
from depesha.ui.table.columns import Column, Layout

COLUMNS = [Column("a", "A"), Column("b", "B", 80), Column("c", "C", shown=False)]


def layout(tmp_path, columns=COLUMNS) -> Layout:
    return Layout("people", columns, Remembered(tmp_path / "window.json"))


def keys(found: Layout) -> list[str]:
    return [column.key for column in found.shown]


def test_as_the_program_came(tmp_path) -> None:
    assert keys(layout(tmp_path)) == ["a", "b"]


def test_choice_order_and_width_are_kept(tmp_path) -> None:
    remembered = Remembered(tmp_path / "window.json")
    one = Layout("people", COLUMNS, remembered)
    one.choose(["c", "a", "nonsense", "a"])
    one.widen({"a": 333, "c": 1})
    remembered.save()
    other = layout(tmp_path)
    assert keys(other) == ["c", "a"]
    assert [column.width for column in other.shown] == [30, 333]
    other.reset()
    assert keys(other) == ["a", "b"]
    assert other.shown[0].width == 120


def test_columns_move(tmp_path) -> None:
    found = layout(tmp_path)
    found.choose(["a", "b", "c"])
    found.move("c", "a")
    assert keys(found) == ["c", "a", "b"]
    found.move("c", "")
    assert keys(found) == ["a", "b", "c"]
    found.move("b", "b")
    found.move("nonsense", "a")
    assert keys(found) == ["a", "b", "c"]


def test_none_at_all_means_all(tmp_path) -> None:
    found = layout(tmp_path)
    found.choose([])
    assert keys(found) == ["a", "b", "c"]


def test_what_was_kept_by_another_version_does_no_harm(tmp_path) -> None:
    remembered = Remembered(tmp_path / "window.json")
    remembered.set("columns.people", {"shown": ["gone"], "widths": {"a": "wide", "gone": 5}})
    found = Layout("people", COLUMNS, remembered)
    assert keys(found) == ["a", "b"]
    remembered.set("columns.people", {"shown": 7, "widths": None})
    assert keys(Layout("people", COLUMNS, remembered)) == ["a", "b"]
