"""The plugin manager installs and shows what is wrong."""

import zipfile

import pytest


@pytest.fixture
def page(app):
    app.services.doors.settings("plugins")
    return app.services.tabs.view("settings").page("plugins")


def test_it_shows_what_a_plugin_is_and_offers(app, person, page) -> None:
    page.list.selection_set("sms")
    person.until(lambda: "gateways" in page.text.get("1.0", "end"))


def test_a_wheel_is_installed_and_needs_a_start(app, person, page, tmp_path, monkeypatch) -> None:
    wheel = tmp_path / "hello-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("hello.py", '"""Says hello."""\n')
        packed.writestr("hello-1.0.dist-info/METADATA", "Name: hello\nVersion: 1.0\n")
        packed.writestr("hello-1.0.dist-info/entry_points.txt", "[depesha.v1]\nhello = hello\n")
    dialogs = type(app.services.dialogs)
    monkeypatch.setattr(dialogs, "open_file", lambda *_words: wheel)
    page.install()
    person.until(lambda: app.services.notices.shown)
    assert (app.services.office.profile.plugins / "hello.py").exists()
    monkeypatch.setattr(dialogs, "open_file", lambda *_words: None)
    page.install()
