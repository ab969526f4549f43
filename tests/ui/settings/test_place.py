"""The settings are found, changed, tried and kept, all in the window."""

import pytest

from depesha.testing.smtp import SmtpProvider
from depesha.ui.settings.account_actions import AccountActions


@pytest.fixture
def place(app, person):
    def open_page(key: str):
        app.services.doors.settings(key)
        return app.services.tabs.view("settings").page(key)

    return open_page


def field(page, name: str):
    return next(
        control
        for form in page.forms
        for entry, _row, control in form._controls.values()
        if entry.path[-1] == name
    )


def saved(app, person, page) -> None:
    page._save.invoke()
    person.until(lambda: app.services.bridge.idle and not page.dirty, "saving")


def test_there_is_a_page_for_the_office_every_channel_and_the_plugins(app, place) -> None:
    place("office")
    keys = app.services.tabs.view("settings").list.get_children()
    assert keys[0] == "office"
    assert keys[-1] == "plugins"
    assert {"email", "sms", "telegram"} <= set(keys)
    for key in keys:
        place(key)
    assert app.services.notices.shown == []


def test_what_is_typed_is_saved_all_or_nothing(app, person, place) -> None:
    page = place("office")
    assert page._save.instate(["disabled"])
    field(page, "name")._value.set("ООО «Ромашка»")
    field(page, "region")._value.set("россия")
    assert page._save.instate(["!disabled"])
    page._save.invoke()
    assert app.services.office.settings.office.name == ""
    field(page, "region")._value.set("KZ")
    saved(app, person, page)
    assert app.services.office.settings.office.name == "ООО «Ромашка»"
    assert app.services.office.settings.office.region == "KZ"


def test_undo_brings_back_what_is_set(app, place) -> None:
    page = place("office")
    field(page, "name")._value.set("x")
    page._undo.invoke()
    assert field(page, "name").text() == ""
    assert not page.dirty


def test_leaving_asks_about_what_is_not_saved(app, place, monkeypatch) -> None:
    page = place("office")
    asked = []
    monkeypatch.setattr(
        type(app.services.dialogs), "confirm", lambda *words, **_more: asked.append(words) or False
    )
    field(page, "name")._value.set("x")
    assert not app.services.tabs.close("settings")
    assert asked
    page.reload()
    assert app.services.tabs.close("settings")


def test_an_account_is_filled_in_tested_and_mended(app, person, place, tmp_path) -> None:
    with SmtpProvider(tls="none", login="office", password="right") as server:
        page = place("email")
        for name, text in (
            ("host", "127.0.0.1"), ("port", str(server.port)), ("login", "office"),
            ("sender", "office@example.com"), ("password", "wrong"),
        ):  # fmt: skip
            field(page, name)._value.set(text)
        field(page, "security")._box.current(3)
        actions(page).test()
        person.until(lambda: "✗" in actions(page).result["text"], "the refusal")
        field(page, "password")._value.set("right")
        actions(page).test()
        person.until(lambda: "✓" in actions(page).result["text"], "the welcome")


def actions(page) -> AccountActions:
    return next(one for one in page.body.winfo_children() if isinstance(one, AccountActions))


def test_more_accounts_come_and_go(app, person, place, monkeypatch) -> None:
    page = place("echo")
    settings = app.services.office.settings
    dialogs = type(app.services.dialogs)
    monkeypatch.setattr(dialogs, "text", lambda *_words: "second")
    page._more()
    assert settings.accounts("echo") == ["second"]
    monkeypatch.setattr(dialogs, "text", lambda *_words: "third")
    page._more()
    assert settings.accounts("echo") == ["second", "third"]
    monkeypatch.setattr(dialogs, "confirm", lambda *_words, **_more: True)
    page._remove()
    person.until(lambda: settings.accounts("echo") == ["second"])
    monkeypatch.setattr(dialogs, "text", lambda *_words: "a.b")
    page._more()
    assert "cannot be the name" in app.services.notices.shown[-1].text


def test_choosing_a_service_shows_its_own_fields(app, person, place) -> None:
    page = place("sms")
    box = field(page, "gateway")._box
    titles = list(box["values"])
    box.current(titles.index("SMSC.ru"))
    box.event_generate("<<ComboboxSelected>>")
    person.until(lambda: app.services.bridge.idle and not page.dirty)
    assert app.services.office.settings.get("sms.main.gateway") == "smsc"
    assert any(entry.secret for form in page.forms for entry, _row, _c in form._controls.values())


def test_a_plugin_is_switched_off_at_the_next_start(app, person, place) -> None:
    page = place("plugins")
    page.list.selection_set("echo")
    person.until(lambda: "Switch off" in page._switch["text"])
    page.switch()
    assert app.services.office.settings.office.plugins_off == "echo"
    assert "next start" in str(page.list.item("echo", "values"))
    assert any(notice.act is not None for notice in app.services.notices.shown)
    page.switch()
    assert app.services.office.settings.office.plugins_off == ""
