"""A lane: one account, its pace, and the sessions that one thread carries."""

import threading

from depesha.delivery.accounts import REHEARSAL, Account
from depesha.delivery.line import Line
from depesha.delivery.loop import Commit, Course, Loop
from depesha.delivery.pacer import Pacer
from depesha.delivery.run import PATIENT, Duty, Run, Tools
from depesha.store import ledger
from depesha.store.database import Connection
from depesha.store.ledger import Batch


class Lane:
    """Sends what is ready for one account. `start` as often as there may be work."""

    def __init__(self, account: Account, pacer: Pacer, tools: Tools) -> None:
        self.account = account
        self.pacer = pacer
        self._tools = tools
        self._duty = Duty(account, pacer, tools)
        self._at_work = 0
        self._lock = threading.Lock()
        self._loop: Loop | None = None
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None

    def busy(self) -> bool:
        """Whether any session is at work. Raises what broke one."""
        if self._failure is not None:
            raise self._failure
        return self._at_work > 0

    def start(self) -> None:
        """Bring the lane to its full number of sessions; they end when nothing is ready."""
        name = f"lane {self.account.id}"
        with self._lock:
            missing = self.account.settings.connections - self._at_work
            if self._loop is None and missing > 0:
                self._loop = Loop(self._tools.writer, self._tools.clock)
                self._thread = threading.Thread(
                    target=self._serve, args=(self._loop,), name=name, daemon=True
                )
            for _number in range(missing):
                assert self._loop is not None
                self._at_work += 1
                self._loop.add(self._course(), name)
            if self._thread is not None and self._thread.ident is None:
                self._thread.start()

    def join(self) -> None:
        """Wait until every session ended. Raises what broke one."""
        if self._thread is not None:
            self._thread.join()
        self.busy()

    def _serve(self, loop: Loop) -> None:
        try:
            while not self._ended(loop):
                loop.run()
        except BaseException as error:  # noqa: BLE001 - raised again by busy() and join()
            self._failure = error
        finally:
            self._tools.database.close_reader()
            self._tools.on_idle()

    def _ended(self, loop: Loop) -> bool:
        with self._lock:
            if not loop.idle:
                return False
            loop.close()
            self._loop = None
            return True

    def _course(self) -> Course:
        """All that one session does."""
        line = Line(self.account)
        try:
            while not self._tools.stop.is_set() and self.pacer.wait_seconds() <= PATIENT:
                batch = yield Commit(self._claim)
                if batch is None:
                    break
                yield from Run(self._duty, line, batch).go()
        except BaseException as error:  # noqa: BLE001 - raised again by busy() and join()
            self._failure = error
        finally:
            yield line.close
            with self._lock:
                self._at_work -= 1
            self._tools.on_idle()

    def _claim(self, c: Connection) -> Batch | None:
        name = self.account.name
        wanted = (name, name if name == REHEARSAL else "")
        return ledger.claim(c, self.account.channel.id, wanted, self._tools.clock.now())
