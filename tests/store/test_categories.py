"""The tree of categories."""

import pytest

from depesha.domain.categories import Category
from depesha.domain.errors import InputError
from depesha.store import categories


def test_a_path_is_made_once_however_it_is_written(c):
    wholesale = categories.ensure_path(c, "Клиенты/Опт")
    assert categories.ensure_path(c, " КЛИЕНТЫ / опт ") == wholesale
    assert categories.ensure_path(c, "клиенты//Опт/") == wholesale
    assert categories.path(c, wholesale) == "Клиенты/Опт"
    assert len(categories.everything(c)) == 2


def test_a_path_needs_a_name(c):
    with pytest.raises(ValueError, match="needs a name"):
        categories.ensure_path(c, " / ")
    assert categories.everything(c) == []


def test_find_by_name_without_case_and_dots(c):
    id_ = categories.ensure_path(c, "Поставщики/Счётчики")
    assert categories.find(c, "СЧЕТЧИКИ") == id_
    assert categories.find(c, "поставщики/счётчики") == id_
    assert categories.find(c, "Клиенты/Счётчики") is None
    assert categories.find(c, "нет") is None
    assert categories.find(c, "/") is None


def test_a_name_in_two_branches_must_be_said_whole(c):
    first, second = (categories.ensure_path(c, f"{top}/Опт") for top in ("Клиенты", "Поставщики"))
    with pytest.raises(InputError, match=r"Клиенты/Опт, Поставщики/Опт.*whole path"):
        categories.find(c, "опт")
    assert categories.find(c, "клиенты/опт") == first
    assert categories.find(c, "поставщики/опт") == second
    top = categories.ensure_path(c, "Опт")
    assert categories.find(c, "опт") == top


def test_subtree_and_path(c):
    leaf = categories.ensure_path(c, "А/Б/В")
    other = categories.ensure_path(c, "А/Г")
    top = categories.find(c, "а")
    assert set(categories.subtree(c, top)) == {top, categories.find(c, "б"), leaf, other}
    assert categories.subtree(c, leaf) == [leaf]
    assert categories.subtree(c, 99) == []
    with pytest.raises(LookupError):
        categories.path(c, 99)


def test_everything_names_the_parents(c):
    leaf = categories.ensure_path(c, "Б/А")
    top = categories.find(c, "Б")
    assert categories.everything(c) == [
        Category(id=leaf, name="А", parent_id=top),
        Category(id=top, name="Б"),
    ]


def test_a_circle_in_a_damaged_file_hangs_nothing(c):
    leaf = categories.ensure_path(c, "А/Б")
    top = categories.find(c, "А")
    c.execute("UPDATE category SET parent_id = ? WHERE id = ?", (leaf, top))
    assert set(categories.subtree(c, top)) == {top, leaf}
    assert categories.path(c, leaf).endswith("А/Б")


def test_categories_are_made_renamed_and_deleted_by_hand(c):
    top = categories.add(c, " Опт ", None)
    below = categories.add(c, "Казань", top)
    with pytest.raises(InputError, match="already"):
        categories.add(c, "опт", None)
    with pytest.raises(InputError, match="without"):
        categories.add(c, "а/б", None)
    with pytest.raises(InputError, match="without"):
        categories.add(c, "  ", None)
    categories.rename(c, below, "Уфа")
    categories.rename(c, below, "УФА")
    categories.rename(c, 999, "никто")
    with pytest.raises(InputError, match="below"):
        categories.delete(c, top)
    assert categories.path(c, below) == "Опт/УФА"
    categories.delete(c, below)
    categories.delete(c, top)
    assert categories.everything(c) == []
