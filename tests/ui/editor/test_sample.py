"""The message of somebody while it is being written."""

from array import array

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.selection import Selection
from depesha.ui.editor.sample import sample_of


@pytest.fixture
def sample(app):
    def make(body, chosen=None):
        office = app.services.office
        composition = Composition(channel="sms", body=body, people=chosen or Selection())
        return sample_of(office, composition, office.channel("sms"))

    return make


def test_the_first_chosen_is_taken(sample, people):
    chosen = Selection(contacts=array("q", [people.contacts[1]]))
    assert sample("{КЛИЕНТ.ИМЯ}", chosen).text == "Борис"


def test_with_nobody_chosen_somebody_of_the_directory(sample, people):
    assert sample("{КЛИЕНТ.ИМЯ}").text == "Анна"


def test_in_an_empty_office_somebody_made_up(sample):
    assert sample("{КЛИЕНТ.ИМЯ}").text == "Sample recipient"


def test_why_there_is_none(sample, people):
    assert "НЕТ.ТАКОГО" in sample("{НЕТ.ТАКОГО}").problem
    assert "Nothing is filled in" in sample("{МЕНЕДЖЕР.ИМЯ}").problem
