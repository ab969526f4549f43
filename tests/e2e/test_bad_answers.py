"""Whatever a provider answers: the exit code, the state of the mailing and of each person in it,
and a sentence that says what happened and what to do. Nobody is lost, and nothing else changes.
"""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from depesha.testing.bot_api import BotApi
from depesha.testing.bot_api_script import BotFault
from depesha.testing.provider import Fault
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.smtp import Act, Features, SmtpProvider, Stage

LOGIN, PASSWORD = "office@example.com", "right-password"
PORTAL = "<html>Please sign in to the hotel's network</html>"
ALWAYS = 99


def smtp(**more: Any) -> SmtpProvider:
    return SmtpProvider(Features(login=LOGIN, password=PASSWORD), **more)


def without_tls() -> SmtpProvider:
    return SmtpProvider(Features(login=LOGIN, password=PASSWORD, tls="none"))


def only_oauth() -> SmtpProvider:
    return SmtpProvider(Features(login=LOGIN, password=PASSWORD, mechanisms=("XOAUTH2",)))


def nobody() -> AbstractContextManager[None]:
    return nullcontext()


SECRETS = ("password", "token")
PLAYERS = {"email": smtp, "telegram": BotApi, "sms": SmsGateways}


@dataclass(frozen=True)
class Row:
    """Two people are written to; the provider does this; that is what is made of it."""

    language: str
    channel: str
    what: str
    code: int
    state: str
    totals: dict[str, int]
    says: str
    play: Callable[[Any], object] = lambda _provider: None
    player: Callable[[], Any] | None = None
    settings: dict[str, str] = field(default_factory=dict)
    """By the last word of their keys, over those of an account that works."""
    unsubscribes: bool = False
    """The provider said that the person is no subscriber any more."""


def no_money(gateways: SmsGateways) -> None:
    gateways.balances["smsc"] = Decimal(0)


ALL, ONE_FAILED = {"queued": 2}, {"accepted": 1, "failed": 1}
ONE_UNKNOWN, ONE_WAITS = {"accepted": 1, "unknown": 1}, {"accepted": 1, "waiting": 1}

EMAIL = [
    Row("ru", "email", "wrong password", 4, "held", ALL,
        "Вход не принят | 535 5.7.8 | Проверьте логин и пароль | depesha resume 1",
        settings={"password": "wrong"}),
    Row("en", "email", "certificate of nobody we know", 4, "held", ALL,
        "No safe connection | Root certificates file", settings={"ca_file": ""}),
    Row("en", "email", "expired certificate", 4, "held", ALL,
        "No safe connection | has expired", player=lambda: smtp(certificate="expired")),
    Row("ru", "email", "certificate for another name", 4, "held", ALL,
        "Нет защищённого соединения | имя", player=lambda: smtp(certificate="other_name")),
    Row("en", "email", "no STARTTLS", 4, "held", ALL,
        "no STARTTLS in EHLO | nothing is sent in clear text", player=without_tls),
    Row("en", "email", "TLS where none is spoken", 4, "held", ALL,
        "No safe connection | does not speak TLS", settings={"security": "tls"}),
    Row("en", "email", "no login by password", 4, "held", ALL,
        "Login refused | oauth2", player=only_oauth),
    Row("ru", "email", "captive portal", 4, "held", ALL,
        "Вместо провайдера отвечает кто-то другой | сначала войдите в сеть",
        lambda p: p.answer(Stage.GREETING, PORTAL, times=ALWAYS)),
    Row("en", "email", "sender refused", 4, "held", ALL,
        "Sender refused | 553 5.7.1 | must be that of the mailbox",
        lambda p: p.answer(Stage.MAIL, "553 5.7.1 Sender address rejected: not owned by user")),
    Row("en", "email", "no certificates file", 4, "held", ALL,
        "No safe connection | root certificates file cannot be read",
        settings={"ca_file": "none.pem"}),
    Row("ru", "email", "connection refused", 1, "running", ALL,
        "email.main ждёт до | Нет связи с сервером | Проверьте интернет | depesha resume 1",
        player=nobody),
    Row("en", "email", "server that is away", 1, "running", ALL,
        "email.main waits until | 421", lambda p: p.answer(Stage.GREETING, "421 4.3.2 Away")),
    Row("en", "email", "recipient refused", 1, "done", ONE_FAILED,
        "The address does not exist | 550 5.1.1 | Check the address with the person",
        lambda p: p.fail(Fault.REFUSE)),
    Row("ru", "email", "mailbox full", 1, "done", ONE_FAILED,
        "Ящик переполнен | 552 5.2.2",
        lambda p: p.answer(Stage.RCPT, "552 5.2.2 Mailbox full")),
    Row("en", "email", "taken for spam", 1, "done", ONE_FAILED,
        "Taken for spam | 554 5.7.1",
        lambda p: p.answer(Stage.DOT, "554 5.7.1 Message rejected as spam")),
    Row("en", "email", "greylisted", 1, "running", ONE_WAITS,
        "Waiting", lambda p: p.fail(Fault.THROTTLE, after=300)),
    Row("ru", "email", "line lost after the letter", 1, "done", ONE_UNKNOWN,
        "Передано, но ответ потерян | спросите человека или провайдера",
        lambda p: p.fail(Fault.DROP_AFTER)),
    Row("en", "email", "no answer to the letter", 1, "done", ONE_UNKNOWN,
        "the answer was lost", lambda p: p.spoil(Stage.DOT, Act.STALL),
        settings={"timeout": "0.2"}),
    Row("en", "email", "garbage after the letter", 1, "done", ONE_UNKNOWN,
        "the answer was lost", lambda p: p.fail(Fault.GARBAGE)),
    Row("en", "email", "line lost before the letter", 1, "running", ONE_WAITS,
        "Waiting", lambda p: p.fail(Fault.DROP_BEFORE)),
]  # fmt: skip

