"""The tree keeps what was chosen and unfolded."""

import pytest

from depesha.domain.categories import Category
from depesha.ui.contacts.category_tree import FIXED, CategoryTree
from depesha.ui.theme import Theme

TREE = [
    Category(id=2, name="Казань", parent_id=1),
    Category(id=1, name="Опт"),
    Category(id=3, name="Розница"),
]


@pytest.fixture
def told():
    return []


@pytest.fixture
def tree(tk_root, told):
    made = CategoryTree(tk_root, Theme(tk_root, "light"), lambda *chosen: told.append(chosen))
    made.pack()
    made.show(TREE)
    return made


def test_children_stand_below_whatever_order_they_come_in(tree) -> None:
    assert tree.tree.parent("category.2") == "category.1"
    assert list(tree.tree.get_children())[: len(FIXED)] == list(FIXED)


def test_choosing_tells_group_or_category(tree, tk_root, told) -> None:
    tree.tree.selection_set("category.2")
    tk_root.update()
    tree.tree.selection_set("banks")
    tk_root.update()
    assert told == [("all", 2), ("banks", None)]


def test_showing_again_changes_nothing_by_itself(tree, tk_root, told) -> None:
    tree.tree.selection_set("category.2")
    tree.tree.item("category.1", open=True)
    tk_root.update()
    told.clear()
    tree.show([*TREE, Category(id=4, name="VIP")])
    tk_root.update()
    assert tree.category_id == 2
    assert tree.tree.item("category.1", "open")
    assert told == []
    tree.show(TREE[1:])
    tk_root.update()
    assert tree.group == "all"


def test_a_circle_does_not_hang_the_window(tree) -> None:
    tree.show([Category(id=8, name="a", parent_id=9), Category(id=9, name="b", parent_id=8)])
    assert not tree.tree.exists("category.8")
