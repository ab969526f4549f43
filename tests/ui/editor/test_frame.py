"""The editor as a whole."""

import pytest

from depesha.delivery.drafts import DraftFiles
from depesha.delivery.selection import Selection
from depesha.render.files import Template
from depesha.ui.editor import autosave


@pytest.fixture
def drafts(app):
    return lambda: DraftFiles(app.services.office.profile.drafts).all()


def test_what_is_typed_is_what_would_be_sent(letter, person, people):
    frame = letter(body="", subject="")
    person.focus(frame.writing.view.text)
    person.keys("ctrl+b")
    person.type("Privet")
    person.keys("ctrl+b")
    person.type(" mir")
    person.focus(frame.parameters.subject)
    person.type("Tema")
    one = frame.composition()
    assert (one.body, one.subject, len(one.people)) == ("<b>Privet</b> mir", "Tema", 3)
    assert (one.channel, one.format) == ("email", "simple")


def test_a_template_takes_the_texts_place_and_undo_brings_it_back(letter, person):
    frame = letter(body="старый")
    frame.show_template(Template(body="новый", subject="Новая тема", title="Шаблон"), "balance")
    one = frame.composition()
    assert (one.body, one.subject, one.template, one.title) == (
        "новый", "Новая тема", "balance", "Шаблон",
    )  # fmt: skip
    frame.writing.view.text.undo()
    assert frame.composition().body == "старый"


def test_a_template_without_a_subject_leaves_the_one_that_is_there(letter):
    frame = letter(subject="Моя тема")
    frame.show_template(Template(body="x"), "x")
    assert frame.composition().subject == "Моя тема"


def test_people_are_chosen(letter, app, monkeypatch):
    frame = letter(chosen=Selection())
    asked = []
    chosen = Selection()
    doors = app.services.doors._replace(choose=lambda parent, people: asked.append(people))
    app.services.doors = doors
    frame.parameters.choose.invoke()
    assert asked == [frame.people]
    app.services.doors = doors._replace(choose=lambda _parent, _people: chosen)
    frame.choose()
    assert frame.people is chosen


def test_figures_follow_what_is_typed(letter, person):
    frame = letter(body="Привет, {КЛИЕНТ.ИМЯ}!", channel="sms")
    figures = frame.statistics.figures
    person.until(lambda: "message: ~13" in figures.cget("text"), "Анна's message")
    assert "contacts: ~3" in figures.cget("text")
    person.focus(frame.writing.view.text)
    person.keys("ctrl+a", "Delete")
    person.type("hello")
    person.until(lambda: "message: 5" in figures.cget("text"), "the new figures")
    frame.winfo_toplevel().destroy()


def test_one_click_makes_an_sms_cheaper_and_undo_takes_it_back(letter, person):
    frame = letter(body="Цена — {КЛИЕНТ.ИМЯ}", channel="sms")
    person.until(frame.statistics.latin.winfo_ismapped, "the offer")
    person.click(frame.statistics.latin)
    assert frame.composition().body == "Tsena - {КЛИЕНТ.ИМЯ}"
    frame.writing.view.text.undo()
    assert frame.composition().body == "Цена — {КЛИЕНТ.ИМЯ}"
    frame.winfo_toplevel().destroy()


def test_what_is_wrong_is_said_in_place_until_the_next_change(letter, person):
    frame = letter()
    frame.complain("The letter has no subject.")
    person.live()
    assert frame.problem.winfo_ismapped()
    person.focus(frame.writing.view.text)
    person.type("x")
    person.until(lambda: not frame.problem.winfo_ismapped(), "a clean place")


@pytest.mark.parametrize(
    ("answer", "kept", "closed"), [(0, 1, True), (1, 0, True), (None, 0, False)]
)
def test_closing_an_unsent_text_asks(letter, app, answers, drafts, answer, kept, closed):
    letter()
    answers.chosen = answer
    assert app.services.tabs.close(app.services.tabs.front) is closed
    assert answers.asked == ["This text has not been sent."]
    assert len(drafts()) == kept
    assert all(not draft.open for draft in drafts())


def test_an_empty_text_is_nothing_to_ask_about(letter, app, answers, drafts):
    letter(body="", subject="")
    assert app.services.tabs.close(app.services.tabs.front)
    assert answers.asked == []
    assert drafts() == []


def test_leaving_keeps_the_text_without_asking(letter, app, answers, drafts, monkeypatch):
    monkeypatch.setattr(autosave, "DELAY", 60_000)
    frame = letter(body="")
    frame.writing.view.insert("не дописано")
    assert app.services.tabs.close_all()
    assert answers.asked == []
    (draft,) = drafts()
    assert draft.composition.body == "не дописано"
    assert draft.open


def test_what_was_sent_closes_and_is_forgotten(letter, app, answers, drafts):
    frame = letter()
    frame.changed()
    frame.sent()
    assert app.services.tabs.front == "contacts"
    assert answers.asked == []
    assert drafts() == []
