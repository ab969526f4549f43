"""Real processes: providers with append-only logs, and `depesha` in a profile of its own.

A killed process loses what it had in memory, not what the system has in its caches: the failure of
power or of the disk cannot be played here. Against it stand `synchronous=FULL` and SQLite's word.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.testing import bot_api, sms_formats

if os.name == "nt":
    collect_ignore_glob = ["*"]  # no SIGKILL, SIGSTOP or SIGHUP there

PATIENCE = 90.0
"""Seconds until a test gives up waiting."""
MODULES = {"email": "smtp", "sms": "sms_gateways", "telegram": "bot_api"}


def until(true: Callable[[], object], what: str) -> None:
    """Wait for something to be seen."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.002)


class Provider:
    """A played provider in a process of its own. Its log is one line per message taken, in the
    file before the answer leaves."""

    def __init__(self, channel: str, folder: Path) -> None:
        self._channel = channel
        self._log = folder / f"{channel}.log"
        self._port_file = folder / f"{channel}.port"
        self._process: subprocess.Popen | None = None
        self.port = 0

    def start(self, *options: str) -> None:
        """Begin, or go on at the same port after a kill."""
        self._port_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", f"depesha.testing.{MODULES[self._channel]}"]
        command += ["--port-file", self._port_file, "--port", str(self.port), "--log", self._log]
        self._process = subprocess.Popen([*command, *options])
        until(self._port_file.exists, "the provider's port")
        self.port = int(self._port_file.read_text())

    def kill(self) -> None:
        """With SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def count(self) -> int:
        """How many messages it took."""
        return self._log.read_bytes().count(b"\n") if self._log.exists() else 0

    def took(self) -> Counter:
        """Addresses, and how often each was written to."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        if self._channel == "telegram":
            return Counter(json.loads(line)["chat_id"] for line in lines)
        return Counter(line.split("\t")[1] for line in lines)


