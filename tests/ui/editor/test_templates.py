"""*Load* and *Save*."""

import pytest

from depesha.api import Picture
from depesha.render import own
from depesha.render.files import Template, load
from depesha.ui.editor import templates
from depesha.ui.templates.gallery import Taken


@pytest.fixture
def folder(app):
    return app.services.office.profile.templates


def test_a_text_becomes_an_own_template_and_is_saved_again(letter, answers, folder, app):
    frame = letter()
    answers.typed = "Моё письмо"
    frame.save()
    (found,) = own.own(folder)
    assert (found.title, found.template.subject) == ("Моё письмо", "Тема")
    assert found.template.channel == "email"
    frame.writing.view.insert("Ещё ")
    answers.typed = None
    frame.save()
    (found,) = own.own(folder)
    assert "Ещё" in found.template.body
    answers.typed = "Другое"
    templates.keep(frame, anew=True)
    assert [one.title for one in own.own(folder)] == ["Другое", "Моё письмо"]


def test_whoever_names_nothing_saves_nothing(letter, answers, folder):
    frame = letter()
    answers.typed = " "
    frame.save()
    assert own.own(folder) == []


def test_a_file_of_ones_own_choice(letter, answers, tmp_path):
    frame = letter()
    templates.to_file(frame)
    answers.file = tmp_path / "письмо.txt"
    templates.to_file(frame)
    assert load(answers.file).subject == "Тема"
    assert answers.asked[-1] == "Тема.txt"
    answers.file = tmp_path / "нет" / "письмо.txt"
    templates.to_file(frame)
    assert "cannot be saved" in frame.problem.cget("text")


def test_pictures_stay_with_the_message_and_that_is_said(letter, answers, tmp_path):
    picture = Picture("a.png", "image/png", b"\x89PNG\r\n\x1a\n")
    frame = letter('<img src="cid:a.png">')
    frame.composition = lambda: letter_with(picture)
    answers.file = tmp_path / "a.txt"
    templates.to_file(frame)
    assert "without its pictures" in frame.problem.cget("text")


def letter_with(picture):
    from depesha.delivery.composition import Composition

    return Composition(channel="email", body="x", pictures=(picture,))


def test_what_is_taken_from_the_gallery_stands_in_the_text(letter, monkeypatch):
    frame = letter()
    taken = Taken(Template(body="Из галереи", subject="С темой"), "balance")
    monkeypatch.setattr(templates, "choose_template", lambda *_what: taken)
    frame.load()
    assert frame.composition().body == "Из галереи"
    assert frame.composition().template == "balance"
    monkeypatch.setattr(templates, "choose_template", lambda *_what: None)
    frame.load()
    assert frame.composition().body == "Из галереи"
