"""The window's smoothness while a mailing runs: how late Tk's loop is, and its longest turn.

    python tests/benchmarks/lateness.py [--count 100000] [--connections 4]

The mailing goes to a sink on loopback while its results are shown live. A turn is measured by the
processor time of Tk's thread, which other programs cannot spoil; lateness by the clock.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sample_office import PLAIN, office, plan, smtp_sink

from depesha import bootstrap
from depesha.delivery.office import Office

TICK = 10
"""Milliseconds between two ticks of the loop."""
MOST = 600.0
"""Seconds of measuring at most."""


@contextmanager
def screen() -> Iterator[None]:
    """An X server of our own."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        try:
            yield
        finally:
            server.terminate()


class Loop:
    """Turns Tk's loop and measures it."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.late: list[float] = []
        self.turns: list[float] = []
        self._due = 0.0
        self._tick()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._due:
            self.late.append(max(0.0, now - self._due))
        self._due = now + TICK / 1000
        self.root.after(TICK, self._tick)

    def run(self, done: Callable[[], bool]) -> None:
        """Until done, or MOST."""
        end = time.perf_counter() + MOST
        while not done() and time.perf_counter() < end:
            before = time.thread_time()
            self.root.tk.dooneevent(0)
            self.turns.append(time.thread_time() - before)


def measure(made: Office, mailing_id: int) -> tuple[Loop, float]:
    """Send with the window open on the results; the loop and how long it took in seconds."""
    from depesha.ui.app import App

    app = App(made, lambda failed: bootstrap.background(made, failed))
    app.root.geometry("1180x720+0+0")
    app.begin()
    # The start has a benchmark of its own.
    while not (made.host.loaded and app.services.bridge.idle):
        app.root.update()
    app.services.doors.results(mailing_id)
    app.services.remembered.set("sending.result_dialog", value=False)
    view: Any = app.services.tabs.view(f"results:{mailing_id}")
    begun = time.perf_counter()
    loop = Loop(app.root)
    loop.run(lambda: view.progress is not None and view.progress.over)
    took = time.perf_counter() - begun
    app.services.engine.stop(10)
    app.close()
    return loop, took


def main(argv: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=4)
    args = parser.parse_args(argv)
    with screen(), smtp_sink() as port, tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), port, args.count, args.connections)
        mailing_id = plan(made, PLAIN)
        loop, took = measure(made, mailing_id)
        made.close()
    print(f"{args.count:,} letters in {took:.0f} s; load {os.getloadavg()[0]:.1f}")
    for name, found in (("late by the clock", loop.late), ("turn of Tk's thread", loop.turns)):
        ordered = sorted(found)
        shares = [ordered[min(len(ordered) - 1, int(len(ordered) * p))] for p in (0.5, 0.95, 0.99)]
        print(
            f"  {name:22} median {statistics.median(ordered) * 1000:5.1f} ms"
            f"   p95 {shares[1] * 1000:5.1f}   p99 {shares[2] * 1000:5.1f}"
            f"   longest {ordered[-1] * 1000:6.1f}   ({len(ordered):,})"
        )


if __name__ == "__main__":
    main()
