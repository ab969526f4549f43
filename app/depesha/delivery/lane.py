"""A lane: one account, its pace, and the threads that hold its sessions."""

import threading

from depesha.delivery.accounts import REHEARSAL, Account
from depesha.delivery.line import Line
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
        self._threads: list[threading.Thread] = []
        self._at_work = 0
        self._lock = threading.Lock()
        self._failure: BaseException | None = None

    def busy(self) -> bool:
        """Whether any session is at work. Raises what broke one."""
        if self._failure is not None:
            raise self._failure
        return self._at_work > 0

    def start(self) -> None:
        """Bring the lane to its full number of sessions; they end when nothing is ready."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        for _number in range(self.account.settings.connections - self._at_work):
            thread = threading.Thread(
                target=self._serve, name=f"lane {self.account.id}", daemon=True
            )
            with self._lock:
                self._at_work += 1
            thread.start()
            self._threads.append(thread)

    def join(self) -> None:
        """Wait until every session ended. Raises what broke one."""
        for thread in self._threads:
            thread.join()
        self.busy()

    def _serve(self) -> None:
        line = Line(self.account)
        try:
            while not self._tools.stop.is_set() and self.pacer.wait_seconds() <= PATIENT:
                batch = self._tools.writer.run(self._claim)
                if batch is None:
                    break
                Run(self._duty, line, batch).go()
        except BaseException as error:  # noqa: BLE001 - raised again by start() and join()
            self._failure = error
        finally:
            line.close()
            self._tools.database.close_reader()
            with self._lock:
                self._at_work -= 1
            self._tools.on_idle()

    def _claim(self, c: Connection) -> Batch | None:
        name = self.account.name
        wanted = (name, name if name == REHEARSAL else "")
        return ledger.claim(c, self.account.channel.id, wanted, self._tools.clock.now())
