"""Own templates are files that are named, found, and never overwritten by chance."""

import pytest

from depesha.domain.errors import InputError
from depesha.render.files import Template
from depesha.render.own import add, find, own, remove


def test_what_is_added_is_found_by_title(tmp_path):
    add(tmp_path, Template(title="Ёлка", body="Б", subject="Тема"))
    add(tmp_path, Template(title="Азбука", body="<p>А</p>", format="html"))
    found = own(tmp_path)
    assert [one.title for one in found] == ["Азбука", "Ёлка"]
    assert found[0].path.suffix == ".html"
    assert found[0].template.format == "html"
    assert found[1].template.subject == "Тема"


def test_two_of_one_title_are_two_files(tmp_path):
    first, second = (add(tmp_path, Template(title="Счёт", body=body)) for body in ("1", "2"))
    assert (first.name, second.name) == ("Счёт.txt", "Счёт (2).txt")


@pytest.mark.parametrize("title", ["../../etc/passwd", 'a<b>:"c|?*', "", " . "])
def test_a_title_is_no_path(tmp_path, title):
    path = add(tmp_path, Template(title=title, body="x"))
    assert path.parent == tmp_path
    assert path.exists()


def test_a_damaged_file_is_shown_with_what_is_wrong(tmp_path):
    (tmp_path / "плохой.txt").write_text("+++\ntitle = ", encoding="utf-8")
    (tmp_path / "чужой.pdf").write_bytes(b"%PDF")
    (one,) = own(tmp_path)
    assert (one.title, one.template) == ("плохой", None)
    assert "second" in one.problem


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert own(tmp_path / "нет") == []


def test_what_is_removed_is_gone(tmp_path):
    path = add(tmp_path, Template(title="x", body="x"))
    remove(path)
    remove(path)
    assert own(tmp_path) == []
    with pytest.raises(InputError, match="cannot be deleted"):
        remove(tmp_path)


def test_found_by_title_in_any_case(tmp_path):
    add(tmp_path, Template(title="Моё письмо", body="x"))
    assert find(tmp_path, "моё ПИСЬМО").body == "x"
    assert find(tmp_path, "нет") is None
    (tmp_path / "плохой.txt").write_text("+++", encoding="utf-8")
    with pytest.raises(InputError, match="second"):
        find(tmp_path, "плохой")
