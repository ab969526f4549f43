"""Cells that a table program would take for formulas, and how csv keeps them texts.

A text that begins like a formula gets an apostrophe before it, and one that begins with such an
apostrophe gets one more, so that reading back gives the same text again.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_HARMLESS = re.compile(r"-?\d{1,15}(?:[.,]\d{1,10})?|\+\d{5,15}")
"""Numbers and phone numbers in E.164 hold nothing to compute. (`+7-916` would be computed.)"""


def guard(text: str) -> str:
    """The text as a csv cell that no table program computes."""
    return "'" + text if _RISKY.match(text) and not _HARMLESS.fullmatch(text) else text


def unguard(cell: str) -> str:
    """What `guard` was given."""
    return cell[1:] if cell[:1] == "'" and _RISKY.match(cell) else cell
