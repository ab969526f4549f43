"""The played Bot API over HTTP, in this process and in one of its own."""

import json
import subprocess
import sys
import threading
import time

import httpx
import pytest

from depesha.testing import Fault
from depesha.testing.bot_api import TOKEN, BotApi, BotFault


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


def call(api, method="sendMessage", token=TOKEN, timeout=5, **params):
    params = {"chat_id": 5, "text": "Привет", **params}
    return httpx.post(
        f"http://127.0.0.1:{api.port}/bot{token}/{method}",
        json=params,
        timeout=timeout,
        verify=False,
    )


def test_a_message_is_taken(api):
    answer = call(api)
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["result"]["message_id"] == 1
    assert [(one.address, one.text) for one in api.received] == [("5", "Привет")]
    assert api.url == f"http://127.0.0.1:{api.port}"


def test_the_token_is_looked_at(api):
    answer = call(api, token="1:wrong")
    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert httpx.post(f"{api.url}/elsewhere").json()["error_code"] == 404
    assert api.received == []


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (Fault.REFUSE, 403, "blocked by the user"),
        (Fault.BREAK_ACCOUNT, 401, "Unauthorized"),
        (BotFault.DEACTIVATED, 403, "deactivated"),
        (BotFault.CANNOT_INITIATE, 403, "can't initiate"),
        (BotFault.CHAT_NOT_FOUND, 400, "chat not found"),
        (BotFault.SERVER_ERROR, 500, "Internal Server Error"),
        (BotFault.TOO_LARGE, 413, "Too Large"),
    ],
)
def test_refusals(api, fault, code, words):
    api.fail(fault)
    answer = call(api)
    assert answer.status_code == answer.json()["error_code"] == code
    assert words in answer.json()["description"]
    assert api.received == []
    assert call(api).json()["ok"] is True


def test_throttling(api):
    api.fail(Fault.THROTTLE, after=7)
    assert call(api).json()["parameters"] == {"retry_after": 7}


def test_a_group_that_moved(api):
    api.migrate(5, -1005)
    assert call(api).json()["parameters"] == {"migrate_to_chat_id": -1005}
    assert call(api, chat_id=-1005).json()["ok"] is True


@pytest.mark.parametrize(("fault", "arrived"), [(Fault.DROP_BEFORE, 0), (Fault.DROP_AFTER, 1)])
def test_broken_lines(api, fault, arrived):
    api.fail(fault)
    with pytest.raises(httpx.RemoteProtocolError):
        call(api)
    assert len(api.received) == arrived


def test_stalling_ends_with_the_server(api):
    api.fail(Fault.STALL)
    with pytest.raises(httpx.ReadTimeout):
        call(api, timeout=0.1)
    assert len(api.received) == 1


def is_text(content):
    try:
        return bool(content.decode())
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize(
    ("fault", "arrived", "looks"),
    [
        (Fault.GARBAGE, 0, lambda content: content.startswith(b"<html>")),
        (BotFault.GATEWAY_ERROR, 0, lambda content: content.startswith(b"<html>")),
        (BotFault.NOT_UTF8, 1, lambda content: not is_text(content)),
        (BotFault.HUGE, 1, lambda content: len(content) > 10_000_000),
        (BotFault.OTHER_JSON, 1, lambda content: "ok" not in json.loads(content)),
    ],
)
def test_answers_that_are_none(api, fault, arrived, looks):
    api.fail(fault)
    assert looks(call(api).content)
    assert len(api.received) == arrived


def test_faults_of_one_method_and_one_person(api):
    api.fail(Fault.REFUSE, address="7")
    api.fail(BotFault.SERVER_ERROR, method="getMe")
    assert call(api).status_code == 200
    assert call(api, "getMe").status_code == 500
    assert call(api, chat_id=7).status_code == 403


def test_latency():
    with BotApi(latency=0.05) as api:
        start = time.perf_counter()
        call(api, "getMe")
        assert time.perf_counter() - start >= 0.05


def test_many_at_once_are_numbered_once_each(api):
    def work():
        for _ in range(10):
            call(api)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(api.received) == 40
    assert call(api).json()["result"]["message_id"] == 41


def test_the_log_is_there_before_the_answer(tmp_path):
    log = tmp_path / "log"
    with BotApi(log=log) as api:
        api.fail(Fault.DROP_AFTER)
        with pytest.raises(httpx.RemoteProtocolError):
            call(api, text="раз")
        call(api, text="<b>два</b>", parse_mode="HTML")
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert lines == [
        {"n": 1, "chat_id": "5", "text": "раз", "method": "sendMessage"},
        {"n": 2, "chat_id": "5", "text": "два", "method": "sendMessage"},
    ]


@pytest.fixture
def process(tmp_path):
    """process(*options): the port and the log of a server in a process of its own."""
    started = []

    def process(*options):
        port, log = tmp_path / "port", tmp_path / "log"
        command = [sys.executable, "-m", "depesha.testing.bot_api", "--port-file", port]
        started.append(subprocess.Popen([*command, "--log", log, *options]))
        for _ in range(1000):
            if port.exists() or started[-1].poll() is not None:
                break
            time.sleep(0.02)
        return int(port.read_text()), log

    yield process
    for one in started:
        one.terminate()
        one.wait()


def test_in_a_process_of_its_own(process):
    port, log = process("--token", "1:own", "--fail", "throttle:2", "--fail", "chat_not_found")
    url = f"http://127.0.0.1:{port}/bot1:own/sendMessage"
    answers = [httpx.post(url, json={"chat_id": 5, "text": "a"}).status_code for _ in range(4)]
    assert answers == [429, 429, 400, 200]
    assert len(log.read_text().splitlines()) == 1


def test_a_fault_that_there_is_not(tmp_path):
    command = [sys.executable, "-m", "depesha.testing.bot_api", "--fail", "sulk"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "sulk" in done.stderr
