"""One call: the result, or what is known of its failure."""

import pytest

from depesha.api.http import Answer, AnswerLostError, client
from depesha.testing import Fault
from depesha_max import bot as module
from depesha_max.bot import Bot, RejectedError


@pytest.fixture
def bot(api):
    headers = {"Authorization": api.token}
    with client(base_url=api.url, headers=headers) as ours, client() as plain:
        yield Bot(ours, plain)


def test_a_result(bot):
    assert bot.call("GET", "/me")["username"] == "depesha_bot"


def test_a_rejection_keeps_status_code_words_and_wait(bot, api):
    api.fail(Fault.THROTTLE, after=7, task="me")
    with pytest.raises(RejectedError, match=r"429 too\.many\.requests Too many requests") as caught:
        bot.call("GET", "/me")
    assert (caught.value.status, caught.value.after) == (429, 7.0)


def test_the_upload_server_gets_no_token(bot, api, monkeypatch):
    seen = []
    monkeypatch.setattr(module, "exchange", lambda by, *a, **k: (seen.append(by), _ok())[1])
    bot.upload("https://example.org/x", "a.png", b"PNG", "image/png")
    assert "authorization" not in seen[0].headers


def _ok():
    return Answer(200, {}, b'{"token": "t"}')


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"[]"),
        (200, b"<html>"),
        (201, b"{}"),
        (403, b'{"error": "no"}'),
        (403, b'{"code": 403}'),
        (502, b"<html>"),
    ],
)
def test_answers_of_another_make_are_lost(status, body):
    with pytest.raises(AnswerLostError, match=f"HTTP {status}, {len(body)} bytes") as caught:
        module._result(Answer(status, {}, body))
    assert caught.value.status == status


def test_endless_words_are_cut():
    answer = Answer(400, {}, b'{"code": "%s", "message": "%s"}' % (b"c" * 9000, b"m" * 9000))
    with pytest.raises(RejectedError) as caught:
        module._result(answer)
    assert len(str(caught.value)) < 700
