"""A provider in memory that can be told to fail, and an office with a hundred people."""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from depesha.api import (
    AccountBroken,
    AccountSettings,
    Channel,
    Context,
    Message,
    Reason,
    Receipt,
    Secret,
    SendError,
    StatusReport,
    Style,
    secret,
)
from depesha.delivery.accounts import REHEARSAL, Account, rehearsal
from depesha.delivery.clock import Clock, Flag
from depesha.delivery.composer import Composers
from depesha.delivery.engine import Desk, Engine
from depesha.delivery.people import Lookup
from depesha.delivery.plan import Planner, Sheet
from depesha.delivery.selection import select
from depesha.delivery.ways import way_of
from depesha.domain.backoff import Backoff
from depesha.domain.errors import NotConfiguredError
from depesha.domain.masking import WHOLE
from depesha.domain.people import Contact
from depesha.domain.quiet import Quiet
from depesha.domain.rights import Rights
from depesha.store import contacts, journal, mailings
from depesha.store.database import Database
from depesha.store.mailings import Mailing

PASSWORD = "s3cr3t-пароль"


class TurnedClock(Clock):
    """A clock that a test turns, and that may run `speed` times as fast as the real one."""

    def __init__(self, speed: float = 1.0) -> None:
        super().__init__("Europe/Moscow")
        self.speed = speed
        self._offset = 0.0
        self._begin = time.time()

    def now(self) -> float:
        return self._begin + (time.time() - self._begin) * self.speed + self._offset

    def turn(self, seconds: float) -> None:
        self._offset += seconds

    def wait(self, wake: Flag, seconds: float) -> bool:
        return super().wait(wake, seconds / self.speed)


@dataclass(frozen=True, kw_only=True)
class PostSettings(AccountSettings):
    """An account of the post."""

    password: Secret = secret(title="Password")


class Post(Channel[PostSettings]):
    """A provider in memory."""

    id = "post"
    title = "Post"
    style = Style.TEXT
    settings = PostSettings
    address_field = "email"

    @staticmethod
    def address(text: str) -> str:
        if "@" not in text:
            raise ValueError("An address has an @.")
        return text.lower()

    @staticmethod
    @contextmanager
    def connect(settings: PostSettings, context: Context) -> Iterator["PostSession"]:
        raise NotImplementedError

    @staticmethod
    def rehearse(settings: PostSettings, message: Message) -> tuple[str, bytes]:
        return ".txt", f"{message.address}\n{message.text}".encode()


class PostOffice:
    """What the provider does: answers by script, remembers all it took."""

    def __init__(self) -> None:
        self.took: list[Message] = []
        self.sessions = 0
        self.most_sessions = 0
        self.script: deque[Exception | None] = deque()
        self.doors: deque[Exception] = deque()
        self.by_address: dict[str, Exception] = {}
        self.moved: dict[str, str] = {}
        self.wrong_password: Exception | None = None
        self.knocks = 0
        self.reports: dict[str, StatusReport] | None = None
        self.many = 0
        self.requests: list[list[str]] = []
        self.on_request: Callable[[list[Message]], None] = lambda messages: None
        self.on_send: Callable[[Message], None] = lambda message: None
        self.on_door: Callable[[], None] = lambda: None
        self.on_goodbye: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    def counted(self) -> Counter:
        return Counter(message.address for message in self.took)

    @contextmanager
    def session(self):
        self.on_door()
        with self._lock:
            self.knocks += 1
            if self.wrong_password is not None:
                raise self.wrong_password
            if self.doors:
                raise self.doors.popleft()
            self.sessions += 1
            self.most_sessions = max(self.most_sessions, self.sessions)
        try:
            yield self._served()
        finally:
            with self._lock:
                self.sessions -= 1
            self.on_goodbye()

    def _served(self) -> "PostSession":
        if self.many:
            return BulkSession(self)
        return PostSession(self) if self.reports is None else PollingSession(self)

    def take(self, message: Message) -> Receipt:
        self.on_send(message)
        with self._lock:
            answer = self.script.popleft() if self.script else None
            answer = answer or self.by_address.get(message.address)
            if answer is not None:
                raise answer
            self.took.append(message)
        moved = self.moved.get(message.address, "")
        return Receipt(provider_id=f"p-{message.key}", new_address=moved)


class PostSession:
    def __init__(self, post: PostOffice) -> None:
        self._post = post

    def send(self, message: Message, /) -> Receipt:
        return self._post.take(message)


class PollingSession(PostSession):
    def poll_status(self, pending):
        reports = self._post.reports or {}
        return [reports[one.key] for one in pending if one.key in reports]


class BulkSession(PollingSession):
    """One request for as many messages as the provider takes. An answer that was lost leaves its
    message out; what `on_request` raises is about all."""

    @property
    def many(self) -> int:
        return self._post.many

    def send_many(self, messages):
        self._post.requests.append([one.address for one in messages])
        self._post.on_request(messages)
        return {one.key: said for one in messages if (said := self._said(one)) is not None}

    def _said(self, message):
        try:
            return self._post.take(message)
        except SendError as answer:
            return answer
        except BaseException:  # noqa: BLE001 - the line breaks in every way
            return None


