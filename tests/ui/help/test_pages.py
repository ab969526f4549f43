"""The manual is whole in both languages."""

import re

import pytest

from depesha.api.i18n import LANGUAGES, use_language
from depesha.ui import rooms
from depesha.ui.help.pages import FOLDER, about, pages, picture

PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_its_pictures(language) -> None:
    use_language(language)
    found = pages()
    assert len(found) >= 8
    for page in found:
        assert page.title
        for name in PICTURE.findall(page.text):
            for dark in (False, True):
                assert picture(name, dark=dark) is not None, f"{page.key}: {name}, dark={dark}"


def test_both_languages_have_the_same_pages_and_pictures() -> None:
    both = []
    for language in LANGUAGES:
        use_language(language)
        both.append({page.key: PICTURE.findall(page.text) for page in pages()})
    assert both[0] == both[1]


def test_every_place_has_its_page(app) -> None:
    keys = {page.key for page in pages()}
    for place in rooms.places(app.services):
        assert about(place.key) in keys
    assert about("contact:17") == "02-contacts"
    assert about("") == "01-start"


def test_no_picture_is_left_over() -> None:
    used = set()
    for language in LANGUAGES:
        use_language(language)
        used |= {name for page in pages() for name in PICTURE.findall(page.text)}
    there = {path.stem.rsplit("-", 2)[0] for path in (FOLDER / "pictures").glob("*.png")}
    assert there == used
