"""The engine in a thread of the window's process: it sends while the window is open.

Beside it another thread makes its rounds: what became of messages, what came in.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from depesha.delivery.clock import Flag

if TYPE_CHECKING:
    from depesha.delivery.chat.ears import Ears
    from depesha.delivery.engine import Engine

BUSY_AGAIN = 3.0
"""Seconds until the lock is tried again that another process holds."""
FAILED_AGAIN = 15.0
"""Seconds until an engine that failed is begun anew."""
ROUND = 120.0
"""Seconds between two rounds; providers do not like to be asked more often."""


class Background:
    """Runs one engine after another until it is stopped."""

    def __init__(
        self,
        make_engine: "Callable[[], Engine]",
        failed: Callable[[Exception], None],
        go_round: Callable[[], None] = lambda: None,
        make_ears: "Callable[[], Ears] | None" = None,
    ) -> None:
        """`failed` is told, on the engine's thread, what ended an engine: once for each message.
        `go_round` is called now and then on a thread of its own, where messages are sent here.
        What `make_ears` makes, on that thread too, listens as long as this runs."""
        self.ears: Ears | None = None
        self._make_ears = make_ears
        self._make_engine = make_engine
        self._go_round = go_round
        self._failed = failed
        self._stopped = Flag()
        self._engine: Engine | None = None
        self._thread: threading.Thread | None = None
        self._rounds: threading.Thread | None = None
        self._said = ""

    @property
    def sends_here(self) -> bool:
        """Whether the engine of this process has the outbox, not another process's."""
        return self._engine is not None and self._engine.holds_lock

    @property
    def failure(self) -> str:
        """What ended the last engine, in words; empty while one is at work."""
        return "" if self.sends_here else self._said

    def start(self) -> None:
        """Begin to send what is due."""
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()
        self._rounds = threading.Thread(target=self._make_rounds, name="rounds", daemon=True)
        self._rounds.start()

    def wake(self) -> None:
        """Something new is in the outbox: look at once."""
        if self.ears is not None:
            self.ears.wake()
        if self._engine is not None:
            self._engine.wake()

    def stop(self, patience: float) -> bool:
        """Let what is in flight get its answer, at most `patience` seconds; False where some of it
        did not: it is unknown after the next start."""
        self._stopped.set()
        if self._engine is not None:
            self._engine.stop()
        if self._thread is None:
            return True
        told = self.ears is None or self.ears.stop(patience)
        self._thread.join(patience)
        if self._rounds is not None:
            # What it was about to write is asked for again after the next start.
            self._rounds.join(min(patience, 2.0))
        return told and not self._thread.is_alive()

    def _make_rounds(self) -> None:
        self._begin_to_listen()
        while not self._stopped.wait(ROUND):
            if not self.sends_here:
                continue
            try:
                self._go_round()
            except Exception as error:  # noqa: BLE001 - the next round may do better
                _log(error)

    def _begin_to_listen(self) -> None:
        if self._make_ears is None:
            return
        # Kept before it is begun: whoever stops this meanwhile finds it.
        self.ears = self._make_ears()
        if not self._stopped.is_set():
            self.ears.start()

    def _run(self) -> None:
        from depesha.delivery.engine import BusyError

        while not self._stopped.is_set():
            try:
                self._engine = self._make_engine()
                self._engine.run()
            except BusyError:
                self._said = ""
                pause = BUSY_AGAIN
            except Exception as error:  # noqa: BLE001 - the window lives on, and tries again
                pause = FAILED_AGAIN
                self._tell(error)
            else:
                pause = 0.0
            self._engine = None
            self._stopped.wait(pause)

    def _tell(self, error: Exception) -> None:
        if str(error) != self._said:
            self._said = str(error)
            self._failed(error)


def _log(error: Exception) -> None:
    import logging  # the first picture of the window has nothing to log

    logging.getLogger("depesha.rounds").warning("a round failed: %s", error)
