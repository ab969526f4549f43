"""A row through the mapping of columns."""

from depesha.exchange.cells import as_money
from depesha.exchange.report import Problem
from depesha.exchange.row import Cells


def test_the_first_filled_column_speaks() -> None:
    cells = Cells(["", "  Иван  Иванов ", "x"], {"name": (0, 1, 2), "note": (5,)})
    assert cells.text("name") == "Иван Иванов"
    assert cells.texts("name") == [(1, "Иван Иванов"), (2, "x")]
    assert cells.text("note") == cells.text("city") == ""
    assert cells.texts("note") == []


def test_notes_keep_lines() -> None:
    assert Cells(["", "a\n b"], {"note": (0, 1)}).lines("note") == "a\nb"
    assert Cells(["a"], {}).lines("note") == ""


def test_what_cannot_be_read_is_told_with_its_cell() -> None:
    cells = Cells(["5", "12x", ""], {"a": (0,), "b": (1,), "c": (2,)})
    assert [cells.parsed(name, as_money) for name in "abc"] == [5, None, None]
    assert cells.problems == [Problem("“12x” is not a number.", 1, "12x")]


def test_what_is_lost_and_what_is_only_told() -> None:
    cells = Cells([], {})
    cells.lose("gone")
    cells.note("changed")
    assert [problem.lost for problem in cells.problems] == [True, False]