def _hear_signals() -> None:
    """As from a terminal: the tests themselves may run under nohup, or in the background."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Office:
    """An office with contacts, one channel that is switched on, and its provider."""

    def __init__(self, channel: str, folder: Path, *, people: int, connections: int) -> None:
        self.channel, self.people, self.connections = channel, people, connections
        self.profile = folder / "profile"
        self.provider = Provider(channel, folder)
        self._text = folder / "text.txt"
        self._text.write_text("Здравствуйте, {КЛИЕНТ.ИМЯ}!", encoding="utf-8")
        self._processes: list[subprocess.Popen] = []

    def open(self, *options: str) -> None:
        """Start the provider, with these options; fill in its account and the contacts."""
        self.provider.start(*options)
        office = bootstrap.office(self.profile)
        office.settings.change({"office.secrets": "file", **self._settings()})
        for key, value in self._secrets().items():
            office.settings.set_secret(key, Secret(value))
        with office.database.write() as c:
            for n in range(self.people):
                contacts.insert(c, _contact(n))
        office.close()

    def _settings(self) -> dict[str, str]:
        here = f"http://127.0.0.1:{self.provider.port}"
        account = {
            "email": {
                "host": "127.0.0.1", "port": str(self.provider.port), "security": "none",
                "sender": "office@example.org",
            },
            "sms": {"gateway": "smsc", "base_url": f"{here}/smsc", "login": sms_formats.LOGIN},
            "telegram": {"base_url": here, "gap": "0"},
        }[self.channel]  # fmt: skip
        account["connections"] = str(self.connections)
        keys = {f"{self.channel}.main.{name}": value for name, value in account.items()}
        return {f"{self.channel}.mode": "on", **keys}

    def _secrets(self) -> dict[str, str]:
        known = {"sms": ("password", sms_formats.PASSWORD), "telegram": ("token", bot_api.TOKEN)}
        if self.channel not in known:
            return {}
        name, value = known[self.channel]
        return {f"{self.channel}.main.{name}": value}

    # --- The program ---------------------------------------------------------------------------

    def start(self, *words: str, **options) -> subprocess.Popen:
        """Begin `depesha WORDS…`; its output is for `ended`."""
        command = [sys.executable, "-m", "depesha", "--profile", self.profile, *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, **{**pipes, "preexec_fn": _hear_signals, **options})
        self._processes.append(process)
        return process

    def send(self, **options) -> subprocess.Popen:
        """Begin a mailing to everybody."""
        text = ("--body", str(self._text), "--subject", "Новости")
        to = ("--to", "all", "--yes", "--json")
        return self.start("send", self.channel, *text, *to, **options)

    def resume(self, **options) -> subprocess.Popen:
        """Go on with the mailing."""
        return self.start("resume", "1", "--json", **options)

    def run(self, *words: str, codes: tuple[int, ...] = (0,)):
        """Run `depesha WORDS… --json` to its end; the JSON."""
        return self.end(self.start(*words, "--json"), codes)[0]

    @staticmethod
    def end(process: subprocess.Popen, codes: tuple[int, ...] = (0,)):
        """Wait for the end of a command that prints JSON: the JSON, and what it said beside."""
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode in codes, f"{process.returncode}: {err}"
        return json.loads(out) if out else None, err

    @staticmethod
    def kill(process: subprocess.Popen) -> bool:
        """With SIGKILL; False where it had ended before."""
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL

    until = staticmethod(until)

    def hit(self, process: subprocess.Popen, goal: int, within: float = PATIENCE) -> None:
        """Wait until the provider took so many; or the process ended, or the seconds are over."""
        end = time.monotonic() + within
        until(
            lambda: (
                self.provider.count() >= goal
                or process.poll() is not None
                or time.monotonic() > end
            ),
            f"{goal} taken",
        )

    def close(self) -> None:
        """End whatever still runs."""
        for process in self._processes:
            with process:
                process.kill()  # also one that is stopped
        self.provider.kill()

    # --- What an independent reader of the ledger sees -------------------------------------------

    def rows(self, sql: str) -> list[tuple]:
        """Read the ledger without touching it: not even its log is tidied up."""
        path = self.profile / "depesha.db"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as c:
            return c.execute(sql).fetchall()

    def locked(self) -> bool:
        """Whether somebody is in the middle of a commit."""
        with closing(sqlite3.connect(self.profile / "depesha.db", timeout=0)) as c:
            try:
                c.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False

    def state(self) -> str:
        """The mailing's; empty where there is none."""
        rows = self.rows("SELECT state FROM mailing WHERE id = 1")
        return rows[0][0] if rows else ""

    def states(self) -> dict[str, str]:
        """State by address."""
        return dict(self.rows("SELECT address, state FROM delivery"))

    def check(self) -> set[str]:
        """What must be true at any moment: nobody twice, nobody lost, and whoever is in the
        provider's log is accepted or perhaps is. Returns who is in flight."""
        before, states, after = self.provider.took(), self.states(), self.provider.took()
        assert [address for address, times in after.items() if times > 1] == [], "twice"
        assert len(states) == self.people
        forgotten = {address for address in before if states[address] in {"queued", "waiting"}}
        assert forgotten == set(), "sent, and the ledger does not know"
        claimed = {address for address, state in states.items() if state == "accepted"}
        assert claimed <= set(after), "accepted, and the provider does not know"
        in_flight = {address for address, state in states.items() if state == "sending"}
        assert len(in_flight) <= self.connections
        return in_flight

    def check_end(self) -> set[str]:
        """What must be true of a mailing that is done. Returns of whom nobody knows."""
        assert self.check() == set()
        states = self.states()
        assert set(states.values()) <= {"accepted", "unknown"}
        assert self.state() == "done"
        return {address for address, state in states.items() if state == "unknown"}


def _contact(n: int) -> Contact:
    return Contact(
        name=f"Клиент {n}",
        email=f"client{n}@example.org",
        mobile_phone=f"+7916{n:07}",
        telegram=str(100_000 + n),
    )


@pytest.fixture
def rng() -> random.Random:
    """Repeatable: pytest -p randomly prints its seed, and `--randomly-seed` sets it. What the
    system's scheduler does remains its own affair."""
    seed = random.getrandbits(32)
    print(f"seed {seed}")
    return random.Random(seed)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Makes offices: office(channel, provider's options, people=…, connections=…)."""
    with ExitStack() as stack:

        def make(channel: str, *options: str, people: int = 2000, connections: int = 2) -> Office:
            folder = tmp_path / channel
            folder.mkdir()
            made = Office(channel, folder, people=people, connections=connections)
            stack.callback(made.close)
            made.open(*options)
            return made

        yield make
