"""Choosing a template for what is being written."""

import pytest

from depesha.ui.templates.gallery import Gallery


@pytest.fixture
def gallery(app, person):
    made = Gallery(app.root, app.services, "email")
    made.open(made.browser.search)
    person.until(lambda: made.browser.marked is not None, "the templates")
    yield made
    if made.winfo_exists():
        made.close(None)


class Files:
    def __init__(self, path):
        self.path = path
        self.told = []

    def open_file(self, title, kinds=()):
        return self.path

    def tell(self, title, text, details=""):
        self.told.append(text)


def test_what_is_marked_is_taken(gallery, person):
    person.focus(gallery.browser.search)
    person.type("price")
    person.keys("Return")
    person.until(lambda: not gallery.winfo_exists(), "the choice")
    assert gallery.answer.name == "price-list"


def test_a_file_is_taken_or_what_is_wrong_is_said(gallery, app, tmp_path):
    path = tmp_path / "письмо.txt"
    path.write_bytes(b"\0\0\0")
    files = Files(path)
    app.services.dialogs = files
    gallery._from_file()
    assert "not a text file" in files.told[0]
    assert gallery.winfo_exists()
    path.write_text('+++\nsubject = "Тема"\n+++\nТекст', encoding="utf-8")
    gallery._from_file()
    assert (gallery.answer.template.subject, gallery.answer.name) == ("Тема", "письмо.txt")


def test_nothing_is_taken_of_a_damaged_one(gallery, app, person):
    folder = app.services.office.profile.templates
    (folder / "плохой.txt").write_text("+++\n", encoding="utf-8")
    gallery.browser.reload("плохой")
    person.until(lambda: gallery.browser.marked.title == "плохой", "the damaged one")
    assert gallery.take.instate(["disabled"])
    gallery._take()
    assert gallery.winfo_exists()
