import json
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from depesha.api.channel import Fate
from depesha.testing import Fault
from depesha.testing.sms_formats import API_ID, LOGIN, PASSWORD, basic
from depesha.testing.sms_formats import API_KEY as TOKEN
from depesha.testing.sms_formats_abroad import SID
from depesha.testing.sms_gateways import SmsGateways

PHONE = "+79161234567"


@pytest.fixture
def sms():
    with SmsGateways() as server:
        yield server


def post(url, body, headers=None):
    """Status and answer of one POST, by another client than our plugin's."""
    request = urllib.request.Request(url, body, headers or {}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def smsc(sms, page="send", **fields):
    form = {"login": LOGIN, "psw": PASSWORD, "fmt": "3", "charset": "utf-8", **fields}
    _status, text = post(sms.url("smsc") + f"/sys/{page}.php", urlencode(form).encode())
    return json.loads(text)


def android(sms, key, text="x", phone=PHONE):
    body = {"id": key, "textMessage": {"text": text}, "phoneNumbers": [phone]}
    login = {"Authorization": basic(LOGIN, PASSWORD)}
    return post(sms.url("android") + "/messages", json.dumps(body).encode(), login)


def smsru(sms, text, phone=PHONE):
    form = {"api_id": API_ID, "json": "1", "to": phone.lstrip("+"), "msg": text}
    return post(sms.url("smsru") + "/sms/send", urlencode(form).encode())


def test_what_was_taken_is_remembered_in_order(sms):
    assert smsc(sms, phones="79161234567", mes="раз", id="m1")["id"] == "m1"
    android(sms, "m2", "два")
    got = [(one.address, one.text, one.key) for one in sms.received]
    assert got == [(PHONE, "раз", "m1"), (PHONE, "два", "m2")]
    assert b"textMessage" in sms.received[1].raw
    assert list(sms.targets) == ["POST /smsc/sys/send.php", "POST /android/messages"]


def test_nobody_gets_in_without_a_login(sms):
    assert smsc(sms, psw="other", phones="7", mes="x")["error_code"] == 2
    assert sms.received == []


def test_pages_that_are_not_there(sms):
    for path in ("smsc/other", "nobody/send", ""):
        status, _text = post(f"http://127.0.0.1:{sms.port}/{path}", b"")
        assert status == 404


def test_the_balance_goes_down_by_the_parts_until_it_is_gone(sms):
    sms.balances["smsc"] = Decimal("7.50")
    assert smsc(sms, phones="7916", mes="я" * 71, cost="1") == {"cost": "5.00", "cnt": 2}
    assert smsc(sms, phones="7916", mes="я" * 71, cost="3", id="a")["balance"] == "2.50"
    assert smsc(sms, phones="7916", mes="я" * 70, id="b")["balance"] == "0.00"
    assert smsc(sms, phones="7916", mes="x", id="c")["error_code"] == 3
    assert smsc(sms, "balance") == {"balance": "0.00"}
    assert len(sms.received) == 2


def test_an_own_id_makes_the_phone_recognise_its_message(sms):
    assert android(sms, "m1")[0] == 202
    assert android(sms, "m1")[0] == 409
    assert android(sms, "m2")[0] == 202
    assert len(sms.received) == 2


def test_smsc_takes_a_copy_within_a_minute_for_a_mistake_and_ids_for_no_reason(sms):
    assert "id" in smsc(sms, phones="7916", mes="x", id="m1")
    assert smsc(sms, phones="7916", mes="x", id="m1")["error_code"] == 9
    assert "id" in smsc(sms, phones="7916", mes="y", id="m1")
    assert len(sms.received) == 2


def test_faults_are_played_in_order_and_to_whom_they_are_meant(sms):
    sms.fail(Fault.REFUSE, address="+7917")
    sms.fail(Fault.THROTTLE, times=2, after=7)
    assert smsc(sms, phones="7916", mes="a")["error_code"] == 9
    assert smsc(sms, phones="7917", mes="b")["error_code"] == 8
    assert smsc(sms, phones="7918", mes="c")["error_code"] == 9
    assert "id" in smsc(sms, phones="7919", mes="d")
    assert [one.text for one in sms.received] == ["d"]


@pytest.mark.parametrize(
    ("fault", "taken"), [(Fault.DROP_BEFORE, 0), (Fault.DROP_AFTER, 1), (Fault.STALL, 1)]
)
def test_lines_that_break(sms, fault, taken):
    sms.fail(fault)
    body = urlencode({"api_id": API_ID, "json": "1", "to": "7916", "msg": "x"}).encode()
    request = urllib.request.Request(sms.url("smsru") + "/sms/send", body)
    with pytest.raises(OSError, match=r"(?i)closed|timed out|reset"):
        urllib.request.urlopen(request, timeout=0.5)
    assert len(sms.received) == taken


def test_an_answer_that_is_none(sms):
    sms.fail(Fault.GARBAGE)
    assert smsru(sms, "x") == (
        200,
        "<html><head><title>Wi-Fi</title></head><body>Sign in to go online</body></html>",
    )
    assert sms.received == []


def test_fates_by_key_and_by_address(sms):
    smsc(sms, phones="79161234567", mes="x", id="m1")
    smsc(sms, phones="79161234568", mes="x", id="m2")
    sms.deliver("m1", Fate.DELIVERED)
    sms.deliver("+79161234568", Fate.EXPIRED)
    rows = smsc(sms, "status", id="m1,m2,m3", phone="7,7,7")
    assert [row["status"] for row in rows] == [1, 3, -3]


def test_latency_is_per_request():
    with SmsGateways(latency=0.1) as sms:
        started = time.monotonic()
        smsc(sms, "balance")
        assert time.monotonic() - started >= 0.1


def test_the_account_can_be_given_to_the_settings(sms):
    account = sms.account("smsc")
    assert account == {
        "gateway": "smsc", "base_url": f"http://127.0.0.1:{sms.port}/smsc",
        "login": LOGIN, "password": PASSWORD,
    }  # fmt: skip


def test_the_log_has_a_line_before_the_answer_leaves(tmp_path):
    log = tmp_path / "log"
    with SmsGateways(log=log) as sms:
        smsc(sms, phones="79161234567", mes="x", id="m1-2")
        assert log.read_text() == f"m1-2\t{PHONE}\n"
        smsru(sms, "Заказ #k7-3 готов")
        smsru(sms, "Заказ готов")
        sms.fail(Fault.REFUSE)
        smsru(sms, "отказано")
    assert log.read_text().splitlines()[1:] == [f"k7-3\t{PHONE}", f"-\t{PHONE}"]


def test_many_clients_at_once(sms):
    def work(number):
        for turn in range(10):
            android(sms, f"m{number}-{turn}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.key for one in sms.received}) == 40


def test_a_process_of_its_own_survives_its_clients(tmp_path):
    port_file, log = tmp_path / "port", tmp_path / "log"
    command = [sys.executable, "-m", "depesha.testing.sms_gateways", "--latency", "0"]
    process = subprocess.Popen([*command, "--port-file", port_file, "--log", log])
    try:
        deadline = time.monotonic() + 30
        while not port_file.exists():
            assert process.poll() is None, "it died before it was ready"
            assert time.monotonic() < deadline, "it was not ready in time"
            time.sleep(0.02)
        form = {"api_id": API_ID, "json": "1", "to": "79161234567", "msg": "#key-1"}
        url = f"http://127.0.0.1:{port_file.read_text()}/smsru/sms/send"
        assert json.loads(post(url, urlencode(form).encode())[1])["status_code"] == 100
        assert log.read_text() == f"key-1\t{PHONE}\n"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def several(sms, texts, **more):
    form = {"api_id": API_ID, "json": "1", **more}
    form |= {f"to[{phone.lstrip('+')}]": text for phone, text in texts.items()}
    _status, text = post(sms.url("smsru") + "/sms/send", urlencode(form).encode())
    return json.loads(text)["sms"]


def test_of_several_messages_each_has_its_answer(sms):
    sms.fail(Fault.REFUSE, address="+79161111111")
    said = several(sms, {PHONE: "раз", "+79161111111": "два", "+79162222222": "три"})
    assert {number: entry["status_code"] for number, entry in said.items()} == {
        "79161234567": 100,
        "79161111111": 207,
        "79162222222": 100,
    }
    assert [(one.address, one.text) for one in sms.received] == [
        (PHONE, "раз"),
        ("+79162222222", "три"),
    ]
    assert sms.balances["smsru"] == Decimal("9995.00")


def test_money_may_end_in_the_middle_of_several(sms):
    sms.balances["smsru"] = Decimal("2.50")
    said = several(sms, {PHONE: "раз", "+79161111111": "два"})
    assert [entry["status_code"] for entry in said.values()] == [100, 201]


def test_a_trial_is_answered_and_nobody_gets_it(sms):
    said = several(sms, {PHONE: "раз"}, test="1")
    assert said["79161234567"]["status_code"] == 100
    assert [one.text for one in sms.trials] == ["раз"]
    assert not sms.received
    assert sms.balances["smsru"] == Decimal("10000.00")


def test_more_than_a_hundred_in_one_request_are_refused_whole(sms):
    form = {"api_id": API_ID, "json": "1", **{f"to[79{n:09}]": "x" for n in range(101)}}
    _status, text = post(sms.url("smsru") + "/sms/send", urlencode(form).encode())
    assert json.loads(text)["status_code"] == 213
    assert not sms.received


def test_texts_that_are_too_long_are_refused(sms):
    assert json.loads(smsru(sms, "x" * 1225)[1])["sms"]["79161234567"]["status_code"] == 205
    login = {"Authorization": basic(SID, TOKEN)}
    form = urlencode({"To": PHONE, "From": "+15005550006", "Body": "x" * 1601}).encode()
    page = f"/2010-04-01/Accounts/{SID}/Messages.json"
    status, text = post(sms.url("twilio") + page, form, login)
    assert (status, json.loads(text)["code"]) == (400, 21617)
    login = {"Authorization": basic(LOGIN, TOKEN)}
    body = json.dumps({"number": "79161234567", "text": "x" * 641}).encode()
    status, text = post(sms.url("smsaero") + "/sms/send", body, login)
    assert (status, json.loads(text)["data"]) == (400, {"text": ["incorrect"]})
    assert not sms.received
