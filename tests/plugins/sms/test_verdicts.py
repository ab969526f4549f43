from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused, Scope
from depesha_sms.verdicts import UNKNOWN_CODE, UNKNOWN_STATUS, Told, Verdict, by_words


def test_a_verdict_becomes_its_exception():
    refused = Verdict(Refused, Reason.POLICY, "forbidden").of("6 no")
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.answer) == (Reason.POLICY, "6 no")
    broken = Verdict(AccountBroken, Reason.LOGIN, "login", cure="Do something.").of("2 no")
    assert isinstance(broken, AccountBroken)
    assert broken.cure == "Do something."


def test_the_services_own_delay_goes_before_ours():
    later = Verdict(NotNow, Reason.THROTTLED, "wait", after=60, scope=Scope.ACCOUNT)
    assert later.of("9").after == 60
    assert later.of("9", 7.0).after == 7.0
    assert later.of("9").scope is Scope.ACCOUNT


def test_words_are_found_in_order_and_without_case():
    words = (
        ("no credits", Verdict(AccountBroken, Reason.NO_MONEY, "money")),
        ("credits", Verdict(Refused, Reason.POLICY, "policy")),
    )
    assert by_words("NO CREDITS left", words).reason is Reason.NO_MONEY
    assert by_words("credits", words).reason is Reason.POLICY
    assert by_words("something new", words) is UNKNOWN_CODE


def test_an_unknown_code_is_a_certain_no_and_an_unknown_status_no_end():
    assert UNKNOWN_CODE.kind is Refused
    assert UNKNOWN_STATUS.fate is Fate.UNDERWAY


def test_a_report_is_about_the_message_asked_for():
    pending = Pending("key-1", "17", "+79161234567", 0.0)
    report = Told(Fate.FAILED, "rejected", Reason.REFUSED).report(pending, "status 6")
    assert (report.key, report.fate, report.reason) == ("key-1", Fate.FAILED, Reason.REFUSED)
    assert report.answer == "status 6"
