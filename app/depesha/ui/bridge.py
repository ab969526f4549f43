"""The two ways between Tk's thread and all others, and no third.

Down: `run(work, then)` does the work on a thread of errands and calls `then` back on Tk's thread.
Up: `post(topic, snapshot)` from any thread; the newest snapshot of a topic reaches those who
listen. Nothing but this module may call Tk on behalf of another thread.
"""

import queue
import threading
import time
import tkinter as tk
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

ERRANDS = 4
"""Threads for work that the window asks for."""
SLICE = 0.008
"""Seconds of callbacks at a time: the window stays smooth."""
SOON, BUSY, IDLE = 1, 8, 40
"""Milliseconds between two looks for results: right after something was asked, each time twice as
long up to the second while it goes on, and the third while nothing does."""


class Errand:
    """Work that was asked for. Cancelled, its result is thrown away."""

    def __init__(self, owner: tk.Misc | None = None) -> None:
        self.cancelled = False
        self._owner = owner

    @property
    def wanted(self) -> bool:
        """Whether somebody is still there to hear the answer. For Tk's thread."""
        return not self.cancelled and (self._owner is None or bool(self._owner.winfo_exists()))

    def cancel(self) -> None:
        """From Tk's thread: the callbacks will not be called."""
        self.cancelled = True


class Bridge:
    """One per window. All methods but `post` belong to Tk's thread."""

    def __init__(
        self, root: tk.Misc, failed: Callable[[Exception], None], rest: Callable[[], None]
    ) -> None:
        """`failed` hears of errors that nobody else takes; `rest` is called on a thread of errands
        when it ends, e.g. to close its database connection."""
        self._root = root
        self._failed = failed
        self._rest = rest
        self._todo: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._latest: dict[str, Errand] = {}
        self._posted: dict[str, Any] = {}
        self._listeners: dict[str, list[Callable[[Any], None]]] = {}
        self._lock = threading.Lock()
        self._open = 0
        self._closed = False
        self._pause = IDLE
        self._timer = root.after(IDLE, self._drain)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] = lambda _result: None,
        failed: Callable[[Exception], object] | None = None,
        key: str = "",
        owner: tk.Misc | None = None,
    ) -> Errand:
        """Do `work` on another thread, then call `then(result)`, or `failed(error)`, on Tk's.

        Of errands with the same `key` only the newest is heard: earlier ones are cancelled.
        Nobody hears of an errand whose `owner` is gone meanwhile.
        """
        errand = Errand(owner)
        if key:
            if key in self._latest:
                self._latest[key].cancel()
            self._latest[key] = errand

        def on_thread() -> None:
            if errand.cancelled:
                self._done.put(self._ended)
                return
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - whatever it is, Tk's thread hears of it
                wrong = error
                self._done.put(lambda: self._answer(errand, failed or self._failed, wrong))
            else:
                self._done.put(lambda: self._answer(errand, then, result))

        self._open += 1
        self._hire()
        self._todo.put(on_thread)
        if self._pause > SOON and not self._closed:
            self._look_in(SOON)
        return errand

    def post(self, topic: str, snapshot: Any) -> None:
        """Tell listeners of the topic, from any thread. The snapshot must be frozen."""
        with self._lock:
            self._posted[topic] = snapshot

    def listen(self, topic: str, widget: tk.Misc, hear: Callable[[Any], None]) -> None:
        """Call `hear(snapshot)` on Tk's thread as long as the widget lives."""
        listeners = self._listeners.setdefault(topic, [])
        listeners.append(hear)

        def forget(event: "tk.Event[tk.Misc]") -> None:
            if event.widget is widget and hear in listeners:
                listeners.remove(hear)

        widget.bind("<Destroy>", forget, add=True)

    def close(self, patience: float = 5.0) -> None:
        """Let errands under way end, at most `patience` seconds; no callback comes any more."""
        self._closed = True
        self._root.after_cancel(self._timer)
        for _thread in self._threads:
            self._todo.put(None)
        until = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    @property
    def idle(self) -> bool:
        """Whether no errand is under way and no answer waits."""
        return self._open == 0 and not self._posted

    def _hire(self) -> None:
        if len(self._threads) < min(ERRANDS, self._open):
            thread = threading.Thread(target=self._work, name="errands", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (job := self._todo.get()) is not None:
            job()
        self._rest()

    def _answer(self, errand: Errand, call: Callable[[Any], object], value: Any) -> None:
        self._ended()
        if errand.wanted:
            call(value)

    def _ended(self) -> None:
        self._open -= 1

    def _drain(self) -> None:
        until = time.monotonic() + SLICE
        while time.monotonic() < until:
            try:
                call = self._done.get_nowait()
            except queue.Empty:
                break
            self._guarded(call)
        with self._lock:
            posted, self._posted = self._posted, {}
        for topic, snapshot in posted.items():
            for hear in list(self._listeners.get(topic, ())):
                self._guarded(lambda hear=hear, snapshot=snapshot: hear(snapshot))  # type: ignore[misc]
        if not self._closed:
            self._look_in(min(2 * self._pause, BUSY) if self._open else IDLE)

    def _look_in(self, milliseconds: int) -> None:
        self._root.after_cancel(self._timer)  # an answer may have asked for more
        self._pause = milliseconds
        self._timer = self._root.after(milliseconds, self._drain)

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001 - one view's mistake must not stop the others
            self._failed(error)
