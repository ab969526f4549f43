"""The table of outcomes: what is written is what is read, and all channels are in it."""

import re
from pathlib import Path

import outcomes
from outcomes import Seen

ROOT = Path(__file__).resolve().parents[2]

SEEN = [
    Seen("Email", "refuse", "Not sent: no"),
    Seen("Max", "refuse", "Not sent: no"),
    Seen("Sms", "refuse", "Unknown: no"),
    Seen("Email", "stall", "Unknown: no"),
]


def test_channels_with_the_same_outcome_share_a_row():
    assert outcomes.table(SEEN).splitlines()[2:] == [
        "| this person: no | Not sent: no | Email, Max |",
        "| this person: no | Unknown: no | Sms |",
        "| no answer in time | Unknown: no | Email |",
    ]


def test_what_is_written_is_what_is_read():
    page = outcomes.filled("Before <!-- outcomes -->\nold\n<!-- /outcomes --> after", SEEN)
    assert outcomes.read(page) == set(SEEN)
    assert page.startswith("Before <!-- outcomes -->\n| what")
    assert page.endswith("<!-- /outcomes --> after")
    assert outcomes.filled(page, SEEN) == page


def test_the_page_names_every_channel_and_no_other():
    tests = [
        path.read_text(encoding="utf-8") for path in (ROOT / "tests/plugins").rglob("test_c*.py")
    ]
    contracts = {
        name
        for text in tests
        for name in re.findall(r"^class Test(\w+)\(\w*Contract\)", text, re.MULTILINE)
    }
    told = {one.channel for one in outcomes.read(outcomes.FILE.read_text(encoding="utf-8"))}
    assert told == contracts, "python3 packaging/dev.py outcomes"
