"""The fields of a card."""

import pytest

from depesha.ui.record_form import Field, Group, RecordForm
from depesha.ui.theme import Theme


@pytest.fixture
def heard():
    return []


@pytest.fixture
def form(tk_root, heard):
    made = RecordForm(
        tk_root, Theme(tk_root, "light"),
        [
            Group("One", (Field("code", "Code", fixed=True), Field("name", "Name"))),
            Group("Two", (
                Field("kind", "Kind", {"a": "Type A", "b": "Type B"}),
                Field("note", "Note", lines=3),
            )),
        ],
        heard.append,
        lambda texts: {key: text.replace("secret", "***") for key, text in texts.items()},
    )  # fmt: skip
    made.pack(fill="both", expand=True)
    tk_root.update()
    return made


def test_texts_go_in_and_come_out(form, heard) -> None:
    texts = {"code": "7", "name": "Ёлкин", "kind": "b", "note": "раз\nдва"}
    form.show(texts)
    form.update()
    assert form.texts() == texts
    assert heard == []
    assert form.widgets["kind"].get() == "Type B"


def test_every_change_is_heard(form, heard, driver) -> None:
    driver.focus(form.widgets["name"])
    driver.type("x")
    driver.focus(form.widgets["note"])
    driver.type("y")
    driver.until(lambda: {"name", "note"} <= set(heard))
    driver.keys("Tab")
    assert form.texts()["note"] == "y"


def test_what_is_wrong_stands_below_its_field(form, driver) -> None:
    form.mark({"name": "A name is needed."})
    form.focus_first({"name": "A name is needed."})
    driver.until(form._problems["name"].winfo_ismapped)
    form.mark({})
    driver.until(lambda: not form._problems["name"].winfo_ismapped())


def test_narrow_it_is_one_column(form, driver, tk_root) -> None:
    assert form._across == 2
    tk_root.geometry("500x600")
    driver.until(lambda: form._across == 1)


def test_one_column_has_all_the_room(form, driver, tk_root) -> None:
    tk_root.geometry("400x500")
    driver.until(lambda: form.winfo_width() <= 400, "the narrow window")
    driver.live()
    assert form.widgets["name"].winfo_width() > 100


def test_what_is_hidden_is_neither_shown_nor_changed_nor_lost(form) -> None:
    form.show({"name": "a secret", "note": "secret\nnote", "kind": "a"})
    assert form.widgets["name"].get() == "a ***"
    assert form.widgets["note"].get("1.0", "end-1c") == "***\nnote"
    assert form.widgets["name"].instate(["readonly"])
    assert form.widgets["note"]["state"] == "disabled"
    assert form.texts() == {"name": "a secret", "note": "secret\nnote", "kind": "a", "code": ""}
    form.show({"name": "plain", "note": "plain"})
    assert form.widgets["name"].instate(["!readonly"])
    assert form.widgets["note"]["state"] == "normal"
    assert form.widgets["code"].instate(["readonly"])
    assert form.texts()["note"] == "plain"
