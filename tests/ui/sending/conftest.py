"""Progress at will."""

from dataclasses import replace

import pytest

from depesha.delivery.progress import Progress
from depesha.domain.states import TOTALS
from depesha.store.mailings import Mailing

NOW = 1_000_000.0


@pytest.fixture
def progress():
    def make(state="running", number=1, finish_at=None, holds=(), start_at=NOW, **counts):
        mailing = Mailing(
            id=number, key="k", channel="email", title="Новости", body="B", state=state,
            created_at=NOW, start_at=start_at,
        )  # fmt: skip
        return Progress(mailing, dict.fromkeys(TOTALS, 0) | counts, NOW, finish_at, holds)

    make.replace = replace
    return make
