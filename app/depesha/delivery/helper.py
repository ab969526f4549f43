"""A thread for what blocks, one for each session: whatever belongs to a session's thread in a
plugin is always met by the same."""

import queue
import threading
from collections.abc import Callable
from typing import Any

Then = Callable[[Any, BaseException | None], None]
"""Gets what was returned, or what was raised."""


class Helper:
    """Does one thing after the other. Its thread is there from the first one on."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._asked: queue.SimpleQueue[tuple[Callable[[], Any], Then] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def ask(self, work: Callable[[], Any], then: Then) -> None:
        """Call `work`, then `then`, both on the helper's thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        self._asked.put((work, then))

    def end(self) -> None:
        """Nothing more will be asked."""
        self._asked.put(None)

    def _serve(self) -> None:
        while (asked := self._asked.get()) is not None:
            work, then = asked
            try:
                found = work()
            except BaseException as error:  # noqa: BLE001 - handed to whoever asked
                then(None, error)
            else:
                then(found, None)
