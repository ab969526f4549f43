from dataclasses import replace
from pathlib import Path

import pytest

from depesha.api import AccountBroken, Fate, Pending, Reason, Refused
from depesha.testing import Fault
from depesha.testing.smsd import Smsd
from depesha_sms.gateways import gammu
from depesha_sms.gateways.gammu import Gammu, GammuSettings, file_name

PHONE = "+79161234567"


@pytest.fixture
def smsd(tmp_path):
    with Smsd(tmp_path / "spool") as made:
        yield made


@pytest.fixture
def settings(smsd):
    folders = {key: smsd.account()[key] for key in ("outbox", "sent", "error")}
    return GammuSettings(gateway="gammu", gap=0.0, **folders)


@pytest.fixture
def modem(settings, context):
    with Gammu.connect(settings, context) as session:
        yield session


def fates(modem, *keys):
    reports = modem.poll_status([Pending(key, "", PHONE, 0.0) for key in keys])
    return [(one.key, one.fate, one.reason) for one in reports]


def test_a_message_is_a_file_that_smsd_understands(modem, smsd, message):
    receipt = modem.send(message("Ёлка\nвторая строка 🎉"))
    [file] = smsd.outbox.iterdir()
    assert receipt.provider_id == file.name == f"OUTC00000000_000000_00_{PHONE}_m1-7f3a.txt"
    assert file.read_bytes()[:2] == b"\xfe\xff"
    assert [(one.address, one.text) for one in smsd.received] == [(PHONE, "Ёлка\nвторая строка 🎉")]


def test_the_longest_name_fits(modem, smsd, message):
    modem.send(message(key="k" * 40, address="+123456789012345"))
    modem.send(message(key="k" * 60, address="+123456789012345"))
    smsd.work()
    assert len(smsd.received) == 2


@pytest.mark.parametrize("sent", [False, True])
def test_the_same_key_once_more_is_no_second_message(modem, smsd, message, sent):
    modem.send(message())
    if sent:
        smsd.work()
    modem.send(message())
    assert len(smsd.received) == 1


def test_what_becomes_of_it(modem, smsd, message):
    modem.send(message(key="m1"))
    assert fates(modem, "m1", "never") == [
        ("m1", Fate.UNDERWAY, None),
        ("never", Fate.NOT_FOUND, None),
    ]
    smsd.work()
    assert fates(modem, "m1") == [("m1", Fate.UNDERWAY, None)], "sent is not delivered"
    modem.send(message(key="m2"))
    smsd.fail(Fault.REFUSE)
    smsd.work()
    assert fates(modem, "m2") == [("m2", Fate.FAILED, Reason.UNREACHABLE)]


def test_a_full_disk_leaves_nothing_behind(modem, smsd, message, monkeypatch):
    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gammu.os, "fsync", full)
    with pytest.raises(AccountBroken) as caught:
        modem.send(message())
    assert caught.value.answer == "No space left on device"
    assert list(smsd.outbox.iterdir()) == []


def test_a_share_that_breaks_at_the_last_step_leaves_it_open(modem, message, monkeypatch):
    def broken(self, target):
        self.rename(target)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="Input/output error"):
        modem.send(message(key="m1"))
    assert fates(modem, "m1") == [("m1", Fate.UNDERWAY, None)], "and looking settles it"


def test_a_text_that_cannot_be_written(modem, smsd, message):
    with pytest.raises(Refused):
        modem.send(message("\ud83c"))
    assert list(smsd.outbox.iterdir()) == []


@pytest.mark.parametrize("which", ["outbox", "sent", "error"])
def test_a_folder_that_is_not_there(settings, context, tmp_path, which):
    wrong = replace(settings, **{which: str(tmp_path / "nowhere")})
    with pytest.raises(AccountBroken) as caught, Gammu.connect(wrong, context):
        pass
    assert "nowhere" in caught.value.cure


def test_one_folder_for_two_things_would_lose_what_became_of_messages(settings, context):
    wrong = replace(settings, sent=settings.outbox + "/.")
    with pytest.raises(AccountBroken, match="configuration"), Gammu.connect(wrong, context):
        pass


def test_how_much_waits(modem, message):
    assert modem.test() == "The folders are there; 0 messages wait to be sent."
    modem.send(message())
    assert modem.test() == "The folders are there; 1 message waits to be sent."


def test_the_name_of_a_message_is_the_same_each_time():
    assert file_name(PHONE, "m1") == file_name(PHONE, "m1")
