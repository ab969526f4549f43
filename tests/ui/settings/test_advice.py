"""What a channel says of a form while it is filled in."""

import tkinter as tk

import pytest

from depesha.api import Suggestion
from depesha.ui.settings.advice import Advice
from depesha.ui.settings.form import Form


@pytest.fixture
def form(app):
    fields = app.services.office.settings.fields("email.main")
    window = tk.Toplevel(app.root)
    yield Form(window, app.services.theme, fields, lambda: None)
    window.destroy()


def test_the_advice_follows_the_form(app, form) -> None:
    advice = Advice(form.master, app.services, app.services.office.host.channels()["email"], form)
    assert advice.text["text"] == ""
    assert not advice.link.winfo_manager()
    form.put("sender", "office@yandex.ru")
    assert "app password" in advice.text["text"]
    assert advice.link["text"] == "Open https://id.yandex.ru/security/app-passwords"
    form.put("provider", "mailgun")
    assert "API key" in advice.text["text"]


def test_a_plugin_that_cannot_advise_harms_nothing(app, form) -> None:
    class Foolish:
        @staticmethod
        def suggest(known):
            raise RuntimeError("no")

    advice = Advice(form.master, app.services, Foolish, form)
    assert advice.text["text"] == ""


def test_only_empty_fields_are_filled(app, form) -> None:
    class Eager:
        @staticmethod
        def suggest(known):
            return Suggestion({"sender": "a@x.ru", "sender_name": "A", "unheard_of": "1"})

    form.put("sender", "mine@x.ru")
    Advice(form.master, app.services, Eager, form)
    assert form.value("sender") == "mine@x.ru"
    assert form.value("sender_name") == "A"