TELEGRAM = [
    Row("ru", "telegram", "wrong token", 4, "held", ALL,
        "Вход не принят | 401 Unauthorized | @BotFather", settings={"token": "1:wrong"}),
    Row("en", "telegram", "captive portal", 4, "held", ALL,
        "Somebody else answers | open any web page",
        lambda p: p.fail(Fault.GARBAGE, method="getMe", times=ALWAYS)),
    Row("ru", "telegram", "connection refused", 1, "running", ALL,
        "telegram.main ждёт до | Нет связи с сервером", player=nobody),
    Row("ru", "telegram", "bot blocked", 1, "done", ONE_FAILED,
        "Заблокировано получателем | 403", lambda p: p.fail(Fault.REFUSE), unsubscribes=True),
    Row("en", "telegram", "chat that is none", 1, "done", ONE_FAILED,
        "Has not started the bot | chat not found", lambda p: p.fail(BotFault.CHAT_NOT_FOUND),
        unsubscribes=True),
    Row("en", "telegram", "too fast", 1, "running", {"queued": 2},
        "telegram.main waits until | Too fast for the provider | retry after 300",
        lambda p: p.fail(Fault.THROTTLE, after=300)),
    Row("en", "telegram", "portal in place of the answer", 1, "done", ONE_UNKNOWN,
        "the answer was lost | HTTP 200", lambda p: p.fail(Fault.GARBAGE)),
    Row("en", "telegram", "answer that is no text", 1, "done", ONE_UNKNOWN,
        "the answer was lost", lambda p: p.fail(BotFault.NOT_UTF8)),
    Row("ru", "telegram", "JSON of another make", 1, "done", ONE_UNKNOWN,
        "ответ потерян", lambda p: p.fail(BotFault.OTHER_JSON)),
    Row("en", "telegram", "server in front of it fails", 1, "done", ONE_UNKNOWN,
        "the answer was lost | 502", lambda p: p.fail(BotFault.GATEWAY_ERROR)),
    Row("en", "telegram", "line lost after the message", 1, "done", ONE_UNKNOWN,
        "the answer was lost", lambda p: p.fail(Fault.DROP_AFTER)),
]  # fmt: skip

