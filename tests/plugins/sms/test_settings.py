from dataclasses import fields

import pytest

from depesha.api.settings import about, field_types, unfilled
from depesha_sms.gateways import GATEWAYS
from depesha_sms.gateways.android import AndroidSettings
from depesha_sms.gateways.exolve import ExolveSettings
from depesha_sms.gateways.smsru import SmsRuSettings


@pytest.mark.parametrize("gateway", GATEWAYS, ids=lambda gateway: gateway.id)
def test_the_settings_can_be_kept_and_shown(gateway):
    types = field_types(gateway.settings)
    assert {"gateway", "base_url", "sender", "price", "low_balance"} <= types.keys()
    assert all(about(f).title for f in fields(gateway.settings))


@pytest.mark.parametrize(
    ("gateway", "required"),
    [
        ("smsc", {"login", "password"}),
        ("smsru", {"api_id"}),
        ("smsaero", {"login", "api_key"}),
        ("exolve", {"sender", "api_key"}),
        ("twilio", {"login", "api_key", "sender"}),
        ("vonage", {"login", "api_key", "sender"}),
        ("android", {"login", "password"}),
        ("http", {"base_url", "success"}),
    ],
)
def test_what_must_be_filled_in(gateway, required):
    settings = next(one for one in GATEWAYS if one.id == gateway).settings
    assert set(unfilled(settings(gateway=gateway))) == required


def test_a_phone_is_not_hurried():
    assert AndroidSettings().gap == 10.0
    assert about(AndroidSettings.__dataclass_fields__["gap"]).minimum == 0


def test_an_inherited_field_keeps_its_words():
    sender = about(ExolveSettings.__dataclass_fields__["sender"])
    assert sender.title == "Sender name"
    assert sender.required


def test_in_a_services_test_mode_nothing_is_delivered():
    assert SmsRuSettings().delivers
    assert not SmsRuSettings(trial=True).delivers
    assert ExolveSettings().delivers
