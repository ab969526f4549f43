"""Accounts as lanes get them; in test mode nothing leaves, and so nothing is ever unknown."""

import logging
from contextlib import contextmanager
from pathlib import Path

import pytest

from depesha.api import (
    AccountBroken,
    AccountSettings,
    Channel,
    Context,
    Message,
    Reason,
    Receipt,
    Refused,
    Style,
)
from depesha.delivery.accounts import REHEARSAL, real, rehearsal
from depesha.domain.quiet import Quiet

LETTER = Message(key="k2k3-ff-0", address="a@x.ru", text="Привет")


class Echo(Channel[AccountSettings]):
    """Says what it was opened with."""

    id = "echo"
    title = "Echo"
    style = Style.TEXT
    settings = AccountSettings
    address_field = "email"

    @staticmethod
    def address(text):
        return text

    @staticmethod
    @contextmanager
    def connect(settings, context):
        yield settings, context

    @staticmethod
    def rehearse(settings, message):
        return ".txt", message.text.encode()


def test_a_real_account_opens_its_channel_with_its_own_settings(tmp_path):
    settings = AccountSettings(connections=3)
    context = Context("main", tmp_path, logging.getLogger("depesha.echo"))
    account = real(Echo, "main", settings, context, Quiet())
    assert account.id == "echo.main"
    with account.connect() as opened:
        assert opened == (settings, context)


def rehearsing(channel, folder):
    account = rehearsal(channel, AccountSettings(), folder)
    assert account.name == REHEARSAL
    with account.connect() as session:
        return session.send(LETTER)


def test_a_rehearsal_keeps_what_the_channel_wants_kept(tmp_path):
    receipt = rehearsing(Echo, tmp_path / "outbox")
    path = Path(receipt.answer)
    assert path == tmp_path / "outbox" / "k2k3" / "k2k3-ff-0.txt"
    assert path.read_text(encoding="utf-8") == "Привет"


def test_a_channel_may_want_nothing_kept(tmp_path):
    class Silent(Echo):
        rehearse = Channel.rehearse

    assert rehearsing(Silent, tmp_path / "outbox") == Receipt()
    assert not (tmp_path / "outbox").exists()


def test_a_folder_that_takes_no_file_stops_the_rehearsal_and_says_why(tmp_path):
    (tmp_path / "outbox").write_text("a file, not a folder")
    with pytest.raises(AccountBroken) as caught:
        rehearsing(Echo, tmp_path / "outbox")
    assert caught.value.reason is Reason.CONFIGURATION
    assert caught.value.answer


@pytest.mark.parametrize("answer", [("suffix",), 7, (".txt", "text, not bytes"), KeyError("x")])
def test_a_fault_of_the_channel_is_that_messages_failure(tmp_path, answer):
    class Faulty(Echo):
        @staticmethod
        def rehearse(settings, message):
            if isinstance(answer, Exception):
                raise answer
            return answer

    with pytest.raises(Refused) as caught:
        rehearsing(Faulty, tmp_path)
    assert type(answer).__name__ in caught.value.answer or "Error" in caught.value.answer


def test_a_mailing_in_test_mode_ends_without_doubts(office, post, monkeypatch):
    def faulty(_settings, message):
        if message.address == "a1@x.ru":
            raise IndexError("out of range")
        return ".txt", b""

    monkeypatch.setattr(post, "rehearse", faulty)
    office.accounts.known = {}
    office.people(3)
    mailing_id = office.release(mode="test")
    office.run()
    assert office.counts(mailing_id) == {"accepted": 2, "failed": 1}
    assert office.post.took == []
