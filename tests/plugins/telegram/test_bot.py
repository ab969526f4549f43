"""One call: the result, or what is known of its failure; never the URL."""

import socket
import ssl
import threading
import traceback

import pytest
import trustme

from depesha.api.http import client
from depesha.testing import Fault
from depesha.testing.bot_api import BotFault
from depesha.testing.contract_base import closed_port
from depesha_telegram.bot import AnswerLostError, Bot, NotReachedError, RejectedError

TOKEN = "123456:played-by-depesha"


@pytest.fixture
def bot_at():
    """bot_at(base_url, **options): a bot there."""
    opened = []

    def bot_at(url, **options):
        opened.append(client(base_url=f"{url}/bot{TOKEN}/", **options))
        return Bot(opened[-1], TOKEN)

    yield bot_at
    for one in opened:
        one.close()


@pytest.fixture
def bot(api, bot_at):
    return bot_at(api.url, timeout=0.5)


@pytest.fixture
def says():
    """says(bytes): the URL of a server that reads a request, says this once, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    threads = []

    def says(answer):
        def work():
            line, _ = listener.accept()
            with line:
                line.recv(65536)
                line.sendall(answer)

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield says
    for thread in threads:
        thread.join()
    listener.close()


TEXT = {"chat_id": 5, "text": "Привет"}


def failure(call):
    with pytest.raises((AnswerLostError, NotReachedError, RejectedError)) as caught:
        call()
    error = caught.value
    # Nothing is chained: httpx's exceptions hold the request, and that its URL with the token.
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "played-by-depesha" not in "".join(traceback.format_exception(error)) + repr(vars(error))
    return error


def test_a_result(bot, api, calls):
    assert bot.call("sendMessage", TEXT)["message_id"] == 1
    assert calls() == [{"method": "sendMessage", "params": TEXT, "files": {}}]


def test_files_go_as_a_form(bot, calls):
    file = {"document": ('П"р\r\nX: 1.pdf', b"%PDF", "application/pdf")}
    media = {"link_preview_options": {"is_disabled": True}}
    bot.call("sendDocument", {"chat_id": 5, "caption": "Прайс", **media}, file)
    (call,) = calls()
    params = {"chat_id": "5", "caption": "Прайс", "link_preview_options": '{"is_disabled": true}'}
    assert call["params"] == params
    assert list(call["files"]) == ["document"]


def test_a_rejection_keeps_code_words_and_parameters(bot, api):
    api.fail(Fault.THROTTLE, after=7)
    error = failure(lambda: bot.call("sendMessage", TEXT))
    assert isinstance(error, RejectedError)
    assert (error.code, error.parameters) == (429, {"retry_after": 7})
    assert str(error) == "429 Too Many Requests: retry after 7"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.DROP_BEFORE, "no answer (RemoteProtocolError)"),
        (Fault.DROP_AFTER, "no answer (RemoteProtocolError)"),
        (Fault.STALL, "no answer (ReadTimeout)"),
        (Fault.GARBAGE, "not an answer of the Bot API: HTTP 200, 79 bytes"),
        (BotFault.GATEWAY_ERROR, "not an answer of the Bot API: HTTP 502, 28 bytes"),
        (BotFault.NOT_UTF8, "not an answer of the Bot API: HTTP 200, 26 bytes"),
        (BotFault.HUGE, "not an answer of the Bot API: HTTP 200, more than 2000000 bytes"),
        (BotFault.OTHER_JSON, "not an answer of the Bot API: HTTP 200, 35 bytes"),
    ],
)
def test_lost_answers(bot, api, fault, words):
    api.fail(fault)
    error = failure(lambda: bot.call("sendMessage", TEXT))
    assert isinstance(error, AnswerLostError)
    assert str(error) == words


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'{"ok":true}',
        b'{"ok":false}',
        b'{"ok":1,"result":{}}',
        b'{"ok":"true","result":{}}',
        b'{"ok":false,"error_code":"403"}',
        b"[" * 100_000,
        b"\xef\xbb\xbf<html>",
    ],
)
def test_answers_of_another_make(bot_at, says, body):
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    error = failure(lambda: bot_at(says(head + body)).call("getMe", {}))
    assert isinstance(error, AnswerLostError)
    assert error.status == 200


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"HTTP/1.1 999 \r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_answers_that_are_not_even_http(bot_at, says, answer):
    error = failure(lambda: bot_at(says(answer)).call("getMe", {}))
    assert isinstance(error, AnswerLostError)
    assert error.status == 0


def test_a_redirect_is_not_followed(bot_at, says):
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n"
    error = failure(lambda: bot_at(says(answer)).call("getMe", {}))
    assert error.status == 302


def test_an_answer_that_quotes_the_token(bot_at, says):
    body = f'{{"ok":false,"error_code":404,"description":"no /bot{TOKEN}/getMe"}}'.encode()
    head = f"HTTP/1.1 404 No\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    error = failure(lambda: bot_at(says(head + body)).call("getMe", {}))
    assert error.description == "no /bot…/getMe"


def test_parameters_of_a_strange_shape(bot_at, says):
    body = b'{"ok":false,"error_code":429,"parameters":["retry_after"]}'
    head = f"HTTP/1.1 429 No\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    error = failure(lambda: bot_at(says(head + body)).call("getMe", {}))
    assert (error.parameters, error.description) == ({}, "")


def test_nobody_listens(bot_at):
    bot = bot_at(f"http://127.0.0.1:{closed_port()}")
    error = failure(lambda: bot.call("sendMessage", TEXT))
    assert isinstance(error, NotReachedError)
    assert str(error) == "no connection (ConnectError)"
    assert not error.untrusted


def test_a_proxy_that_refuses_the_way(bot_at, says):
    proxy = says(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    bot = bot_at("https://127.0.0.1:9", proxy=proxy)
    error = failure(lambda: bot.call("getMe", {}))
    assert isinstance(error, NotReachedError)


def test_a_certificate_that_nobody_signed(bot_at):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet():
            line, _ = listener.accept()
            with line, pytest.raises(ssl.SSLError):
                context.wrap_socket(line, server_side=True)

        thread = threading.Thread(target=greet)
        thread.start()
        bot = bot_at(f"https://127.0.0.1:{listener.getsockname()[1]}")
        error = failure(lambda: bot.call("getMe", {}))
        thread.join()
    assert isinstance(error, NotReachedError)
    assert error.untrusted
