from decimal import Decimal

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused
from depesha_sms.answers import Answer, AnswerLostError


def answer(text, status=200):
    return Answer(status, text, f"{status} {text[:20]}")


def test_json_with_exact_money():
    assert answer('{"cost": 5.49}').envelope() == {"cost": Decimal("5.49")}
    assert answer("[1]").content() == [1]


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "ERROR = 2", "[]", '"ok"', "null", "[" * 100_000, '{"a": ' + "1" * 5000 + "}"],
)
def test_what_is_no_object_leaves_all_open(text):
    with pytest.raises(AnswerLostError) as caught:
        answer(text).envelope()
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (400, Refused, Reason.REFUSED),
        (404, AccountBroken, Reason.CONFIGURATION),
        (405, AccountBroken, Reason.CONFIGURATION),
        (408, NotNow, Reason.TIMEOUT),
        (410, AccountBroken, Reason.CONFIGURATION),
        (413, Refused, Reason.TOO_MANY_PARTS),
        (422, Refused, Reason.REFUSED),
    ],
)
def test_a_client_error_is_certain_without_any_api(status, kind, reason):
    with pytest.raises(kind) as caught:
        answer("<html>", status).envelope()
    assert caught.value.reason is reason


@pytest.mark.parametrize("status", [200, 204, 302, 303, 500, 502, 503, 504])
def test_nothing_else_is(status):
    with pytest.raises(AnswerLostError, match=str(status)):
        answer("<html>", status).envelope()


def test_money_is_there_or_the_answer_is_none():
    assert answer("{}").money("83.6").amount == Decimal("83.6")
    with pytest.raises(AnswerLostError):
        answer("{}").money(None)
