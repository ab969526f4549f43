"""Files of a chat: opened where they are harmless, else only kept."""

import pytest

from depesha.store.chat_messages import ChatFile
from depesha.ui import opening
from depesha.ui.chat import files


@pytest.fixture
def asked(app, monkeypatch):
    """What was asked; answers are put into `answers`."""
    found = []

    def choose(_self, _title, question, options):
        found.append((question, list(options)))
        return 0

    monkeypatch.setattr(type(app.services.dialogs), "choose", choose)
    return found


@pytest.fixture
def here(office):
    def here(name):
        path = office.profile.chats / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
        return ChatFile(1, 1, name, "", 1, picture=False, path=f"in/{name}")

    return here


def test_a_document_is_opened(app, here, asked, monkeypatch):
    opened = []
    monkeypatch.setattr(opening, "open_file", opened.append)
    files.open_file(app.services, here("a.PDF"), ours=False)
    assert opened[0].name == "a.PDF"
    assert asked[0][1] == ["Open", "Save as…"]


def test_what_may_be_a_program_is_only_saved(app, here, asked, monkeypatch, tmp_path):
    target = tmp_path / "b.exe"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_a: target)
    files.open_file(app.services, here("a.exe"), ours=False)
    assert "may be a program" in asked[0][0]
    assert asked[0][1] == ["Save as…"]
    assert target.read_bytes() == b"x"
    assert app.services.notices.shown


def test_what_is_gone_is_told(app, asked, monkeypatch, here, tmp_path):
    gone = ChatFile(1, 1, "a.pdf", "", 1, picture=False, path="in/none.pdf")
    files.open_file(app.services, gone, ours=False)
    assert "There is no file" in app.services.notices.shown[0].text
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_a: tmp_path / "n" / "a")
    files.open_file(app.services, here("a.exe"), ours=False)
    assert any("cannot be written" in one.text for one in app.services.notices.shown)
