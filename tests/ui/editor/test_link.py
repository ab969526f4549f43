"""An address is asked for until it is one."""

import pytest

from depesha.ui.editor.link import LinkDialog, link_of
from depesha.ui.theme import Theme


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://x.ru/a b", "https://x.ru/a%20b"),
        (" x.ru ", "https://x.ru"),
        ("a@x.ru", "mailto:a@x.ru"),
        ("tel:+7916", "tel:+7916"),
        ("https://x.ru/{КЛИЕНТ.КОД}", "https://x.ru/{КЛИЕНТ.КОД}"),
        ("{ПОЛЕ.Сайт}", "{ПОЛЕ.Сайт}"),
        ("javascript:alert(1)", None),
        ("просто слова", None),
        ("", None),
    ],
)
def test_what_is_an_address(typed, address):
    assert link_of(typed) == address


def test_a_wrong_one_is_said_in_place(tk_root, driver):
    dialog = LinkDialog(tk_root, Theme(tk_root), "")
    dialog.open(dialog.entry)
    driver.focus(dialog.entry)
    driver.type("nowhere")
    driver.keys("Return")
    assert "no address" in dialog.wrong.cget("text")
    driver.type(".ru")
    driver.keys("Return")
    driver.until(lambda: not dialog.winfo_exists(), "the end")
    assert dialog.answer == "https://nowhere.ru"


def test_a_link_is_taken_away(tk_root, driver):
    dialog = LinkDialog(tk_root, Theme(tk_root), "https://x.ru")
    dialog.open(dialog.entry)
    assert dialog.entry.get() == "https://x.ru"
    dialog.close("")
    assert dialog.answer == ""
