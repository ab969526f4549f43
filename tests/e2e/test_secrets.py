"""Whatever goes wrong, passwords and tokens stay where the office put them.

A session with every channel and gateway, faults on every path, servers that repeat all they were
told, and a plugin whose exceptions quote its password; then everything that was written or said is
searched for every secret in every form in which it travels.
"""

import base64
import json
import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote

import pytest

from depesha.testing.bot_api import BotApi
from depesha.testing.provider import Fault
from depesha.testing.sms_formats import API_ID, API_KEY, PASSWORD
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.smtp import Act, Features, SmtpProvider, Stage

LOGIN, MAIL = "o@example.com", 'tайна-почты "&%\\+ key'
TOKEN, WRONG = "424242:Geheim-telegram_token", "verkehrt-falsch-77"
LOUD = 's3cret of "the&loud\\ plügin'
SECRETS = {
    "mail": MAIL, "token": TOKEN, "wrong": WRONG, "loud": LOUD,
    "sms password": PASSWORD, "sms id": API_ID, "sms key": API_KEY,
}  # fmt: skip
GATEWAYS = ("smsc", "smsru", "smsaero", "exolve", "android", "http")
SECRET_FIELDS = ("password", "token", "api_id", "api_key")
KEPT = "secrets.toml"


def disguises(secret: str) -> set[str]:
    """The forms in which a secret travels and in which files and logs might show it."""
    raw = secret.encode()
    forms = {secret, quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}
    forms |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    for shift in range(3):
        # Inside a longer base64 text the first and the last letters depend on the neighbours.
        letters = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        forms.add(letters[4 if shift else 0 : -2])
    return forms


def leaks(places: Iterable[tuple[str, bytes]]) -> list[str]:
    """Which secret shows in which place, said without showing it once more."""
    return [
        f"{name} in {place}"
        for place, content in places
        for name, secret in SECRETS.items()
        if any(form.encode() in content for form in disguises(secret))
    ]


def test_a_leak_would_be_found():
    for form in (
        PASSWORD,
        f"https://x/?psw={quote_plus(PASSWORD)}&y=1",
        base64.b64encode(f"\0{LOGIN}\0{PASSWORD}".encode()).decode(),
        base64.b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode(),
        repr({"password": PASSWORD}),
    ):
        assert leaks([("there", f"before {form} after".encode())]) == ["sms password in there"]
    assert leaks([("there", json.dumps({"p": MAIL}).encode())]) == ["mail in there"]


# --- Servers and plugins that tell all they know --------------------------------------------------


