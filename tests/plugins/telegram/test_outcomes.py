"""The Bot API's answers in the words of the contract."""

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope
from depesha_telegram.bot import AnswerLostError, NotReachedError, RejectedError
from depesha_telegram.outcomes import refused, refused_on_entry, unreached, wrong_token


def no(code, words="", **parameters):
    return RejectedError(code, words, parameters)


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", Reason.BLOCKED_BY_RECIPIENT),
        (403, "Forbidden: bot was kicked from the group chat", Reason.BLOCKED_BY_RECIPIENT),
        (403, "Forbidden: user is deactivated", Reason.NOT_SUBSCRIBED),
        (403, "Forbidden: bot can't initiate conversation with a user", Reason.NOT_SUBSCRIBED),
        (400, "Bad Request: chat not found", Reason.NOT_SUBSCRIBED),
        (400, "Bad Request: PEER_ID_INVALID", Reason.NOT_SUBSCRIBED),
        (400, "Bad Request: message is too long", Reason.CONTENT),
        (400, "Bad Request: ENTITIES_TOO_LONG", Reason.CONTENT),
        (400, "Bad Request: IMAGE_PROCESS_FAILED", Reason.CONTENT),
        (400, "Bad Request: not enough rights to send photos to the chat", Reason.POLICY),
        (400, "Bad Request: file is too big", Reason.TOO_LARGE),
        (413, "Request Entity Too Large", Reason.TOO_LARGE),
        (400, "Bad Request: something new", Reason.REFUSED),
        (418, "I'm a teapot", Reason.REFUSED),
    ],
)
def test_this_person_this_way_no(code, words, reason):
    meant = refused(no(code, words))
    assert isinstance(meant, Refused)
    assert (meant.reason, meant.answer) == (reason, f"{code} {words}")


@pytest.mark.parametrize(("told", "after"), [(7, 7.0), (10072, 10072.0), (None, None), ("7", None)])
def test_a_429_holds_up_the_whole_bot(told, after):
    meant = refused(no(429, "Too Many Requests", retry_after=told))
    assert isinstance(meant, NotNow)
    assert (meant.reason, meant.after, meant.scope) == (Reason.THROTTLED, after, Scope.ACCOUNT)


@pytest.mark.parametrize("code", [401, 404])
def test_a_token_that_is_not_known(code):
    meant = refused(no(code, "Unauthorized"))
    assert isinstance(meant, AccountBroken)
    assert meant.reason is Reason.LOGIN
    assert meant.cure == wrong_token().cure
    assert "@BotFather" in meant.cure


@pytest.mark.parametrize("code", [500, 502, 504])
def test_a_5xx_is_not_certain(code):
    assert isinstance(refused(no(code, "Internal Server Error: restart")), AnswerLostError)


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (no(401), AccountBroken, Reason.LOGIN),
        (no(429, retry_after=3), NotNow, Reason.THROTTLED),
        (no(500), NotNow, Reason.PROVIDER_ERROR),
        (no(400, "Logged out"), NotNow, Reason.PROVIDER_ERROR),
        (AnswerLostError("no answer (ReadTimeout)"), NotNow, Reason.PROVIDER_ERROR),
        (AnswerLostError("HTML", 502), NotNow, Reason.PROVIDER_ERROR),
        (AnswerLostError("HTML", 200), AccountBroken, Reason.NOT_THE_PROVIDER),
        (AnswerLostError("", 302), AccountBroken, Reason.NOT_THE_PROVIDER),
        (AnswerLostError("HTML", 404), AccountBroken, Reason.NOT_THE_PROVIDER),
    ],
)
def test_on_entry_everything_is_certain(error, kind, reason):
    meant = refused_on_entry(error, "api.example")
    assert type(meant) is kind
    assert meant.reason is reason
    if reason is Reason.NOT_THE_PROVIDER:
        assert meant.cure.startswith("api.example answers, but not as Telegram does.")
    elif kind is NotNow:
        assert meant.scope is Scope.ACCOUNT


def test_no_connection():
    meant = unreached(NotReachedError("no connection (ConnectError)"), "api.example")
    assert isinstance(meant, NotNow)
    assert (meant.reason, meant.scope) == (Reason.CONNECTION, Scope.ACCOUNT)
    meant = unreached(NotReachedError("no connection", untrusted=True), "api.example")
    assert isinstance(meant, AccountBroken)
    assert meant.reason is Reason.TLS
    assert "The certificate of api.example is not trusted" in meant.cure