class PostAccounts:
    """Accounts by name; each may be missing."""

    def __init__(self, post: PostOffice, folder: Path) -> None:
        self.post = post
        self.folder = folder
        self.quiet = Quiet()
        self.known = {"main": PostSettings(connections=2, password=Secret(PASSWORD))}
        self.broken: set[str] = set()

    def names(self, channel_id: str) -> list[str]:
        return list(self.known)

    def open(self, channel_id: str, name: str) -> Account:
        if name == REHEARSAL:
            return rehearsal(Post, PostSettings(), self.folder)
        if name not in self.known:
            raise NotConfiguredError("The account is not filled in.")
        connect = self._shut if name in self.broken else self.post.session
        return Account(Post, name, self.known[name], connect, self.quiet)

    @contextmanager
    def _shut(self):
        raise AccountBroken(Reason.NO_MONEY, "balance 0.00")
        yield


class Office:
    """Everything joined as bootstrap joins it, with a provider in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder / "d.db")
        self.post = PostOffice()
        self.accounts = PostAccounts(self.post, folder / "outbox")
        self.clock = Clock("Europe/Moscow")
        self.backoff = Backoff(first=0.01, longest=0.05, tries=4)
        self.rights = Rights()
        self.masking = WHOLE
        self.broken: list = []

    def people(self, count: int, **fields) -> None:
        with self.database.write() as c:
            for n in range(count):
                contacts.insert(c, Contact(name=f"Контакт {n}", email=f"a{n}@x.ru", **fields))

    def person(self, **fields) -> int:
        with self.database.write() as c:
            return contacts.insert(c, Contact(**fields))

    def plan(self, body: str = "Привет, {КЛИЕНТ.ИМЯ}!", to: str = "all", **changes) -> Sheet:
        now = self.clock.now()
        mailing = Mailing(
            key="", channel="post", title="Новости", body=body, created_at=now, start_at=now
        )
        mailing = replace(mailing, **changes)
        account = REHEARSAL if mailing.mode == "test" else mailing.account
        mailing = replace(mailing, account=account)
        planner = Planner(self.database, Lookup("Наша фирма", "р."), self.clock)
        people = select(self.database.reader, [to])
        return planner.plan(mailing, (), people, way_of(self.accounts, Post, account, ()))

    def release(self, *args, **changes) -> int:
        sheet = self.plan(*args, **changes)
        with self.database.write() as c:
            mailings.release(c, sheet.mailing.id, self.clock.now())
        return sheet.mailing.id

    def engine(self, **more) -> Engine:
        desk = Desk(
            self.database, self.accounts, Composers(lambda _id: Post), self.clock, self.backoff,
            on_broken=self.broken.append, **more,
        )  # fmt: skip
        return Engine(desk)

    def run(self, patience: float = 1.0) -> None:
        self.engine().run(patience)

    def counts(self, mailing_id: int) -> dict[str, int]:
        return {str(k): n for k, n in mailings.counts(self.database.reader, mailing_id).items()}

    def mailing(self, mailing_id: int) -> Mailing:
        found = mailings.get(self.database.reader, mailing_id)
        assert found is not None
        return found

    def entries(self, **wanted) -> list[journal.Entry]:
        return list(journal.entries(self.database.reader, journal.Filter(**wanted)))


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.database.close()


@pytest.fixture(scope="session")
def new_office(tmp_path_factory):
    """Offices for tests that need many, each with a database of its own."""

    @contextmanager
    def make():
        made = Office(tmp_path_factory.mktemp("office"))
        # Whole days pass in them, and no power cut.
        made.database._writer.execute("PRAGMA synchronous = OFF")
        yield made
        made.database.close()

    return make


@pytest.fixture
def new_clock() -> type[TurnedClock]:
    """Clocks for tests that make an office of their own."""
    return TurnedClock


@pytest.fixture
def turned(office) -> TurnedClock:
    """The office's clock, to be turned by the test. The back-off is the program's own."""
    office.clock = TurnedClock()
    office.backoff = Backoff()
    return office.clock


@pytest.fixture
def fast(office) -> TurnedClock:
    """The office's clock, which runs a hundred times too fast."""
    office.clock = TurnedClock(100.0)
    return office.clock


@pytest.fixture
def post_account():
    """An account of the post whose sessions come out of `connect`."""

    def make(connect: Callable[[], object], **changes) -> Account:
        settings = PostSettings(password=Secret(PASSWORD), **changes)
        return Account(Post, "main", settings, connect)

    return make


@pytest.fixture
def password() -> str:
    """The secret of the post's accounts."""
    return PASSWORD


@pytest.fixture
def post() -> type[Post]:
    """The channel of the office's mailings."""
    return Post
