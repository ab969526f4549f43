"""Trying an account tells in words what came of it."""

import threading
from contextlib import contextmanager

import pytest

from depesha import bootstrap
from depesha.api.outcome import AccountBroken
from depesha.api.reasons import Reason
from depesha.delivery.trial import heard_of, send_hello, try_account
from depesha.domain.errors import InputError
from depesha.store import holds, mailings
from depesha.store.holds import Hold


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


@pytest.fixture
def echo(profile):
    office = bootstrap.office(profile)
    office.settings.change({"echo.main.connections": "1"})
    yield office
    office.close()


def failed(error: Exception) -> None:
    raise error


def test_a_message_to_oneself_goes_through_the_account_alone(echo) -> None:
    number = send_hello(echo, "echo", "main", " me@example.com ")
    assert heard_of(echo, number) is None
    engine = bootstrap.background(echo, failed)
    engine.start()
    while (trial := heard_of(echo, number)) is None:
        echo.clock.wait(threading.Event(), 0.01)
    engine.stop(5)
    assert trial.works
    assert trial.account == "echo.main"
    # The channel is not in use: nothing but a trial goes this way.
    assert echo.settings.channel("echo").mode == "off"
    assert mailings.get(echo.database.reader, number).account == "main"


def test_what_holds_the_account_is_told_and_the_next_trial_lifts_it(echo) -> None:
    number = send_hello(echo, "echo", "main", "me@example.com")
    hold = Hold("echo.main", None, "login", "535 no", "Use an app password.")
    with echo.database.write() as c:
        holds.put(c, hold)
    trial = heard_of(echo, number)
    assert not trial.works
    assert trial.sentence.endswith("535 no — Use an app password.")
    send_hello(echo, "echo", "main", "me@example.com")
    assert holds.get(echo.database.reader, "echo.main") is None


def test_an_address_that_is_none_sends_nothing(echo) -> None:
    with pytest.raises(InputError):
        send_hello(echo, "email", "main", "no address")
    assert mailings.latest(echo.database.reader) == []


def test_a_mailing_that_is_gone_has_no_fate(echo) -> None:
    assert heard_of(echo, 77) is None
