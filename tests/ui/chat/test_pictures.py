"""Pictures, shrunk where nobody waits."""

from io import BytesIO
from tkinter import ttk

import pytest
from PIL import Image

from depesha.store.chat_messages import ChatFile
from depesha.ui.chat import pictures
from depesha.ui.chat.pictures import Pictures, small


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "a.jpg"
    Image.new("RGB", (900, 600), "#336699").save(path)
    return path


def test_a_picture_is_shrunk(photo, tmp_path, monkeypatch):
    with Image.open(BytesIO(small(photo, 260))) as found:
        assert found.size == (260, 173)
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no picture")
    assert small(bad, 260) == b""
    assert small(tmp_path / "gone", 260) == b""
    monkeypatch.setattr(pictures, "LARGEST", 1000)
    assert small(photo, 260) == b""


def test_it_comes_when_it_is_read(app, person, office, photo):
    owner, came = ttk.Frame(app.root), []
    made = Pictures(owner, app.services, lambda: came.append(1))
    (office.profile.chats / "in").mkdir(exist_ok=True)
    photo.rename(office.profile.chats / "in" / "a.jpg")
    file = ChatFile(1, 1, "a.jpg", "image/jpeg", 9, picture=True, path="in/a.jpg")
    shown = made.get(file)
    assert made.get(file) is shown
    person.until(lambda: came, "the picture")
    assert shown.width() > 100
    bad = ChatFile(2, 1, "b.jpg", "image/jpeg", 9, picture=True, path="in/b.jpg")
    made.get(bad)
    person.until(lambda: made.get(bad) is None, "that it is none")
    made.forget()
    assert made._shown == {}
