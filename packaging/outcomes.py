"""Fills the table of outcomes for plugin authors: `python3 packaging/dev.py outcomes`.

The contract tests of all channels play each fault and note what the ledger makes of the answer; the
same tests compare it with the table. So the table cannot grow old.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "app" / "depesha" / "docs" / "outcomes.md"
NOTES = "NOTES_OF_OUTCOMES"
"""The environment's name of a file that the tests write to instead of comparing."""
_BEGIN, _END = "<!-- outcomes -->", "<!-- /outcomes -->"

FAULTS = {
    "none": "nothing goes wrong",
    "refuse": "this person: no",
    "throttle 1": "too fast, wait 1 s",
    "throttle 10800": "too fast, wait 3 h",
    "break_account": "login refused, or no money",
    "nobody": "nobody listens at that port",
    "untrusted": "a certificate that nobody trusts",
    "drop_before": "the line breaks before the provider took it",
    "drop_within": "the line breaks in the middle of the answer",
    "drop_after": "the line breaks after the provider took it",
    "stall": "no answer in time",
    "garbage": "a guest network's page in place of an answer",
    "gateway_error": "502 with HTML from a server in between",
    "other_json": "taken, but JSON of another make comes back",
    "not_utf8": "taken, but bytes that are no UTF-8 come back",
    "huge": "taken, but ten megabytes come back",
}
"""Fault → what happens, in the order of the table."""


class Seen(NamedTuple):
    """What the ledger says of one fault at one channel."""

    channel: str
    fault: str
    words: str


def table(seen: Iterable[Seen]) -> str:
    """Markdown: a row for each fault and outcome, with the channels that have it."""
    rows = ["| what happens | the ledger says | at |", "|---|---|---|"]
    known = sorted(set(seen))
    for fault, title in FAULTS.items():
        here = [one for one in known if one.fault == fault]
        for words in sorted({one.words for one in here}):
            channels = ", ".join(one.channel for one in here if one.words == words)
            rows.append(f"| {title} | {words} | {channels} |")
    return "\n".join(rows)


def read(text: str) -> set[Seen]:
    """What a table says."""
    faults = {title: fault for fault, title in FAULTS.items()}
    found = set()
    for line in text.partition(_BEGIN)[2].partition(_END)[0].splitlines():
        title, words, channels, *_rest = [*(part.strip() for part in line[1:].split("|")), "", ""]
        if title in faults:
            found |= {Seen(one, faults[title], words) for one in channels.split(", ")}
    return found


def filled(text: str, seen: Iterable[Seen]) -> str:
    """The page with its table made anew."""
    before, _old, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    return f"{before}{_BEGIN}\n{table(seen)}\n{_END}{after}"


def observe() -> list[Seen]:
    """Play all faults at all channels. Raises CalledProcessError where a test fails."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes"
        command = [sys.executable, "-m", "pytest", "-q", "-k", "table_of_outcomes", "tests/plugins"]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, NOTES: str(notes)})
        return [Seen(*json.loads(line)) for line in notes.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Write the page."""
    text = filled(FILE.read_text(encoding="utf-8"), observe())
    FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
