"""Threads that listen to each live account and send what is said in its chats."""

import logging
import threading
from collections.abc import Callable

from depesha.delivery.chat.worker import PATIENCE, Worker, live_accounts
from depesha.delivery.clock import Flag
from depesha.delivery.inbox import Heard
from depesha.delivery.office import Office
from depesha.delivery.outcome import Outcome, Scrubber, connecting
from depesha.domain.backoff import Backoff
from depesha.domain.errors import DepeshaError

LOOK = 5.0
"""Seconds between two looks for accounts, and for a lease that another process has."""
SAY_AFTER = 2
"""Failures in a row after which they are told: one alone is everyday on a network."""
BROKEN = 60.0
"""Seconds until an account is tried again that a person must mend."""
SEND = 1.0
"""Seconds between two looks at the outbox of chats, which other processes fill too."""
_PAUSES = Backoff(first=2.0, longest=120.0)


class Ears:
    """All live accounts of the office, as long as the program runs."""

    def __init__(self, office: Office, news: Callable[[Heard], None] = lambda _heard: None) -> None:
        """`news` hears of what came in, on a thread of its own."""
        self._office = office
        self._news = news
        self._stopped = Flag()
        self._ears: dict[str, _Ear] = {}
        self._thread: threading.Thread | None = None

    @property
    def failures(self) -> dict[str, Outcome]:
        """Account → why it cannot be listened to at present."""
        return {name: ear.failure for name, ear in list(self._ears.items()) if ear.failure}

    def start(self) -> None:
        """Listen from now on."""
        self._thread = threading.Thread(target=self._attend, name="ears", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something new is in the outbox of chats."""
        for ear in list(self._ears.values()):
            ear.wake()

    def stop(self, patience: float) -> bool:
        """End soon; False where some message may still be on its way."""
        self._stopped.set()
        for ear in list(self._ears.values()):
            ear.stop()
        if self._thread is not None:
            self._thread.join(patience)
        ended = [ear.join(patience) for ear in list(self._ears.values())]
        return all(ended)

    def _attend(self) -> None:
        try:
            while not self._stopped.is_set():
                try:
                    self._look()
                except Exception as error:  # noqa: BLE001 - the next look may do better
                    _log().warning("looking for accounts failed: %s", error)
                self._stopped.wait(LOOK)
        finally:
            self._office.database.close_reader()

    def _look(self) -> None:
        wanted = live_accounts(self._office)
        for name in [name for name in self._ears if name not in wanted]:
            self._ears.pop(name).stop()
        for name in wanted:
            if name not in self._ears and not self._stopped.is_set():
                self._ears[name] = _Ear(self._office, name, self._news)
                self._ears[name].start()


class _Ear:
    """One account: a thread that listens, and one that sends."""

    def __init__(self, office: Office, account_id: str, news: Callable[[Heard], None]) -> None:
        self._office = office
        self._news = news
        self._worker = Worker(office, account_id, self._heard)
        self._wake = Flag()
        self._failed = 0
        self.failure: Outcome | None = None
        self._threads = [
            threading.Thread(target=self._run, args=(part,), name=f"chat {account_id}", daemon=True)
            for part in (self._listen, self._send)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        self._worker.stopping.set()
        self._wake.set()

    def join(self, patience: float) -> bool:
        """Who listens is not waited for: what it would hear is told again to the next one."""
        listener, sender = self._threads
        sender.join(patience)
        listener.join(min(patience, 0.5))
        return not sender.is_alive()

    def _run(self, part: Callable[[], None]) -> None:
        try:
            part()
        finally:
            self._office.database.close_reader()

    def _listen(self) -> None:
        worker = self._worker
        while not worker.stopping.is_set():
            pause = LOOK
            try:
                account = worker.account()
                if worker.lead():
                    worker.listen(account, PATIENCE)
                    pause = 0.0 if worker.leads else LOOK
                else:
                    self.failure = None  # another computer listens
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                if worker.stopping.is_set():
                    return
                pause = self._fail(error)
            worker.stopping.wait(pause)

    def _heard(self, heard: Heard) -> None:
        self._failed, self.failure = 0, None
        if heard.messages or heard.subscribed or heard.unsubscribed or heard.opt_outs:
            self._wake.set()  # an answer may be due
            self._news(heard)

    def _fail(self, error: Exception) -> float:
        """Seconds to wait before listening again."""
        self._failed += 1
        outcome = _judged(error, self._worker)
        if self._failed >= SAY_AFTER:
            self.failure = outcome
        if self._failed == SAY_AFTER:
            _log().warning("%s: %s %s", self._worker.account_id, outcome.reason, outcome.answer)
        if outcome.breaks_account and self._failed >= SAY_AFTER:
            return BROKEN
        return _PAUSES.delay(self._failed, outcome.after)

    def _send(self) -> None:
        worker = self._worker
        try:
            while not worker.stopping.is_set():
                self._wake.clear()
                try:
                    if worker.has_work():
                        worker.send(worker.account())
                except DepeshaError:
                    pass  # told by whoever listens
                except Exception as error:  # noqa: BLE001 - the next look may do better
                    _log().warning("%s: sending failed: %s", worker.account_id, error)
                self._wake.wait(SEND)
        finally:
            worker.hang_up()
            self._resign()

    def _resign(self) -> None:
        try:
            self._worker.resign()
        except Exception as error:  # noqa: BLE001 - it runs out by itself
            _log().warning("%s: the lease is not given back: %s", self._worker.account_id, error)


def _judged(error: Exception, worker: Worker) -> Outcome:
    try:
        settings = worker.account().settings
    except DepeshaError as why:
        from depesha.api.outcome import AccountBroken
        from depesha.api.reasons import Reason

        broken = AccountBroken(Reason.CONFIGURATION, cure=str(why))
        return connecting(broken, str)
    return connecting(error, Scrubber(settings))


def _log() -> logging.Logger:
    return logging.getLogger("depesha.chat")
