"""The message of somebody while it is being written."""

from array import array
from decimal import Decimal

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.selection import Selection
from depesha.ui.editor.sample import bill_of, sample_of


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


def test_the_price_of_an_sms_is_that_of_the_settings(office):
    text = Composition(channel="sms", body="x")
    assert bill_of(office, text).price == 0
    office.settings.change({"sms.main.gateway": "smsru", "sms.main.price": "2.50"})
    assert bill_of(office, text).price == Decimal("2.50")
    office.settings.change({"sms.main.price": "0"})
    assert bill_of(office, text).price == 0
    assert bill_of(office, Composition(channel="email", body="x")).price == 0
    assert bill_of(office, Composition(channel="sms", body="x", account="nobody")).price == 0
