"""The codes of people: given in order, never given twice."""

import sqlite3

MAX_CODE = 999_999_999
"""A larger number out of a file is something else (an INN) and would spoil the order of codes."""


def take(c: sqlite3.Connection, people: str, wanted: int = 0) -> int:
    """The code for a new row of the table `people` (`contact` or `employee`).

    The wanted one where nobody has it, else the next one.
    """
    last, taken = c.execute(
        f"SELECT max(last, ifnull((SELECT max(code) FROM {people}), 0)), "
        f"EXISTS (SELECT 1 FROM {people} WHERE code = ?) FROM retired_code WHERE people = ?",
        (wanted, people),
    ).fetchone()
    return wanted if 0 < wanted <= MAX_CODE and not taken else int(last) + 1


def retire(c: sqlite3.Connection, people: str, code: int) -> None:
    """The holder of the code is about to be deleted; nobody gets it by turn again."""
    c.execute("UPDATE retired_code SET last = max(last, ?) WHERE people = ?", (code, people))
