"""One account's conversations: listens and sends, as long as this process has the lease for it."""

import uuid
from collections.abc import Callable
from contextlib import suppress

from depesha.api.channel import Channel
from depesha.api.inbound import Moved
from depesha.delivery import inbox, instance
from depesha.delivery.accounts import Account
from depesha.delivery.chat import files, incoming
from depesha.delivery.chat.outgoing import HELD, Line, Sender
from depesha.delivery.clock import Flag
from depesha.delivery.inbox import Heard
from depesha.delivery.office import Office
from depesha.delivery.outcome import Scrubber
from depesha.domain.errors import DepeshaError
from depesha.domain.states import Mode
from depesha.store import chat_messages, leases
from depesha.store.database import Connection

PATIENCE = 20.0
"""Seconds that one question for news may take."""
LEASE = PATIENCE + 25.0
"""Seconds after which another process may take over from one that died."""
IDLE = 60.0
"""Seconds after which an unused way to the provider is closed."""


def live_accounts(office: Office) -> list[str]:
    """The accounts that are to be listened to all the time: `telegram.main`."""
    found = []
    for id_, channel in sorted(office.host.channels().items()):
        if channel.live and in_use(office, channel):
            found += [f"{id_}.{name}" for name in office.accounts.names(id_)]
    return found


def in_use(office: Office, channel: type[Channel]) -> bool:  # type: ignore[type-arg]
    """Whether the office has switched the channel on: in test mode nothing leaves, so nothing may
    be answered, and nobody is listened to."""
    with suppress(DepeshaError):
        return Mode(office.settings.channel(channel.id).mode) is Mode.ON
    return False


class Worker:
    """Listens and sends for one account; each half belongs to one thread."""

    def __init__(
        self, office: Office, account_id: str, heard: Callable[[Heard], None] = lambda _heard: None
    ) -> None:
        """`heard` is told after each question for news what it brought."""
        self._heard = heard
        self._office = office
        self.account_id = account_id
        self._holder = uuid.uuid4().hex
        self._line: Line | None = None
        self._sends_for: Account | None = None
        self._used = self._fetch_at = 0.0
        self.stopping = Flag()
        self.leads = False
        """Whether this process has the lease, as far as it knows."""

    def account(self) -> Account:
        """The account as the settings have it now. Raises DepeshaError."""
        return self._office.accounts.open(*self.account_id.split(".", 1))

    def lead(self) -> bool:
        """Take the lease, or hold it longer."""
        now = self._office.clock.now()
        with self._office.database.write() as c:
            led = leases.take(c, self._name, self._holder, now, LEASE)
            if led and not self.leads:
                chat_messages.recover(c, self.account_id)
                if not instance.is_original(c, self._office.database.path):
                    chat_messages.keep_back(c, now - instance.STALE)
            self.leads = led
        return self.leads

    def resign(self) -> None:
        """Let another process take over at once."""
        if self.leads:
            self.leads = False
            with self._office.database.write() as c:
                leases.give_back(c, self._name, self._holder)

    def listen(self, account: Account, patience: float = 0.0) -> None:
        """Ask for news: once without patience, else until the settings change, the lease is lost,
        or the program ends. Raises what a listener raises."""
        opened = account.listen(patience)
        if opened is None:
            self.stopping.wait(patience)
            return
        office = self._office
        with opened as listener:
            while not self.stopping.is_set() and self.lead():
                heard = Heard()
                more = inbox.hear(
                    office.database, account, listener, office.clock, heard, self._may_keep
                )
                self._heard(heard)
                if not more and (not patience or self._changed(account)):
                    return

    def has_work(self) -> bool:
        """Whether `send` would do anything; asked far more often than it would."""
        office = self._office
        if not self.leads:
            return False
        if self._line is not None and office.clock.ticks() - self._used > IDLE:
            self.hang_up()
        return chat_messages.has_work(office.database.reader, self.account_id, office.clock.now())

    def send(self, account: Account) -> None:
        """Send what is due and fetch what people sent, if this process leads."""
        office = self._office
        if not self.leads:
            return
        if self._line is None or self._sends_for is None or self._sends_for != account:
            self.hang_up()
            self._line, self._sends_for = Line(account), account
        sender = Sender(
            office.database, account, office.clock, office.backoff, office.profile.chats,
            self._still_leads, lambda c, address: incoming.ended(c, account, address),
            lambda c, old, new: _moved(c, account, old, new), self._line,
            lambda: not self.stopping.is_set(),
        )  # fmt: skip
        if sender.run():
            self._used = office.clock.ticks()
        self._fetch(account)

    def hang_up(self) -> None:
        """Close the way to the provider."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _fetch(self, account: Account) -> None:
        office, line = self._office, self._line
        assert line is not None
        if office.clock.ticks() < self._fetch_at:
            return
        scrub = Scrubber(account.settings)
        try:
            while not self.stopping.is_set() and files.fetch_next(
                office.database, account.id, line, office.profile.chats, scrub
            ):
                self._used = office.clock.ticks()
        except Exception:  # noqa: BLE001 - the way to the provider, a full disk: later
            line.close()
            self._fetch_at = office.clock.ticks() + HELD

    def _changed(self, account: Account) -> bool:
        return self.account().settings != account.settings

    @property
    def _name(self) -> str:
        return f"chat {self.account_id}"

    def _may_keep(self, c: Connection) -> bool:
        if self.stopping.is_set():
            return False
        now = self._office.clock.now()
        self.leads = leases.take(c, self._name, self._holder, now, LEASE)
        return self.leads

    def _still_leads(self, c: Connection) -> bool:
        return leases.holder(c, self._name, self._office.clock.now()) == self._holder


def _moved(c: Connection, account: Account, old: str, new: str) -> None:
    incoming.moved(c, account, Moved(old, new))
