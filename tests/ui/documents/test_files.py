"""The files of a document open by keys."""

import pytest

from depesha.ui.documents import files
from depesha.ui.documents.files import FileList
from depesha.ui.theme import Theme


@pytest.fixture
def failed():
    return []


@pytest.fixture
def listed(tk_root, failed, tmp_path):
    there = tmp_path / "a.pdf"
    there.write_bytes(b"x")
    made = FileList(tk_root, Theme(tk_root, "light"), failed.append)
    made.pack()
    made.show([(str(there), True), (str(tmp_path / "b.pdf"), False)])
    return made


def test_enter_opens(listed, driver, monkeypatch, failed):
    opened = []
    monkeypatch.setattr(files, "open_file", opened.append)
    driver.focus(listed.tree)
    driver.keys("Return")
    assert [path.name for path in opened] == ["a.pdf"]
    driver.keys("Down", "Return")
    assert len(opened) == 1
    assert "There is no file" in str(failed[0])


def test_a_file_that_is_gone_says_so(listed):
    assert listed.tree.item("1", "values")[0] == "b.pdf (not there)"
    listed.show([])
    assert listed.tree.get_children() == ()
