"""What Apprise's yes and no mean, by what was seen on the wire."""

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope
from depesha_apprise.verdicts import UnsureError, verdict


def http(status, after="", *, page=False):
    return {"status": status, "after": after, "page": page}


def failed(how):
    return {"failed": how}


def judged(*exchanges, taken=False, kept=True):
    return verdict({"taken": taken, "kept": kept, "exchanges": list(exchanges)}, "words")


def test_yes_is_a_receipt_without_an_id():
    receipt = judged(http(200), http(201), taken=True)
    assert (receipt.provider_id, receipt.answer) == ("", "HTTP 201")
    assert judged(taken=True).answer == ""


def test_an_address_that_the_service_leaves_out():
    with pytest.raises(Refused) as caught:
        judged(kept=False)
    assert caught.value.reason is Reason.ADDRESS_REJECTED


@pytest.mark.parametrize(
    ("exchange", "kind", "reason"),
    [
        (http(400), Refused, Reason.REFUSED),
        (http(401), AccountBroken, Reason.LOGIN),
        (http(402), AccountBroken, Reason.NO_MONEY),
        (http(403), Refused, Reason.REFUSED),
        (http(413), Refused, Reason.TOO_LARGE),
        (failed("unopened"), NotNow, Reason.CONNECTION),
        (failed("untrusted"), AccountBroken, Reason.TLS),
    ],
)
def test_a_certain_no(exchange, kind, reason):
    for exchanges in ([exchange], [http(404), exchange]):
        with pytest.raises((Refused, NotNow, AccountBroken)) as caught:
            judged(*exchanges)
        assert type(caught.value) is kind
        assert caught.value.reason is reason
        assert caught.value.answer.endswith("words")


@pytest.mark.parametrize(("told", "after"), [("7", 7.0), ("10800", 10800.0), ("", None)])
def test_a_429_holds_up_the_account(told, after):
    with pytest.raises(NotNow) as caught:
        judged(http(429, told))
    assert (caught.value.after, caught.value.scope) == (after, Scope.ACCOUNT)


@pytest.mark.parametrize(
    "exchanges",
    [
        [],
        [http(500)],
        [http(302)],
        [http(408)],
        [http(200)],
        [failed("lost")],
        [http(200), http(403)],
        [failed("lost"), http(403)],
    ],
)
def test_everything_else_nobody_knows(exchanges):
    with pytest.raises(UnsureError):
        judged(*exchanges)


@pytest.mark.parametrize("taken", [True, False])
def test_a_web_page_is_nobodys_yes(taken):
    with pytest.raises(UnsureError, match="web page"):
        judged(http(200, page=True), taken=taken)
