"""Exit codes and words about mailings that stand still."""

import pytest

from depesha.cli.sending import exit_code
from depesha.domain.states import TOTALS


def result(state="done", why="", **counted):
    return {"state": state, "why": why, "totals": dict.fromkeys(TOTALS, 0) | counted}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (result(accepted=5), 0),
        (result(accepted=5, delivered=2, skipped=3), 0),
        (result(accepted=5, failed=1), 1),
        (result(unknown=1), 1),
        (result(accepted=1, waiting=1), 1),
        (result("paused", queued=3), 1),
        (result("stopped", cancelled=3), 1),
        (result("held", "configuration", queued=1), 3),
        (result("held", "login", queued=1), 4),
        (result("held", "no_money", accepted=9, queued=1), 4),
        (result("held", "late_start", queued=1), 1),
        (result("held", "restored", queued=1), 1),
    ],
)
def test_exit_codes(given, code):
    assert exit_code(given) == code
