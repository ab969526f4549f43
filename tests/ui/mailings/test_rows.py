"""Mailings as rows, and what the filters ask for."""

import pytest

from depesha.store.mailing_list import Wanted
from depesha.ui.mailings.rows import FILTERS, columns, fetcher, wanted_of

GOING, OVER = ("running", "paused", "held"), ("done", "stopped")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("all", Wanted(text="t")),
        ("to_come", Wanted(states=GOING, to_come_at=5.0, text="t")),
        ("going", Wanted(states=GOING, begun_by=5.0, text="t")),
        ("over", Wanted(states=OVER, text="t")),
    ],
)
def test_filters(chosen, expected):
    assert chosen in FILTERS
    assert wanted_of(chosen, "t", 5.0) == expected


def test_a_row_with_its_numbers(office, told):
    row = fetcher(office)([told, 99])[told]
    assert {key: row.cells[key] for key in ("title", "channel", "state", "people")} == {
        "title": "Новости", "channel": "E-mail", "state": "Done", "people": "3",
    }  # fmt: skip
    assert [row.cells[key] for key in ("accepted", "failed", "unknown", "skipped")] == ["1"] * 4
    assert row.cells["delivered"] == ""
    assert row.tags == ()
    assert set(row.cells) == {column.key for column in columns()}


def test_what_is_scheduled_says_so(office, told):
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'running', mode = 'test', start_at = start_at + 999")
    row = fetcher(office)([told])[told]
    assert (row.cells["state"], row.cells["channel"]) == ("Scheduled", "E-mail (test mode)")


def test_what_waits_for_a_person_stands_out(office, told):
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'held'")
    assert fetcher(office)([told])[told].tags == ("warning",)


def test_a_channel_whose_plugin_is_gone_keeps_its_mailings(office, told):
    with office.database.write() as c:
        c.execute("UPDATE mailing SET channel = 'pigeon'")
    assert fetcher(office)([told])[told].cells["channel"] == "pigeon"