SMS = [
    Row("ru", "sms", "wrong password", 4, "held", ALL,
        "Вход не принят | authorise error | depesha resume 1", settings={"password": "wrong"}),
    Row("en", "sms", "no money", 4, "held", ALL,
        "No money on the account | Top up the account", no_money),
    Row("en", "sms", "connection refused", 1, "running", ALL,
        "sms.main waits until | No connection to the server", player=nobody),
    Row("ru", "sms", "number refused", 1, "done", ONE_FAILED,
        "Не отправлено  1", lambda p: p.fail(Fault.REFUSE)),
    Row("ru", "sms", "portal in place of the answer", 1, "done", ONE_UNKNOWN,
        "ответ потерян", lambda p: p.fail(Fault.GARBAGE)),
    Row("en", "sms", "line lost after the message", 1, "done", ONE_UNKNOWN,
        "the answer was lost", lambda p: p.fail(Fault.DROP_AFTER)),
    Row("ru", "sms", "no answer", 1, "done", ONE_UNKNOWN,
        "ответ потерян", lambda p: p.fail(Fault.STALL), settings={"timeout": "1"}),
]  # fmt: skip

TABLE = EMAIL + TELEGRAM + SMS


def account(channel: str, provider: Any) -> dict[str, str]:
    """Settings and secrets of an account that works, by the last word of their keys."""
    if channel == "email":
        place = {"host": "127.0.0.1", "port": str(provider.port), "ca_file": provider.ca}
        return place | {
            "security": "starttls", "login": LOGIN, "password": PASSWORD, "sender": LOGIN,
        }  # fmt: skip
    if channel == "telegram":
        return {"base_url": provider.url, "token": provider.token}
    return provider.account("smsc")


def closed_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def at_nobody(channel: str) -> dict[str, str]:
    port = closed_port()
    if channel == "email":
        return {"host": "127.0.0.1", "port": str(port), "sender": LOGIN}
    place = {"base_url": f"http://127.0.0.1:{port}"}
    if channel == "telegram":
        return place | {"token": "1:no-such-token"}
    return place | {"gateway": "smsc", "login": "x", "password": "no-such-password"}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.channel}: {row.what}")
def test_what_is_made_of_it(office, row):
    (office.folder / "text.txt").write_text("Добрый день, {КЛИЕНТ.ИМЯ}!", encoding="utf-8")
    with (row.player or PLAYERS[row.channel])() as provider:
        works = account(row.channel, provider) if provider else at_nobody(row.channel)
        office.fill_in(f"{row.channel}.main", works | row.settings)
        if provider:
            row.play(provider)
        people, files = people_of(office), office.state()[1]
        ran = office.cli(
            "--lang", row.language, "send", row.channel, "--body", "text.txt", "--subject", "Тема",
            "--to", "code:17,18", "--yes",
        )  # fmt: skip
    status = office.cli("status", "1", "--json").json
    said = ran.out + ran.err + Path(status["report"]).read_text(encoding="utf-8-sig")
    assert (ran.code, status["state"]) == (row.code, row.state), said
    assert {name: n for name, n in status["totals"].items() if n} == row.totals
    said += office.cli("--lang", row.language, "report", "1").out
    for telling in row.says.split(" | "):
        assert telling in said
    assert "Traceback" not in said
    for key in SECRETS:
        assert works.get(key, PASSWORD) not in said
    kept = people_of(office) if row.unsubscribes else people
    assert people_of(office) == kept
    assert ("'1017'" in "".join(kept)) != row.unsubscribes
    assert office.state()[1] == files


def people_of(office) -> list[str]:
    return [line for line in office.state()[0] if line.startswith('INSERT INTO "contact"')]


@pytest.mark.parametrize("channel", PLAYERS)
def test_whoever_mends_the_account_goes_on_and_reaches_everybody_once(office, channel):
    (office.folder / "text.txt").write_text("Добрый день!", encoding="utf-8")
    words = ("send", channel, "--body", "text.txt", "--subject", "Тема", "--to", "code:17,18")
    wrong = {"token": "1:wrong"} if channel == "telegram" else {"password": "wrong"}
    with PLAYERS[channel]() as provider:
        works = account(channel, provider)
        office.fill_in(f"{channel}.main", works | wrong)
        assert office.cli(*words, "--yes").code == 4
        assert office.cli("accounts", "test", channel).code == 4
        office.fill_in(f"{channel}.main", works)
        assert office.cli("accounts", "test", channel).code == 0
        assert office.cli("resume", "1").code == 0
        assert len(provider.received) == 2


def test_half_of_the_table_is_of_answers_to_single_people():
    assert sum("held" not in row.state for row in TABLE) >= 20
    assert sum(row.language == "ru" for row in TABLE) * 3 >= len(TABLE)
