"""Accounts as the settings say, opened through the channels that plugins offer."""

import pytest

from depesha import bootstrap
from depesha.api.settings import Secret
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.office_accounts import OfficeAccounts
from depesha.domain.errors import NotConfiguredError


@pytest.fixture
def office(profile):
    found = bootstrap.office(profile)
    yield found
    found.close()


def test_names_come_in_the_order_of_the_file(office) -> None:
    office.settings.change({"echo.second.gap": "1", "echo.main.gap": "2"})
    accounts = office.accounts
    assert isinstance(accounts, OfficeAccounts)
    assert accounts.names("echo") == ["second", "main"]
    assert accounts.open("echo", "main").settings.gap == 2


def test_what_is_not_there_is_said(office) -> None:
    with pytest.raises(NotConfiguredError, match="nowhere"):
        office.accounts.open("nowhere", "main")


def test_a_rehearsal_needs_no_account(office) -> None:
    assert office.accounts.open("telegram", REHEARSAL).name == REHEARSAL


@pytest.mark.logs_errors
def test_a_secret_that_cannot_be_kept_does_not_stop_the_work(office, caplog) -> None:
    office.accounts._keep("email.main.no_such_secret", Secret("x"))
    assert "not kept" in caplog.text
    assert "Secret(" not in caplog.text


def test_nor_does_a_profile_that_cannot_be_written(office, caplog, monkeypatch) -> None:
    def read_only(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(office.settings), "set_secret", read_only)
    office.accounts._keep("email.main.refresh_token", Secret("x"))
    assert "email.main.refresh_token is not kept" in caplog.text
