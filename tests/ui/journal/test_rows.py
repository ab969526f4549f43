"""Deliveries as rows: every column of the journal, in words, coloured by what became of them."""

from depesha.delivery.journal import COLUMNS
from depesha.ui.journal.rows import columns, fetcher


def test_every_column_is_offered_and_the_usual_ones_are_shown():
    offered = columns()
    assert {one.key for one in offered} == set(COLUMNS)
    assert [one.key for one in offered if one.shown][:3] == ["date", "channel", "name"]
    assert not next(one for one in offered if one.key == "text").sortable


def test_rows_in_words_and_colours(office, told):
    rows = fetcher(office)([4, 3, 2, 1, 99])
    assert set(rows) == {1, 2, 3, 4}
    assert [rows[n].tags for n in (1, 2, 3, 4)] == [(), ("bad",), ("warning",), ("quiet",)]
    assert rows[1].cells["text"] == "Тема Привет, Анна!", "in one line"
    assert rows[2].cells["description"] == "Mailbox is full — 452 full"
    assert rows[1].cells["provider_id"] == "id-7"
    assert set(rows[1].cells) == set(COLUMNS)
