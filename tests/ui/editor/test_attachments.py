"""Files that travel with a message."""

from types import SimpleNamespace

import pytest

from depesha.ui.editor.attachments import Attachments


@pytest.fixture
def attached(app, person, answers):
    changes = []
    shown = Attachments(app.root, app.services, lambda: changes.append(1))
    shown.place(x=300, y=100, width=500)
    person.live()
    return SimpleNamespace(list=shown, changes=changes)


def chips(attached):
    texts = attached.list._list
    return [texts.nametowidget(name) for name in texts.window_names()]


def test_files_are_chosen_and_taken_away(attached, answers, person, tmp_path):
    answers.files = [tmp_path / "Прайс.pdf", tmp_path / "Прайс.pdf"]
    person.click(attached.list.add)
    assert attached.list.paths == (str(tmp_path / "Прайс.pdf"),)
    (chip,) = chips(attached)
    assert chip.cget("text") == "Прайс.pdf"
    person.until(chip.winfo_ismapped, "the file on the screen")
    person.click(chip)
    assert attached.list.paths == ()
    assert len(attached.changes) == 2


def test_each_ones_own_file_is_a_path_with_macros(attached, answers):
    answers.typed = r" C:\acts\{КЛИЕНТ.КОД}.pdf "
    attached.list.pattern.invoke()
    assert attached.list.paths == (r"C:\acts\{КЛИЕНТ.КОД}.pdf",)
    assert chips(attached)[0].cget("text") == r"C:\acts\{КЛИЕНТ.КОД}.pdf"
    answers.typed = None
    attached.list.pattern.invoke()
    assert len(attached.list.paths) == 1


def test_what_is_shown_is_no_change(attached):
    attached.list.show(["/a/1.pdf", r"C:\b\2.pdf"])
    assert {chip.cget("text") for chip in chips(attached)} == {"1.pdf", "2.pdf"}
    assert attached.changes == []


def test_many_files_take_more_lines(attached, person):
    attached.list.show(["/a/1.pdf"])
    person.live()
    one = attached.list.winfo_reqheight()
    attached.list.show([f"/a/{n}-длинное-имя-файла.pdf" for n in range(9)])
    person.live()
    assert attached.list.winfo_reqheight() > one
