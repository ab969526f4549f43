"""What stands on the shelf."""

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.render import own
from depesha.render.files import Template
from depesha.ui.templates.shelf import Entry, macros_of, matching, shelf, summary


@pytest.fixture
def entries(app):
    folder = app.services.office.profile.templates
    own.add(folder, Template(title="Моё письмо", body="Привет", channel="email"))
    (folder / "плохой.txt").write_text("+++\n", encoding="utf-8")
    return shelf(app.services.office)


def test_own_ones_come_first(entries):
    assert [one.title for one in entries[:2]] == ["Моё письмо", "плохой"]
    assert [one.kind for one in entries[:3]] == ["own", "own", "shipped"]
    assert any(one.name == "price-list" for one in entries)


def test_found_by_words_of_title_subject_and_text(entries):
    assert [one.title for one in matching(entries, "моё привет")] == ["Моё письмо"]
    assert matching(entries, "нет такого слова") == []


def test_only_those_that_fit_the_channel(entries):
    assert "Моё письмо" not in [one.title for one in matching(entries, "", "sms")]
    assert "Моё письмо" in [one.title for one in matching(entries, "", "email")]


def test_what_is_shown_before_one_is_taken(entries):
    template = Template(body="{КЛИЕНТ.ИМЯ|друг}, {CLIENT.NAME}", subject="{ДАТА}")
    shown = summary(Entry("x", "x", template))
    assert shown.startswith("Subject: {ДАТА}")
    assert shown.endswith("Macros: {DATE} {CLIENT.NAME}")
    assert macros_of(Template(body="нет")) == []
    bad = next(one for one in entries if one.title == "плохой")
    assert "no second" in summary(bad)


def test_unsent_texts_stand_above_where_they_are_wanted(app, entries):
    files = DraftFiles(app.services.office.profile.drafts)
    draft = Draft(Composition(channel="email", subject=" Тема \n", body="x"), open=False)
    files.keep(draft)
    files.keep(Draft(Composition(channel="sms", body=" ")))
    first, *rest = shelf(app.services.office, drafts=True)
    assert (first.kind, first.title, first.draft) == ("draft", "Тема", draft.id)
    assert [one.title for one in rest] == [one.title for one in entries]
