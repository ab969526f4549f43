"""The parts of an office, the slow ones when first asked for."""

import pytest

from depesha import bootstrap
from depesha.domain.errors import InputError


def test_nothing_is_opened_before_it_is_needed(profile):
    office = bootstrap.office()
    office.close()
    assert not (profile / "depesha.db").exists()
    assert office.database.reader is not None
    office.close()
    assert (profile / "depesha.db").exists()


def test_an_unknown_channel_names_the_known(profile):
    with pytest.raises(InputError, match="email, max, sms, telegram"):
        bootstrap.office().channel("fax")


def test_cards_offer_the_addresses_of_channels_with_an_account(profile):
    office = bootstrap.office()
    assert office.address_fields() == []
    office.settings.change({"max.main.gap": "1", "telegram.main.gap": "1"})
    assert office.address_fields() == ["MAX"]
