"""Each part of the office says how it is, in colour and words."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from depesha import bootstrap
from depesha.delivery.health import services
from depesha.delivery.outcome import Outcome
from depesha.domain.health import Health
from depesha.domain.states import State
from depesha.plughost.state import PluginInfo, PluginState
from depesha.store import balances, holds
from depesha.store import health as tries
from depesha.store.balances import Balance
from depesha.store.holds import Hold

ENGINE = SimpleNamespace(failure="", sends_here=True, ears=None)


@pytest.fixture
def found(profile):
    made = bootstrap.office(profile)
    yield made
    made.close()


@pytest.fixture
def said(found):
    def ask(engine=ENGINE, **how):
        return {one.title: one for one in services(found, engine, **how)}

    return ask


@pytest.fixture
def on(found):
    """The e-mail is switched on, with an account."""
    found.settings.change(
        {"email.main.host": "mail.example", "email.main.login": "a@b.ru", "email.mode": "on",
         "email.main.sender": "a@b.ru", "office.secrets": "file"}
    )  # fmt: skip


def test_what_is_not_in_use_is_grey(said):
    assert (said()["E-mail"].health, said()["E-mail"].words) == (Health.OFF, "Not in use.")
    assert said()["E-mail"].page == "email"


def test_test_mode_says_that_nothing_leaves(found, said):
    found.settings.change({"sms.mode": "test"})
    assert said()["SMS"].words == "Test mode: nothing leaves."


def test_on_without_an_account_is_red(found, said):
    found.settings.change({"sms.mode": "on"})
    assert said()["SMS"].health is Health.BAD


def test_an_account_that_waits_is_yellow_and_a_broken_one_red(found, on, said):
    now = found.clock.now()
    assert said()["E-mail"].health is Health.GOOD
    with found.database.write() as c:
        holds.put(c, Hold("email.main", now - 5, "throttled", "", ""))
    assert said()["E-mail"].health is Health.GOOD, "its time is over"
    with found.database.write() as c:
        holds.put(c, Hold("email.main", now + 60, "throttled", "429 slow down", ""))
    assert said()["E-mail"].health is Health.QUIET
    assert "429 slow down" in said()["E-mail"].words
    with found.database.write() as c:
        holds.put(c, Hold("email.main", None, "login", "535", ""))
    assert said()["E-mail"].health is Health.BAD
    assert "Login refused" in said()["E-mail"].words


def test_several_accounts_are_several_lines(found, on, said):
    found.settings.change({"email.second.host": "other.example"})
    assert {"E-mail: main", "E-mail: second"} <= set(said())


def test_who_cannot_listen_to_chats_says_why(on, said):
    def engine(**more):
        outcome = Outcome(State.QUEUED, "configuration", "409 Conflict", **more)
        ears = SimpleNamespace(failures={"email.main": outcome})
        return SimpleNamespace(failure="", sends_here=True, ears=ears)

    told = said(engine(breaks_account=True, cure="Close the other program."))["E-mail"]
    assert told.health is Health.BAD
    assert "409 Conflict" in told.words
    assert told.words.endswith("Close the other program.")
    assert said(engine())["E-mail"].health is Health.QUIET


def test_looking_closely_finds_what_is_not_filled_in(found, said, on):
    found.settings.change({"email.main.host": ""})
    assert said()["E-mail"].health is Health.GOOD
    assert said(closely=True)["E-mail"].health is Health.BAD
    assert "not filled in" in said(closely=True)["E-mail"].words
    assert said(closely=True)["Passwords"].health is Health.GOOD
    assert "Passwords" not in said()


def test_tries_that_nobody_answered_are_yellow(found, on, said, monkeypatch):
    now = found.clock.now()
    silent = [tries.Try(now - n, "waiting", "timeout", "") for n in range(3)]
    monkeypatch.setattr(tries, "last_tries", lambda *_asked: silent)
    assert said()["E-mail"].health is Health.QUIET
    assert "The server did not answer in time" in said()["E-mail"].words
    silent[0] = tries.Try(now, "accepted", "", "250 ok")
    assert said()["E-mail"].health is Health.GOOD
    assert said()["E-mail"].words.startswith("Works; last used")


def test_little_money_is_yellow_and_told_besides(found, on, said):
    def left(amount):
        with found.database.write() as c:
            balances.put(c, Balance("email.main", Decimal(amount), "RUB", Decimal(100), 5.0))

    left("83.60")
    line = said()["E-mail"]
    assert line.health is Health.QUIET
    assert line.words == "Little money is left: 83,60 RUB. Top the account up."
    assert line.notice == f"E-mail: {line.words}"
    left("183.60")
    line = said()["E-mail"]
    assert (line.health, line.notice) == (Health.GOOD, "")
    assert line.words.endswith("Balance: 183,60 RUB.")
    with found.database.write() as c:
        holds.put(c, Hold("email.main", None, "no_money", "", ""))
    assert said()["E-mail"].health is Health.BAD, "what stops everything is said first"


def test_who_sends_and_what_stopped_it(said):
    assert said()["Sending of messages"].words == "This window sends what is due."
    other = SimpleNamespace(failure="", sends_here=False, ears=None)
    assert "Another Depesha" in said(other)["Sending of messages"].words
    failed = SimpleNamespace(failure="The disk is full.", sends_here=False, ears=None)
    assert said(failed)["Sending of messages"].health is Health.BAD


def test_a_plugin_that_broke_is_red(found, said, monkeypatch):
    infos = [
        PluginInfo("good", "1", PluginState.ACTIVE),
        PluginInfo("off", "1", PluginState.DISABLED),
        PluginInfo("broken", "1", PluginState.FAULTY),
    ]
    monkeypatch.setattr(found.host, "plugins", lambda: infos)
    lines = [one for one in said().values() if one.title.startswith("Plugin")]
    assert [(one.title, one.health, one.page) for one in lines] == [
        ("Plugin broken", Health.BAD, "plugins")
    ]
    assert lines[0].words == "Left out: it failed while it was asked."


def test_a_full_disk_is_red(found, said, monkeypatch):
    usage = SimpleNamespace(free=1_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    assert said()["Database"].health is Health.BAD
