"""What would become of the rows, in figures and remarks."""

from dataclasses import replace
from pathlib import Path

from depesha.exchange.report import Issue, Report
from depesha.ui.importing.report_page import ReportPage, headline
from depesha.ui.theme import Theme

REPORT = Report(
    what="contacts", file=Path("a.csv"), encoding="utf-8", delimiter=";", read=5, added=2,
    updated=1, unchanged=0, rejected=2, warned=0,
    issues=(Issue(3, "E-mail", "x", "no address", rejected=True),
            Issue(4, "", "", "joined", rejected=False)),
    issue_count=9, notes=("One note.",), rejected_file=None, dry_run=True,
)  # fmt: skip


def test_figures_and_remarks(tk_root, driver):
    page = ReportPage(tk_root, Theme(tk_root, "light"))
    page.pack(fill="both", expand=True)
    page.show(REPORT)
    driver.live()
    assert {key: label["text"] for key, label in page.figures.items()} == {
        "read": "5", "added": "2", "updated": "1", "unchanged": "0", "rejected": "2",
    }  # fmt: skip
    rows = [page.tree.item(one, "values") for one in page.tree.get_children()]
    assert rows[0] == ("3", "rejected", "E-mail", "x", "no address")
    assert rows[1][1] == "accepted"
    assert page.more["text"] == "… and 7 more"
    assert page.notes["text"] == "One note."
    page.show(replace(REPORT, issues=(), issue_count=0))
    driver.live()
    assert not page.tree.winfo_ismapped()


def test_the_sentence():
    assert headline(REPORT) == "3 records would be taken; nothing is stored yet."
    assert headline(replace(REPORT, dry_run=False)) == "3 records were taken."
