"""The account of an import."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.api.i18n import use_language
from depesha.exchange.columns import find_layout
from depesha.exchange.log import Log
from depesha.exchange.readers import open_table
from depesha.exchange.report import MOST_ISSUES, Issue, Outcome, Problem
from depesha.exchange.row import NumberedRow

CsvFile = Callable[..., Path]


@pytest.fixture
def make(csv_file: CsvFile) -> Callable[..., Log]:
    """A log of a file of two columns."""

    def log(rejected: Path | None = None, text: str = "Имя;Телефон\nИванов;1\n") -> Log:
        table = open_table(csv_file(text))
        return Log("contacts", table, find_layout("contacts", table), rejected)

    return log


def rows_of(path: Path) -> list[list[str]]:
    """The file of rejected rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_figures_and_issues(make: Callable[..., Log]) -> None:
    with make() as log:
        log.settle(Outcome.ADDED, [NumberedRow(2, ["a", "1"])], [])
        log.settle(Outcome.UPDATED, [NumberedRow(3, ["b", "x"])], [Problem("bad", 1, "x")])
        log.settle(Outcome.REJECTED, [NumberedRow(4, ["", "2"])], [Problem("no name")])
        log.settle(Outcome.UNCHANGED, [NumberedRow(5, ["c", "3"])], [])
        log.note("one")
        log.note("one")
    report = log.report(dry_run=True)
    assert (report.read, report.added, report.updated, report.unchanged, report.rejected) == (
        4,
        1,
        1,
        1,
        1,
    )
    assert (report.warned, report.issue_count, report.notes, report.dry_run) == (
        1,
        2,
        ("one",),
        True,
    )
    assert report.issues == (
        Issue(3, "Телефон", "x", "bad", rejected=False),
        Issue(4, "", "", "no name", rejected=True),
    )
    assert (report.encoding, report.delimiter, report.rejected_file) == ("utf-8", ";", None)


def test_the_file_holds_what_is_to_be_mended_and_nothing_else(
    make: Callable[..., Log], tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    with make(path) as log:
        log.settle(Outcome.ADDED, [NumberedRow(2, ["a", "1"])], [Problem("as told", lost=False)])
        log.settle(
            Outcome.ADDED,
            [NumberedRow(3, ["=b", "-x"])],
            [Problem("bad"), Problem("bad"), Problem("worse")],
        )
        log.settle(
            Outcome.REJECTED,
            [NumberedRow(4, ["c"]), NumberedRow(5, ["d", "2", "more"])],
            [Problem("no")],
        )
        log.tell(NumberedRow(6, ["e", "3"]), Problem("late"))
        assert not path.exists()
    assert rows_of(path) == [
        ["Имя", "Телефон", "Why not accepted"],
        ["'=b", "'-x", "Accepted, but: bad worse"],
        ["c", "", "no"],
        ["d", "2", "no", "more"],
        ["e", "3", "Accepted, but: late"],
    ]
    assert log.report(dry_run=False).warned == 3


def test_without_a_header_there_is_none(make: Callable[..., Log], tmp_path: Path) -> None:
    with make(tmp_path / "r.csv", "Иванов Иван;89161234567\n") as log:
        log.settle(Outcome.REJECTED, [NumberedRow(1, ["", "2"])], [Problem("no")])
    assert rows_of(tmp_path / "r.csv") == [["", "2", "no"]]


def test_a_failure_leaves_no_file(make: Callable[..., Log], tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(ZeroDivisionError), make(tmp_path / "r.csv") as log:
        log.note(str(1 / 0))
    assert set(tmp_path.iterdir()) - before == {tmp_path / "list.csv"}


def test_a_report_does_not_grow_without_end(make: Callable[..., Log], tmp_path: Path) -> None:
    with make(tmp_path / "r.csv") as log:
        for number in range(MOST_ISSUES + 50):
            log.settle(
                Outcome.REJECTED, [NumberedRow(number, [""])], [Problem("no"), Problem("never")]
            )
    report = log.report(dry_run=False)
    assert (len(report.issues), report.issue_count) == (MOST_ISSUES, 2 * MOST_ISSUES + 100)
    assert len(rows_of(tmp_path / "r.csv")) == MOST_ISSUES + 51


def test_the_reason_speaks_the_language_in_force(make: Callable[..., Log], tmp_path: Path) -> None:
    use_language("ru")
    with make(tmp_path / "r.csv"):
        pass
    assert rows_of(tmp_path / "r.csv")[0][2] in {"Почему не принято", "Why not accepted"}
