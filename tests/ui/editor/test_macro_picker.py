"""Finding a macro by typing."""

from depesha.ui.editor.macro_list import offers
from depesha.ui.editor.macro_picker import MacroPicker
from depesha.ui.theme import Theme


def test_typing_walking_and_enter(tk_root, driver):
    picker = MacroPicker(tk_root, Theme(tk_root), offers([]))
    picker.open(picker.entry)
    driver.focus(picker.entry)
    driver.type("manager")
    driver.keys("Down", "Return")
    driver.until(lambda: not picker.winfo_exists(), "the end")
    assert picker.answer == "{MANAGER.PHONE}"


def test_nothing_found_is_nothing_taken(tk_root, driver):
    picker = MacroPicker(tk_root, Theme(tk_root), offers([]))
    picker.open(picker.entry)
    driver.focus(picker.entry)
    driver.type("zzz")
    driver.keys("Return")
    assert picker.winfo_exists()
    driver.keys("Escape")
    driver.until(lambda: not picker.winfo_exists(), "the end")
    assert picker.answer is None
