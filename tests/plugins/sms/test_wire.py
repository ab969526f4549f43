import gzip
import ssl
import threading
import traceback
import tracemalloc

import pytest
import trustme

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, Secret
from depesha.testing.web import Reply, WebServer
from depesha_sms.answers import AnswerLostError
from depesha_sms.settings import HttpSettings
from depesha_sms.wire import open_wire, reveal

PASSWORD = "p@ss&word=7"


def call(context, url, *, form=None, text="x", **changes):
    """One POST with a password in its form; the answer."""
    settings = HttpSettings(base_url=url, timeout=changes.pop("timeout", 2))
    changes = {"basic": ("office", Secret(PASSWORD)), **changes}
    with open_wire(settings, context, "http://127.0.0.1:1", **changes) as wire:
        return wire.post("/send", form=form or {"psw": Secret(PASSWORD), "text": text})


def test_an_answer_comes_back_as_it_is(context, speak):
    answer = call(context, speak('{"error_code": 2}', 200))
    assert (answer.status, answer.text) == (200, '{"error_code": 2}')
    assert "error_code" in answer.brief


def test_paths_go_below_the_address_of_the_service(context, speak):
    url = speak(lambda request: Reply(request.target))
    assert call(context, url + "/v2/").text == "/v2/send"
    assert call(context, url + "/v2").text == "/v2/send"


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (301, AccountBroken, Reason.NOT_THE_PROVIDER),
        (307, AccountBroken, Reason.NOT_THE_PROVIDER),
        (308, AccountBroken, Reason.NOT_THE_PROVIDER),
        (401, AccountBroken, Reason.LOGIN),
        (402, AccountBroken, Reason.NO_MONEY),
        (403, AccountBroken, Reason.LOGIN),
        (407, AccountBroken, Reason.CONFIGURATION),
        (429, NotNow, Reason.THROTTLED),
        (511, AccountBroken, Reason.NOT_THE_PROVIDER),
    ],
)
def test_statuses_that_say_that_nothing_was_done(context, speak, status, kind, reason):
    with pytest.raises(kind) as caught:
        call(context, speak('{"id": 1}', status, Location="http://elsewhere.example/"))
    assert caught.value.reason is reason
    assert caught.value.answer.startswith(str(status))


def test_too_fast_holds_up_the_account_for_as_long_as_was_asked(context, speak):
    with pytest.raises(NotNow) as caught:
        call(context, speak("slow down", 429, Retry_After="7"))
    assert (caught.value.after, caught.value.scope) == (7.0, Scope.ACCOUNT)


def test_nobody_listens(context):
    with pytest.raises(NotNow) as caught:
        call(context, "")
    assert (caught.value.reason, caught.value.scope) == (Reason.CONNECTION, Scope.ACCOUNT)


def test_a_certificate_of_nobody_is_a_matter_for_a_person(context):
    server = WebServer(lambda _request: Reply("{}"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    server._http.socket = tls.wrap_socket(server._http.socket, server_side=True)
    server.start()
    try:
        with pytest.raises(AccountBroken) as caught:
            call(context, f"https://127.0.0.1:{server.port}")
    finally:
        server.stop()
    assert caught.value.reason is Reason.TLS
    assert "certificate" in caught.value.answer


def test_a_server_without_tls_has_not_got_the_message(context, raw):
    with pytest.raises(NotNow) as caught:
        call(context, raw(b"HTTP/1.1 400 Bad Request\r\n\r\n").replace("http", "https"))
    assert caught.value.reason is Reason.CONNECTION


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
def test_a_broken_line_leaves_all_open(context, raw, said):
    with pytest.raises(AnswerLostError, match="line broke"):
        call(context, raw(said))


def test_no_answer_in_time_leaves_all_open(context, speak):
    done = threading.Event()
    url = speak(lambda _request: Reply("{}") if done.wait(30) else None)
    try:
        with pytest.raises(AnswerLostError, match=r"within 0\.1 seconds"):
            call(context, url, timeout=0.1)
    finally:
        done.set()


@pytest.mark.parametrize("zipped", [False, True])
def test_an_endless_answer_is_cut_off(context, speak, zipped):
    if zipped:
        url = speak(gzip.compress(b" " * 150_000_000, 1), Content_Encoding="gzip")
    else:
        url = speak(b'{"id": "' + b"x" * 10_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(AnswerLostError, match="too long"):
            call(context, url)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # What one packet of 64 KB can hold unpacked, and not what the whole can.
    assert peak < (80_000_000 if zipped else 25_000_000)


@pytest.mark.parametrize("url", ["http://", "ftp://127.0.0.1", "http://127.0.0.1:x", "http://\x00"])
def test_an_address_that_is_none(context, url):
    with pytest.raises(AccountBroken) as caught:
        call(context, url)
    assert caught.value.reason is Reason.CONFIGURATION
    assert caught.value.cure


def test_a_key_that_no_header_can_carry(context, speak):
    for key in ("ключ", "a\r\nHost: evil"):
        with pytest.raises(AccountBroken) as caught:
            call(context, speak("{}"), basic=None, headers={"X-Key": Secret(key)})
        assert caught.value.reason is Reason.CONFIGURATION
        assert key not in "".join(traceback.format_exception(caught.value))


def test_half_a_character_is_refused(context):
    with pytest.raises(Refused) as caught:
        call(context, "", text="\ud83c")
    assert caught.value.reason is Reason.CONTENT


@pytest.mark.parametrize("status", [200, 302, 400, 401, 429, 500])
def test_an_echoed_password_is_not_shown(context, speak, status):
    def echo(request):
        return Reply(f"{request.headers['authorization']} {request.body.decode()}", status)

    try:
        call(context, speak(echo)).envelope()
    except (Refused, NotNow, AccountBroken, AnswerLostError) as error:
        # With the locals, as crash reporters show them.
        shown = "".join(traceback.TracebackException.from_exception(error).format())
        assert "•••" in shown
        hidden = error
    else:
        pytest.fail("an echo is no answer of a service")
    while hidden is not None:
        text = f"{hidden} {hidden!r} {vars(hidden)}"
        assert PASSWORD not in text
        assert "p%40ss" not in text
        assert not hasattr(hidden, "request"), "httpx's exceptions carry the request"
        hidden = hidden.__cause__ or hidden.__context__


@pytest.mark.parametrize("said", [None, b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"])
def test_a_crash_report_with_all_locals_shows_no_password(context, raw, said):
    url = "" if said is None else raw(said)
    with pytest.raises((NotNow, AnswerLostError)) as caught:
        call(context, url)
    assert caught.value.__context__ is None
    report = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in report.stack if "test_wire" not in frame.filename]
    assert len(ours) >= 1
    for frame in ours:
        assert PASSWORD not in str(frame.locals)
        assert "p%40ss" not in str(frame.locals)


def test_get_keeps_the_query_of_the_address(context, speak):
    url = speak(lambda request: Reply(request.target))
    with open_wire(HttpSettings(base_url=url), context, "") as wire:
        assert wire.get(url + "/send?a=1").text == "/send?a=1"
        assert wire.get("/x", {"b": "2"}).text == "/x?b=2"


def test_reveal_reaches_into_structures():
    assert reveal({"a": [Secret("x"), 1], "b": "y"}) == {"a": ["x", 1], "b": "y"}
