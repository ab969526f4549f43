"""A form says what was changed, and what is wrong with it, in place."""

import pytest

from depesha.ui.settings.form import Form
from depesha.ui.theme import Theme


@pytest.fixture
def heard():
    return []


@pytest.fixture
def form(tk_root, office, heard):
    made = Form(
        tk_root, Theme(tk_root, "light"), office.settings.fields("email.main"),
        lambda: heard.append(1),
    )  # fmt: skip
    made.pack()
    return made


def type_into(form: Form, name: str, text: str) -> None:
    control = next(c for e, _row, c in form._controls.values() if e.path[-1] == name)
    control._value.set(text)


def test_only_what_was_changed_is_saved(form, heard) -> None:
    assert not form.dirty
    type_into(form, "host", "smtp.example.com")
    type_into(form, "password", "s3cret")
    assert form.changes == {"email.main.host": "smtp.example.com"}
    assert [secret.reveal() for secret in form.secrets.values()] == ["s3cret"]
    assert heard
    type_into(form, "host", "")
    type_into(form, "password", "")
    assert not form.dirty


def test_what_is_wrong_is_said_below_and_mended_while_typing(form) -> None:
    type_into(form, "port", "много")
    assert not form.valid()
    assert "whole number" in form._problems["email.main.port"]["text"]
    type_into(form, "port", "25")
    assert form._problems["email.main.port"]["text"] == ""
    assert form.valid()


def test_rare_settings_wait_behind_more(form, tk_root) -> None:
    tk_root.update()
    entry, _row, control = form._controls["email.main.per_day"]
    assert entry.rule.about.rare
    assert not control.widget.winfo_ismapped()
    button = next(w for w in form.winfo_children() if str(w["style"]) == "Toolbutton")
    button.invoke()
    tk_root.update()
    assert control.widget.winfo_ismapped()


def test_fields_are_found_by_their_own_names(form) -> None:
    seen = []
    form.watch("host", lambda: seen.append(form.value("host")))
    type_into(form, "host", "a.example")
    assert seen == ["a.example"]
    assert form.value("no such field") == ""


def test_where_there_is_little_room_controls_stand_under_their_labels(form, tk_root) -> None:
    entry = form._controls["email.main.host"][2].widget
    rare = form._controls["email.main.per_day"][2].widget
    form.pack_forget()
    form.place(x=0, y=0, width=300, height=900)
    tk_root.update()
    assert entry.grid_info()["column"] == 0
    assert entry.winfo_width() > 200
    assert not rare.winfo_ismapped()
    form.place(width=900)
    tk_root.update()
    assert entry.grid_info()["column"] == 1
    assert not rare.winfo_ismapped()
