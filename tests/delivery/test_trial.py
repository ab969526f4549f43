"""Trying an account tells in words what came of it."""

from contextlib import contextmanager

import pytest

from depesha import bootstrap
from depesha.api.outcome import AccountBroken
from depesha.api.reasons import Reason
from depesha.delivery.trial import try_account


@pytest.fixture
def account(profile):
    office = bootstrap.office(profile)
    office.settings.change({"echo.main.connections": "1"})
    yield office.accounts.open("echo", "main")
    office.close()


def test_what_works_works(account) -> None:
    trial = try_account(account)
    assert trial.works
    assert trial.account == "echo.main"
    assert trial.sentence == trial.said


def test_what_is_broken_says_how_to_mend_it(account, monkeypatch) -> None:
    @contextmanager
    def broken(_settings, _context):
        raise AccountBroken(Reason.LOGIN, "535 no", cure="Use an app password.")
        yield

    monkeypatch.setattr(account.channel, "connect", staticmethod(broken))
    trial = try_account(account)
    assert not trial.works
    assert trial.cure == "Use an app password."
    assert "535 no" in trial.sentence
