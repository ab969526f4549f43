"""Files that people sent come into the office's own folder, whole or not at all."""

from depesha.delivery.chat import files
from depesha.testing import Fault


def kept(office):
    folder = office.real.profile.chats
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_a_file_comes_with_its_message(office):
    office.api.updates.file(5, "../../Счёт.pdf", b"%PDF", text="Оплатил")
    office.hear()
    (message,) = office.messages()
    (file,) = message.files
    assert (message.text, file.name, file.state, file.size) == (
        "Оплатил", ".._.._Счёт.pdf", "here", 4,
    )  # fmt: skip
    assert (office.real.profile.chats / file.path).read_bytes() == b"%PDF"
    assert kept(office) == [file.path]
    assert office.chat().last_text == "Оплатил"


def test_a_picture(office):
    office.api.updates.file(5, "", b"\xff\xd8\xff", photo=True)
    office.hear()
    (file,) = office.messages()[0].files
    assert (file.picture, file.state) == (True, "here")
    assert office.chat().last_text == "photo.jpg"


def test_a_file_that_cannot_be_had_now_is_fetched_later(office):
    office.api.fail(Fault.DROP_BEFORE, method="getFile")
    office.api.updates.file(5, "a.pdf", b"%PDF")
    office.hear()
    assert office.messages()[0].files[0].state == "there"
    office.worker._fetch_at = 0.0
    office.worker.send(office.worker.account())
    assert office.messages()[0].files[0].state == "here"


def test_a_file_that_is_too_large_says_so(office, monkeypatch):
    monkeypatch.setattr(files, "MOST", 100)
    office.api.updates.file(5, "film.mp4", bytes(200_000))
    office.hear()
    (file,) = office.messages()[0].files
    assert (file.state, file.path) == ("gone", "")
    assert "100 bytes" in file.why
    assert kept(office) == []
