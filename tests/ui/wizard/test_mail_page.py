"""The mailbox: what its address tells, and a letter that arrives."""

import pytest

from depesha.testing.smtp import SmtpProvider


@pytest.fixture
def page(steps):
    steps.turn("mail")
    return steps.page


def offered(page, name: str) -> bool:
    return bool(page.form._shown[name][0].winfo_manager())


def test_the_address_fills_in_the_provider(page, person) -> None:
    assert offered(page, "host")
    page.form.put("sender", "office@mail.ru")
    assert page.form.value("provider") == "mailru"
    assert not offered(page, "host")
    page.form.put("provider", "")
    assert page.form.value("provider") == ""
    assert offered(page, "port")


@pytest.mark.parametrize("password", ["right", "wrong"])
def test_a_letter_to_oneself(app, person, steps, page, monkeypatch, password) -> None:
    settings = app.services.office.settings
    with SmtpProvider(tls="starttls", login="office", password="right") as server:
        settings.change({
            "email.main.ca_file": server.ca, "email.main.login": "office",
            "email.main.security": "starttls",
        })  # fmt: skip
        page._fill()
        for name, text in (("sender", "office@example.ru"), ("host", server.host),
                           ("port", str(server.port)), ("password", password)):  # fmt: skip
            page.form.put(name, text)
        monkeypatch.setattr(
            type(app.services.dialogs), "text", lambda _self, _title, _text, initial: initial
        )
        page.actions.hello()
        person.until(lambda: page.actions.result["text"][:1] in {"✓", "✗"}, "the answer")
        assert settings.channel("email").mode == "on"
        if password == "right":
            assert [one.address for one in server.received] == ["office@example.ru"]
            assert "✓" in page.actions.result["text"]
        else:
            assert server.received == []
            assert "password" in page.actions.result["text"]
    assert not page.dirty
    steps.go_on()
    assert steps.step == "people"


def test_what_cannot_be_is_said_at_its_field(steps, page, person) -> None:
    page.form.put("sender", "no address")
    steps.go_on()
    person.live()
    assert steps.step == "mail"
    assert page.form._problems["email.main.sender"]["text"]
