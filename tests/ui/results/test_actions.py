"""Which buttons can be pressed in which state of a mailing."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from depesha.delivery.progress import Progress
from depesha.domain.rights import Rights
from depesha.domain.states import TOTALS
from depesha.store.mailings import Mailing
from depesha.ui.commands import flat
from depesha.ui.results.actions import results_commands

MAILING = Mailing(id=1, key="k", channel="email", title="T", body="B", created_at=1, start_at=1)


EVERYTHING = Rights()


def able(state, rights=EVERYTHING, **counts):
    progress = Progress(replace(MAILING, state=state), dict.fromkeys(TOTALS, 0) | counts, 2.0)
    office = SimpleNamespace(may=rights.may)
    found = results_commands(SimpleNamespace(office=office), lambda: progress)
    return {one.id.removeprefix("mailing.") for one in flat(found) if one.enabled()}


@pytest.mark.parametrize(
    ("state", "counts", "expected"),
    [
        ("running", {}, {"pause", "stop", "report", "copy"}),
        ("running", {"failed": 1}, {"pause", "stop", "retry", "missed", "report", "copy"}),
        ("paused", {"failed": 1}, {"resume", "stop", "missed", "report", "copy"}),
        ("held", {"unknown": 1}, {"resume", "stop", "unknown", "missed", "report", "copy"}),
        ("done", {"failed": 1, "unknown": 1}, {"retry", "unknown", "missed", "report", "copy"}),
        ("stopped", {}, {"report", "copy"}),
    ],
)
def test_buttons_by_state(state, counts, expected):
    assert able(state, **counts) == expected


def test_nothing_before_the_mailing_is_known():
    found = results_commands(SimpleNamespace(), lambda: None)
    assert not any(one.enabled() for one in flat(found))


def test_who_may_not_send_may_stop() -> None:
    nothing = Rights(frozenset())
    assert able("paused", nothing, failed=1) == {"stop", "missed", "report", "copy"}
    assert able("done", nothing, failed=1, unknown=1) == {"missed", "report", "copy"}
