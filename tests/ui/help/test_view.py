"""A page on screen: read only, with pictures and links."""

import pytest

from depesha.ui.help import view as module
from depesha.ui.help.pages import Page
from depesha.ui.help.view import PageView
from depesha.ui.theme import Theme


@pytest.fixture
def went():
    return []


@pytest.fixture
def page(tk_root, went):
    made = PageView(tk_root, Theme(tk_root, "light"), went.append)
    made.pack(fill="both", expand=True)
    return made


def test_links_go_to_pages_and_addresses_to_the_browser(page, went, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(module.webbrowser, "open", opened.append)
    page._follow("05-sending.md")
    page._follow("https://example.com/")
    assert went == ["05-sending"]
    assert opened == ["https://example.com/"]


def test_it_cannot_be_typed_into(page, driver) -> None:
    page.show(Page("x", "X", "# X\n\ntext\n"))
    driver.focus(page.text)
    driver.type("abc")
    assert "abc" not in page.text.get("1.0", "end")


def test_a_missing_picture_is_its_words(page) -> None:
    page.show(Page("x", "X", "![What it shows](no-such-picture)\n"))
    assert "What it shows" in page.text.get("1.0", "end")