class _Parrot(BaseHTTPRequestHandler):
    """Answers with everything it was told, decoded too."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        heads = " ".join(f"{name}: {value}" for name, value in self.headers.items())
        _kind, _blank, code = self.headers.get("Authorization", "").partition(" ")
        login = base64.b64decode(code + "==").decode("utf-8", "replace") if code else ""
        said = f"{self.path} {unquote(self.path)} {heads} {login} {body} {unquote(body)}"
        answer = {"ok": False, "error_code": 400, "description": said, "error": said,
                  "message": said, "status": "ERROR", "status_code": 999, "status_text": said,
                  "success": False, "parameters": {"x": said}}  # fmt: skip
        content = json.dumps(answer).encode() if self.server.as_json else said.encode()  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Location", said.replace("\n", " ").encode("ascii", "replace").decode())
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = _answer  # noqa: N815 - the names that http.server calls

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def parrot() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Parrot)
    server.status, server.as_json = 200, True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


LOUD_PLUGIN = '''
"""Its exceptions quote its password."""

import base64
from urllib.parse import quote, quote_plus
from contextlib import contextmanager
from dataclasses import dataclass

from depesha.api import *

@dataclass(frozen=True, kw_only=True)
class Account(AccountSettings):
    fails: str = setting("", title="Fails")
    password: Secret = secret(title="Password")

def fail(settings, place):
    settings = settings if isinstance(settings, Account) else None
    if settings and settings.fails == place:
        told = settings.password.reveal()
        coded = base64.b64encode(f"login:{told}".encode()).decode()
        words = f"{settings} {told} {told!r} https://x/?p={quote_plus(told)} {quote(told)} {coded}"
        raise {"refuse": Refused, "later": NotNow, "broken": AccountBroken}[place](
            Reason.REFUSED, words
        ) if place in {"refuse", "later", "broken"} else LookupError(words)

class Loud(Channel[Account]):
    id, title, style, settings, address_field = "loud", "Loud", Style.TEXT, Account, "email"

    @staticmethod
    def address(text):
        return text

    @staticmethod
    def effective(settings):
        fail(settings, "effective")
        return settings

    @staticmethod
    def rehearse(settings, message):
        fail(settings, "rehearse")

    @staticmethod
    @contextmanager
    def connect(settings, context):
        fail(settings, "connect")
        context.log.warning("%s %s", settings, settings.password)
        yield Session(settings)
        fail(settings, "close")

class Session:
    def __init__(self, settings):
        self._settings = settings

    def send(self, message, /):
        for place in ("send", "refuse", "later", "broken"):
            fail(self._settings, place)
        return Receipt(answer=self._settings.password.reveal())

    def test(self):
        fail(self._settings, "send")
        return self._settings.password.reveal()

    def poll_status(self, pending, /):
        fail(self._settings, "poll")
        return []

def check(message, settings):
    fail(settings, "check")

@hookimpl
def channels():
    return [Loud]

@hookimpl
def message_checks():
    return [MessageCheck("loud", check)]
'''
PLACES = ("", "effective", "connect", "close", "send", "refuse", "later", "broken", "check",
          "rehearse", "poll")  # fmt: skip


def install_loud_plugin(office) -> None:
    info = office.profile / "plugins" / "loud-1.0.dist-info"
    info.mkdir(parents=True)
    (info.parent / "loud_plugin.py").write_text(LOUD_PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[depesha.v1]\nloud = loud_plugin\n")


# --- The session ----------------------------------------------------------------------------------


class Story:
    """Runs commands and remembers all that they said."""

    def __init__(self, office) -> None:
        self.office = office
        self.said: list[tuple[str, bytes]] = []
        (office.folder / "text.txt").write_text("Добрый день!", encoding="utf-8")

    def run(self, *words: object, stdin: str = "") -> None:
        ran = self.office.cli(*words, stdin=stdin)
        self.said.append((" ".join(map(str, words)), (ran.out + ran.err).encode()))

    def fill_in(self, account: str, values: dict[str, str]) -> None:
        secrets = {key: values[key] for key in SECRET_FIELDS if key in values}
        changes = [f"{account}.{k}={v}" for k, v in values.items() if k not in secrets]
        self.run("settings", "set", f"{account.partition('.')[0]}.mode=on", *changes)
        for key, value in secrets.items():
            self.run("settings", "secret", f"{account}.{key}", stdin=f"{value}\n")

    def send(self, account: str) -> None:
        channel, _dot, name = account.partition(".")
        self.run("accounts", "test", account)
        self.run(
            "send", channel, "--account", name, "--body", "text.txt", "--subject", "Тема",
            "--to", "code:17,18", "--yes",
        )  # fmt: skip

    def read_everything(self) -> None:
        self.run("poll")
        for words in (
            ("settings", "list"), ("settings", "list", "--json"), ("doctor",), ("doctor", "--json"),
            ("plugins", "--traceback"), ("plugins", "--json"), ("status",), ("status", "--json"),
            ("journal",), ("journal", "--json"), ("contacts",),
            ("journal", "--format", "csv", "--output", "journal.csv"),
        ):  # fmt: skip
            self.run(*words)
        for number in range(1, 99):
            if not (self.office.profile / "reports" / f"mailing-{number}.txt").exists():
                break
            self.run("status", number)
            self.run("report", number)


def write_mail(story: Story) -> None:
    features = Features(login=LOGIN, password=MAIL)
    with SmtpProvider(features) as smtp:
        account = {
            "host": smtp.host, "port": str(smtp.port), "ca_file": smtp.ca, "security": "starttls",
            "login": LOGIN, "password": MAIL, "sender": LOGIN, "timeout": "1",
        }  # fmt: skip
        story.fill_in("email.main", account)
        story.send("email.main")
        for fault in Fault:
            smtp.fail(fault, after=0)
            story.send("email.main")
        plain = f"\0{LOGIN}\0{MAIL}".encode()
        for told in (
            MAIL,
            base64.b64encode(plain).decode(),
            base64.b64encode(MAIL.encode()).decode(),
        ):
            smtp.answer(Stage.AUTH, f"535 5.7.8 no such login: {told}", times=2)
            story.send("email.main")
            smtp.answer(Stage.RCPT, f"550 5.1.1 not for {told}")
            smtp.answer(Stage.DOT, f"250 2.0.0 queued, thanks for {told}")
            smtp.answer(Stage.GREETING, f"<html>{told}</html>", times=2)
            story.send("email.main")
        story.fill_in("email.main", account | {"password": WRONG})
        story.send("email.main")
        story.fill_in("email.main", account | {"security": "tls"})
        story.send("email.main")
    story.fill_in("email.main", account)
    story.send("email.main")
    story.run(
        "send", "email", "--test-mode", "--body", "text.txt", "--subject", "Тема", "--to", "all",
        "--yes",
    )  # fmt: skip


def write_by_bot(story: Story) -> None:
    with BotApi(TOKEN) as bot:
        account = {"base_url": bot.url, "token": TOKEN, "timeout": "1"}
        story.fill_in("telegram.main", account)
        story.send("telegram.main")
        for fault in Fault:
            bot.fail(fault, after=0)
            story.send("telegram.main")
        story.fill_in("telegram.main", account | {"token": f"1:{WRONG}"})
        story.send("telegram.main")
    story.fill_in("telegram.main", account)
    story.send("telegram.main")


def write_sms(story: Story) -> None:
    with SmsGateways() as gateways:
        accounts = {name: gateways.account(name) for name in GATEWAYS}
        for name, account in accounts.items():
            story.fill_in(f"sms.{name}", account | {"timeout": "1"})
            story.send(f"sms.{name}")
        for fault in set(Fault) - {Fault.STALL}:
            for name in ("smsc", "http"):
                gateways.fail(fault, after=0)
                story.send(f"sms.{name}")
        gateways.balances["smsc"] *= 0
        story.send("sms.smsc")
        for name, account in accounts.items():
            secret = next(key for key in SECRET_FIELDS if key in account)
            story.fill_in(f"sms.{name}", account | {secret: WRONG})
            story.send(f"sms.{name}")
            story.fill_in(f"sms.{name}", account)
    story.send("sms.smsc")


def write_to_parrots(story: Story) -> None:
    with SmsGateways() as gateways, parrot() as server:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        accounts = {f"sms.{name}": gateways.account(name) for name in GATEWAYS}
        for account, values in accounts.items():
            story.fill_in(account, values | {"base_url": f"{url}/x"})
        story.fill_in("telegram.main", {"base_url": url, "token": TOKEN})
        for status, as_json in ((200, True), (302, False), (401, True), (500, False)):
            server.status, server.as_json = status, as_json  # type: ignore[attr-defined]
            for account in ("telegram.main", *accounts):
                story.send(account)


def write_loudly(story: Story) -> None:
    install_loud_plugin(story.office)
    for place in PLACES:
        story.fill_in("loud.main", {"fails": place, "password": LOUD})
        story.send("loud.main")
        story.run("send", "loud", "--test-mode", "--body", "text.txt", "--to", "all", "--yes")
        story.run("poll")
    story.run("settings", "set", "loud.main.fails=")


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in {KEPT, "loud_plugin.py"}:
            yield str(path.relative_to(folder)), path.read_bytes()


@pytest.mark.parametrize(
    "chapter", [write_mail, write_by_bot, write_sms, write_to_parrots, write_loudly]
)
@pytest.mark.logs_errors
def test_only_the_secrets_file_holds_secrets(office, chapter, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "depesha")
    monkeypatch.setenv("DEPESHA_TRACE", "1")
    story = Story(office)
    chapter(story)
    story.read_everything()
    assert leaks(story.said) == []
    assert leaks(files_of(office.folder)) == []
    # The played SMTP server runs in this process and logs what it says.
    logged = [repr(vars(one)).encode() for one in caplog.records if one.name != "mail.log"]
    assert leaks(("the log of all libraries", line) for line in logged) == []
    kept = (office.profile / KEPT).read_bytes()
    assert leaks([(KEPT, kept)]), "there they are"
    assert (office.profile / KEPT).stat().st_mode & 0o077 == 0
    assert len(story.said) > 30


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_shows_a_secret_to_the_others_even_when_it_is_killed(office):
    (office.folder / "text.txt").write_text("Добрый день!", encoding="utf-8")
    story = Story(office)
    with SmtpProvider(Features(login=LOGIN, password=MAIL)) as smtp:
        account = {
            "host": smtp.host, "port": str(smtp.port), "ca_file": smtp.ca, "security": "starttls",
            "login": LOGIN, "sender": LOGIN,
        }  # fmt: skip
        story.fill_in("email.main", account)
        depesha = [sys.executable, "-m", "depesha"]
        keeping = subprocess.Popen(
            [*depesha, "settings", "secret", "email.main.password"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        shown = shown_of(keeping.pid)
        said = keeping.communicate(f"{MAIL}\n".encode())
        assert keeping.returncode == 0
        smtp.spoil(Stage.DOT, Act.STALL)
        sending = subprocess.Popen(
            [*depesha, "send", "email", "--body", "text.txt", "--subject", "Тема", "--to", "all",
             "--yes"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        never = threading.Event()
        while not smtp.asked(Stage.DATA):
            assert sending.poll() is None
            never.wait(0.01)
        shown += shown_of(sending.pid)
        sending.kill()
        said += sending.communicate()
    assert sending.returncode == -signal.SIGKILL
    assert leaks(("what others see", one) for one in shown) == []
    assert leaks(("the output", one) for one in said) == []
    assert leaks(files_of(office.folder)) == [], "the database's log of writes among them"
    story.read_everything()
    assert leaks(story.said) == []


def shown_of(pid: int) -> tuple[bytes, ...]:
    """The command lines and environments of a process and its children, all threads included."""
    family = [Path(f"/proc/{pid}")]
    for process in family:
        for children in process.glob("task/*/children"):
            family += [Path(f"/proc/{child}") for child in children.read_text().split()]
    names = ("cmdline", "environ", "comm")
    return tuple((process / name).read_bytes() for process in family for name in names)
