"""Looking through the templates."""

import pytest

from depesha.ui.templates.browser import TemplateBrowser


@pytest.fixture
def browser(app, person):
    taken = []
    made = TemplateBrowser(app.root, app.services, lambda: taken.append(made.marked.name))
    made.place(x=250, y=60, width=860, height=500)
    made.taken = taken
    made.reload()
    person.until(lambda: made.marked is not None, "the templates")
    return made


def test_typing_finds_and_enter_takes(browser, person):
    person.focus(browser.search)
    person.type("price")
    person.until(lambda: browser.marked.name == "price-list", "the price list")
    assert "Macros:" in browser.text.get("1.0", "end")
    person.keys("Down", "Return")
    assert browser.taken == ["price-list"]


def test_nothing_found_shows_nothing(browser, person):
    person.focus(browser.search)
    person.type("zzzz")
    assert browser.marked is None
    assert browser.text.get("1.0", "end-1c") == ""
    browser._enter(None)
    assert browser.taken == []


def test_a_double_click_takes(browser, person):
    row = browser.list.selection()[0]
    x, y, width, height = browser.list.bbox(row)
    person.click(browser.list, dx=x + width // 2, dy=y + height // 2)
    person.click(browser.list, dx=x + width // 2, dy=y + height // 2)
    person.until(lambda: len(browser.taken) == 1, "the choice")
