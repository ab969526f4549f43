"""What the table of documents shows."""

from depesha.ui.documents import rows


def test_a_journal_of_one_type_does_not_say_which():
    shown = {one.key for one in rows.columns("order") if one.shown}
    assert "type" not in shown
    assert "number" in shown
    assert "type" in {one.key for one in rows.columns("") if one.shown}


def test_rows_in_words(papers, app):
    found = rows.fetcher(app.services.office)([papers["ЗК-1"], papers["А-1"]])
    cells = found[papers["ЗК-1"]].cells
    assert (cells["type"], cells["date"], cells["contact"]) == (
        "Customer orders", "01.11.2026", "Анна",
    )  # fmt: skip
    assert (cells["amount"], cells["files"]) == ("1350,00", "1")
    assert found[papers["А-1"]].cells["type"] == "Акты"


def test_the_file_has_all_columns(papers, app):
    c = app.services.office.database.reader
    assert [one.name for one in rows.exported(c)] == list(rows.TITLES)
    assert set(rows.TITLES) >= {one.key for one in rows.columns("")}
