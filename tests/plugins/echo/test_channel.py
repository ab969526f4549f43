"""The rehearsal channel keeps the contract, and its files are what a person wants to read."""

from pathlib import Path

import pytest

from depesha.api import Attachment, Message, NotNow, Picture, Reason, Refused, Scope
from depesha.testing import ChannelContract, Received
from depesha_echo.channel import Echo, EchoAccount


class Folder:
    """A folder read as a provider: one text file is one message."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def received(self) -> list[Received]:
        files = sorted(self.path.glob("*.txt"), key=lambda one: one.stat().st_mtime_ns)
        return [read(one) for one in files]


def read(file: Path) -> Received:
    raw = file.read_bytes()
    head, _, text = raw.decode().partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.split("\n"))
    address = lines["To"].rpartition("<")[2].removesuffix(">")
    return Received(address, text, lines["Subject"], key=file.stem, raw=raw)


class TestEcho(ChannelContract):
    channel = Echo

    @pytest.fixture
    def provider(self, tmp_path):
        return Folder(tmp_path / "out")

    @pytest.fixture
    def account(self, provider):
        return EchoAccount(folder=str(provider.path))

    def good_address(self):
        return "ivan@example.org"

    def bad_addresses(self):
        return ["two\nlines", "x" * 255]

    def structure(self, received):
        head = received.raw.decode().partition("\n\n")[0]
        return [line.split(":")[0] for line in head.split("\n")]

    def unreachable(self, account, port):
        return None  # no server; a folder that cannot be made is tested below


@pytest.fixture
def send(tmp_path, context):
    def send(message: Message):
        with Echo.connect(EchoAccount(), context) as session:
            return session.send(message)

    return send


def message(key="key-1", **changes) -> Message:
    return Message(key=key, address="a@b.example", subject="Тема", text="Текст", **changes)


def test_without_a_folder_the_plugins_own_is_used(send, context):
    receipt = send(message())
    assert receipt.provider_id == "key-1.txt"
    written = (context.folder / "messages" / "key-1.txt").read_text("utf-8")
    assert written == "To: <a@b.example>\nSubject: Тема\n\nТекст\n"


def test_a_second_sending_of_a_key_can_be_seen(send, context):
    names = [send(message()).provider_id for _ in range(3)]
    assert names == ["key-1.txt", "key-1.2.txt", "key-1.3.txt"]
    assert sorted(one.name for one in (context.folder / "messages").iterdir()) == sorted(names)


def test_files_lie_beside_and_are_named(send, context, tmp_path):
    price = tmp_path / "any"
    price.write_bytes(b"%PDF")
    send(
        message(
            pictures=(Picture("logo.png", "image/png", b"PNG"),),
            attachments=(Attachment("../../Прайс: май.pdf", "application/pdf", price),),
        )
    )
    folder = context.folder / "messages"
    assert (folder / "key-1 logo.png").read_bytes() == b"PNG"
    assert (folder / "key-1 .._.._Прайс_май.pdf").read_bytes() == b"%PDF"
    assert "Files: logo.png, ../../Прайс: май.pdf" in (folder / "key-1.txt").read_text("utf-8")
    assert len(list(folder.iterdir())) == 3


def test_a_missing_attachment_is_this_persons_trouble(send, context, tmp_path):
    gone = Attachment("gone.pdf", "application/pdf", tmp_path / "gone.pdf")
    with pytest.raises(Refused) as caught:
        send(message(attachments=(gone,)))
    assert caught.value.reason is Reason.MISSING_ATTACHMENT
    assert not list((context.folder / "messages").glob("*.txt"))


def test_a_folder_that_vanishes_holds_up_the_account(context):
    with Echo.connect(EchoAccount(), context) as session:
        (context.folder / "messages").rmdir()
        with pytest.raises(NotNow) as caught:
            session.send(message())
    assert caught.value.scope is Scope.ACCOUNT


def test_a_folder_that_cannot_be_made_is_an_oserror(context, tmp_path):
    (tmp_path / "file").write_text("in the way")
    account = EchoAccount(folder=str(tmp_path / "file" / "below"))
    with pytest.raises(OSError, match="file"), Echo.connect(account, context):
        pass
