"""What MAX's refusals mean."""

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope
from depesha.api.http import AnswerLostError, NotReachedError
from depesha_max.bot import RejectedError
from depesha_max.outcomes import before, refused, unreached, wrong_token


@pytest.mark.parametrize(
    ("status", "code", "words", "reason"),
    [
        (403, "chat.denied", "error.dialog.suspended", Reason.UNREACHABLE),
        (403, "access.denied", "", Reason.POLICY),
        (404, "dialog.not.found", "error.dialog.notfound", Reason.NOT_SUBSCRIBED),
        (404, "chat.not.found", "", Reason.NOT_SUBSCRIBED),
        (404, "not.found", "Path", Reason.REFUSED),
        (400, "proto.payload", "text: too long", Reason.CONTENT),
        (400, "anything", "", Reason.REFUSED),
        (413, "too.large", "", Reason.TOO_LARGE),
        (418, "teapot", "", Reason.REFUSED),
    ],
)
def test_refusals(status, code, words, reason):
    meant = refused(RejectedError(status, code, words))
    assert isinstance(meant, Refused)
    assert meant.reason is reason
    assert meant.answer == f"{status} {code} {words}".rstrip()


@pytest.mark.parametrize("after", [1.0, 10_800.0, None])
def test_a_429_holds_up_the_whole_bot(after):
    meant = refused(RejectedError(429, "too.many.requests", "", after))
    assert isinstance(meant, NotNow)
    assert (meant.reason, meant.after, meant.scope) == (Reason.THROTTLED, after, Scope.ACCOUNT)


@pytest.mark.parametrize(
    ("status", "code"), [(401, "verify.token"), (403, "verify.token"), (403, "deprecated.token")]
)
def test_a_token_that_is_not_known(status, code):
    meant = refused(RejectedError(status, code, ""))
    assert isinstance(meant, AccountBroken)
    assert (meant.reason, meant.cure) == (Reason.LOGIN, wrong_token().cure)


def test_a_method_that_is_not_known_wants_a_person():
    assert refused(RejectedError(405, "method.not.allowed", "")).reason is Reason.CONFIGURATION


def test_a_file_that_is_still_worked_on_lets_the_row_wait():
    meant = refused(RejectedError(400, "attachment.not.ready", ""))
    assert isinstance(meant, NotNow)
    assert (meant.after, meant.scope) == (30.0, Scope.ROW)


@pytest.mark.parametrize("status", [500, 503])
def test_a_5xx_is_not_certain(status):
    assert isinstance(refused(RejectedError(status, "internal", "")), AnswerLostError)


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (RejectedError(401, "verify.token", ""), AccountBroken, Reason.LOGIN),
        (RejectedError(413, "big", ""), Refused, Reason.TOO_LARGE),
        (RejectedError(500, "internal", ""), NotNow, Reason.PROVIDER_ERROR),
        (AnswerLostError("no answer (ReadTimeout)"), NotNow, Reason.PROVIDER_ERROR),
        (AnswerLostError("HTML", 502), NotNow, Reason.PROVIDER_ERROR),
        (AnswerLostError("HTML", 200), AccountBroken, Reason.NOT_THE_PROVIDER),
        (NotReachedError("no connection"), NotNow, Reason.CONNECTION),
        (NotReachedError("no connection", untrusted=True), AccountBroken, Reason.TLS),
    ],
)
def test_before_a_message_everything_is_certain(error, kind, reason):
    meant = before(error, "api.example", Scope.ROW)
    assert type(meant) is kind
    assert meant.reason is reason


def test_no_connection_holds_up_everybody():
    assert unreached(NotReachedError("no"), "api.example").scope is Scope.ACCOUNT
