from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused, Scope
from depesha.testing import Fault
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError
from depesha_sms.gateways.smsc import CODES, STATUSES


def pending(key, address="+79161234567"):
    return Pending(key, "", address, 0.0)


def test_a_receipt_with_our_id_parts_and_cost(session, sms, message):
    with session("smsc") as smsc:
        receipt = smsc.send(message("я" * 71, key="m7-9"))
    assert (receipt.provider_id, receipt.parts, receipt.cost) == ("m7-9", 2, Decimal("5.00"))
    [got] = sms.received
    assert (got.address, got.key) == ("+79161234567", "m7-9")


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply({"id": "m1-7f3a", "cnt": 1})

    with opened("smsc", speak(reply), sender="Magazin") as smsc:
        smsc.send(message("Ёлка"))
        smsc.send(message("Ёлка", key="m2", address="+3725123456"))
    first, second = asked
    assert (first.method, first.target) == ("POST", "/sys/send.php")
    assert first.form() == {
        "login": "office@example.org", "psw": "p@ss&word=7", "fmt": "3", "charset": "utf-8",
        "phones": "79161234567", "mes": "Ёлка", "sender": "Magazin", "id": "m1-7f3a", "cost": "3",
    }  # fmt: skip
    # Ten digits would be "corrected" to a Russian number.
    assert second.form()["phones"] == "+3725123456"


@pytest.mark.parametrize(
    ("code", "kind", "reason"),
    [
        (1, Refused, Reason.REFUSED),
        (2, AccountBroken, Reason.LOGIN),
        (3, AccountBroken, Reason.NO_MONEY),
        (4, NotNow, Reason.THROTTLED),
        (5, Refused, Reason.REFUSED),
        (6, Refused, Reason.POLICY),
        (7, Refused, Reason.ADDRESS_REJECTED),
        (8, Refused, Reason.UNREACHABLE),
        (9, NotNow, Reason.THROTTLED),
        (77, Refused, Reason.REFUSED),
        ("7", Refused, Reason.ADDRESS_REJECTED),
        ("?", Refused, Reason.REFUSED),
    ],
)
def test_each_code_has_its_meaning(opened, speak, message, code, kind, reason):
    with (
        opened("smsc", speak({"error": "слова сервиса", "error_code": code, "id": 5})) as smsc,
        pytest.raises(kind) as caught,
    ):
        smsc.send(message())
    assert caught.value.reason is reason
    assert "слова сервиса" in caught.value.answer


def test_every_code_of_the_documents_is_in_the_table():
    assert set(CODES) == set(range(1, 10))
    assert set(STATUSES) == {-3, -2, -1, 0, 1, 2, 3, 4, 20, 22, 23, 24, 25}


def test_a_blocked_network_address_holds_up_the_account_a_repetition_the_row(
    opened, speak, message
):
    for code, after, scope in ((4, 600, Scope.ACCOUNT), (9, 60, Scope.ROW)):
        with (
            opened("smsc", speak({"error": "", "error_code": code})) as smsc,
            pytest.raises(NotNow) as caught,
        ):
            smsc.send(message())
        assert (caught.value.after, caught.value.scope) == (after, scope)


@pytest.mark.parametrize("content", [{}, {"cnt": 1}, {"id": None}, [], "OK - 1 SMS, ID - 5"])
def test_an_answer_of_another_make_leaves_all_open(opened, speak, message, content):
    with opened("smsc", speak(content)) as smsc, pytest.raises(AnswerLostError):
        smsc.send(message())


def test_the_price_is_asked_without_sending(session, sms, message):
    with session("smsc") as smsc:
        assert smsc.price(message("a" * 161)).amount == Decimal("5.00")
    assert sms.received == []


def test_the_balance_goes_down(session, sms, message):
    sms.balances["smsc"] = Decimal("5.00")
    with session("smsc") as smsc:
        smsc.send(message())
        assert smsc.balance().amount == Decimal("2.50")
        smsc.send(message("другое", key="m2"))
        with pytest.raises(AccountBroken) as caught:
            smsc.send(message("третье", key="m3"))
    assert caught.value.reason is Reason.NO_MONEY


def test_the_test_tells_the_balance(session):
    with session("smsc") as smsc:
        assert smsc.test() == "SMSC.ru knows the account. Balance: 10000.00."


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        (Fate.UNDERWAY, Fate.UNDERWAY),
        (Fate.DELIVERED, Fate.DELIVERED),
        (Fate.READ, Fate.READ),
        (Fate.FAILED, Fate.FAILED),
        (Fate.EXPIRED, Fate.EXPIRED),
    ],
)
def test_what_became_of_a_message(session, sms, message, fate, told):
    with session("smsc") as smsc:
        smsc.send(message(key="m1"))
        sms.deliver("m1", fate)
        [report] = smsc.poll_status([pending("m1")])
    assert (report.key, report.fate) == ("m1", told)


def test_a_lost_answer_is_settled_by_our_own_id(session, sms, message):
    """The one went, the other did not, and the line broke for both."""
    for key, fault in (("went", Fault.DROP_AFTER), ("lost", Fault.DROP_BEFORE)):
        sms.fail(fault)
        with session("smsc") as smsc, pytest.raises(AnswerLostError):
            smsc.send(message(key, key=key))
    with session("smsc") as smsc:
        told = {one.key: one.fate for one in smsc.poll_status([pending("went"), pending("lost")])}
    assert told == {"went": Fate.UNDERWAY, "lost": Fate.NOT_FOUND}


def test_many_are_asked_for_at_once_and_no_more_than_the_service_likes(session, sms, message):
    with session("smsc") as smsc:
        for number in range(3):
            smsc.send(message(key=f"m{number}", address=f"+7916123456{number}"))
        sms.deliver("m1", Fate.DELIVERED)
        sms.targets.clear()
        everybody = [pending(f"m{number}", f"+7916123456{number % 10}") for number in range(600)]
        reports = list(smsc.poll_status(everybody))
    assert len(sms.targets) == 1
    assert len(reports) == 500
    told = {one.key: one.fate for one in reports}
    assert [told[f"m{n}"] for n in range(4)] == [
        Fate.UNDERWAY, Fate.DELIVERED, Fate.UNDERWAY, Fate.NOT_FOUND,
    ]  # fmt: skip


def test_a_status_that_we_do_not_know_is_no_end(opened, speak):
    rows = [{"id": "m1", "status": 99}, {"id": "m2"}, {"id": "stranger", "status": 1}, "?"]
    with opened("smsc", speak(rows)) as smsc:
        reports = list(smsc.poll_status([pending("m1"), pending("m2")]))
    assert [(one.key, one.fate) for one in reports] == [
        ("m1", Fate.UNDERWAY),
        ("m2", Fate.UNDERWAY),
    ]


def test_asked_too_often_for_statuses(opened, speak):
    with (
        opened("smsc", speak({"error": "wait a minute", "error_code": 9})) as smsc,
        pytest.raises(NotNow),
    ):
        list(smsc.poll_status([pending("m1")]))


def test_the_same_request_within_a_minute_is_not_a_second_message(session, sms, message):
    with session("smsc") as smsc:
        smsc.send(message())
        with pytest.raises(NotNow) as caught:
            smsc.send(message())
    assert "duplicate request" in caught.value.answer
    assert len(sms.received) == 1
