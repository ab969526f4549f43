"""Shipped templates by name and by title, in the language wanted."""

from pathlib import Path

import pytest

from depesha.api import TemplatePack
from depesha.api.i18n import use_language
from depesha.domain.errors import InputError
from depesha.render.gallery import find, shipped


@pytest.fixture
def packs(tmp_path: Path) -> list[TemplatePack]:
    """Two packs; one text is there in Russian alone."""
    for pack, language, name, title in (
        ("one", "ru", "hello", "Привет"),
        ("one", "en", "hello", "Hello"),
        ("one", "ru", "holiday", "Ёлка"),
        ("two", "en", "bill", "Bill"),
    ):
        folder = tmp_path / pack / language
        folder.mkdir(parents=True, exist_ok=True)
        text = f'+++\ntitle = "{title}"\nformat = "simple"\n+++\n{title}!'
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one" / "ru" / ".hidden").write_text("", encoding="utf-8")
    return [
        TemplatePack("one", "One", tmp_path / "one"),
        TemplatePack("two", "Two", tmp_path / "two"),
    ]


def test_all_of_one_language(packs):
    assert [one.name for one in shipped(packs, "ru")] == ["hello", "holiday"]
    assert [one.name for one in shipped(packs, "en")] == ["hello", "bill"]
    assert list(shipped(packs, "fr")) == []


def test_by_name_in_the_language_wanted_or_else_in_any(packs):
    assert find(packs, "hello", "ru").body == "Привет!"
    assert find(packs, "hello", "en").body == "Hello!"
    assert find(packs, "HOLIDAY", "en").body == "Ёлка!"
    use_language("ru")
    assert find(packs, "hello").body == "Привет!"


def test_by_title_as_people_type_it(packs):
    assert find(packs, "елка", "ru").title == "Ёлка"
    assert find(packs, "bill", "ru").title == "Bill"


def test_an_unknown_name_tells_the_known(packs):
    with pytest.raises(InputError, match="hello, bill, holiday"):
        find(packs, "goodbye", "en")
