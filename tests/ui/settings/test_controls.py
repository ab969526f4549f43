"""Each kind of setting has its control, whose text the settings take back."""

from tkinter import ttk

import pytest

from depesha.ui.settings.controls import (
    KEPT,
    Chosen,
    Hidden,
    Ticked,
    Typed,
    control_for,
    options_of,
)


@pytest.fixture
def fields(office):
    def find(section: str):
        return {entry.path[-1]: (entry, row) for entry, row in office.settings.fields(section)}

    return find


def test_every_setting_there_is_has_a_control_that_says_what_was_shown(
    tk_root, office, fields
) -> None:
    sections = [
        "office",
        *(f"{id_}{end}" for id_ in office.host.channels() for end in ("", ".main")),
    ]
    for section in sections:
        for entry, row in fields(section).values():
            control = control_for(tk_root, entry, row)
            assert isinstance(control.widget, ttk.Widget)
            assert control.text() == ("" if entry.secret else row.shown), entry.key


def test_kinds(tk_root, fields) -> None:
    email = fields("email.main")
    kinds = {
        name: type(control_for(tk_root, *email[name])) for name in ("host", "port", "security")
    }
    assert kinds == {"host": Typed, "port": Typed, "security": Chosen}
    assert isinstance(control_for(tk_root, *email["password"]), Hidden)


def test_options_have_titles(fields) -> None:
    assert options_of(fields("email")["mode"][0]) == {
        "off": "Do not use", "test": "Use in test mode: nothing leaves", "on": "Use",
    }  # fmt: skip
    assert options_of(fields("email.main")["host"][0]) == {}
    assert "yandex" in options_of(fields("email.main")["provider"][0])


def test_a_choice_gives_its_value(tk_root) -> None:
    chosen, heard = Chosen(tk_root, {"": "–", "a": "Title of a"}, "a"), []
    chosen.watch(lambda: heard.append(chosen.text()))
    chosen.widget.current(0)
    chosen.widget.event_generate("<<ComboboxSelected>>")
    assert heard == [""]
    assert Chosen(tk_root, {"a": "A"}, "gone").text() == ""


def test_a_kept_secret_is_not_shown_and_stays_unless_something_is_typed(tk_root) -> None:
    kept = Hidden(tk_root, kept=True)
    assert kept.text() == KEPT
    assert kept.new is None
    kept.widget.delete(0, "end")
    assert kept.new == ""
    kept.widget.insert(0, "new one")
    assert kept.new == "new one"
    assert Hidden(tk_root, kept=False).new is None


def test_a_tick_is_on_or_off(tk_root) -> None:
    ticked = Ticked(tk_root, True)
    assert ticked.text() == "on"
    ticked.widget.invoke()
    assert ticked.text() == "off"
