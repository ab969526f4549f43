"""The contacts in the window, however many: filtering while one types, and scrolling.

    python tests/benchmarks/directory.py [--contacts 10000 1000000] [--folder DIR]

From the key to the first rows on the screen, and to all that are found; each turn of the wheel and
of the bar. What counts is how the large directory compares with the small one.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from lateness import screen
from search import people

from depesha import bootstrap
from depesha.delivery.office import Office
from depesha.store import contacts

TYPED = ("иванов", "смирнова анна", "орёл", "916", "ооо авто", "zzz")
WHEEL = 300
CHUNK = 2000
PATIENCE = 30.0


def fill(made: Office, number: int) -> None:
    """So many contacts."""
    source = people(number)
    while chunk := list(islice(source, CHUNK)):
        with made.database.write() as c:
            for person in chunk:
                contacts.insert(c, person)


class Window:
    """The contacts in a window."""

    def __init__(self, made: Office) -> None:
        from depesha.ui.app import App

        self.app = App(made, lambda failed: bootstrap.background(made, failed))
        self.app.root.geometry("1180x720+0+0")
        self.app.begin()
        self.until(lambda: made.knows_plugins and self.app.services.bridge.idle)
        self.place: Any = self.app.services.tabs.view("contacts")
        self.table = self.place.table

    def until(self, true: Callable[[], object]) -> float:
        """Seconds until it holds."""
        begun = time.perf_counter()
        while not true():
            self.app.root.update()
            time.sleep(0.001)
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError
        self.app.root.update()
        return time.perf_counter() - begun

    def type(self, text: str) -> tuple[list[float], list[float]]:
        """Seconds from each key to the first rows, and to all."""
        first, all_ = [], []
        for end in range(1, len(text) + 1):
            seen = self.table.ids
            begun = time.perf_counter()
            self.place.directory.typed.set(text[:end])
            self.until(lambda seen=seen: self.table.ids is not seen)  # type: ignore[misc]
            first.append(time.perf_counter() - begun)
            self.until(lambda: self.app.services.bridge.idle)
            all_.append(time.perf_counter() - begun)
        self.place.directory.typed.set("")
        self.until(lambda: self.app.services.bridge.idle)
        return first, all_

    def scroll(self) -> list[float]:
        """Seconds for each step, its rows read and drawn."""
        steps = []
        for step in range(WHEEL):
            begun = time.perf_counter()
            far = step % 3 == 0
            top = (step * 7919) % max(1, len(self.table.ids)) if far else self.table._top + 3
            self.table.scroll_to(top)
            self.until(lambda: self.app.services.bridge.idle)
            steps.append(time.perf_counter() - begun)
        return steps

    def close(self) -> None:
        """End it."""
        self.app.services.engine.stop(10)
        self.app.close()


def told(name: str, seconds: list[float]) -> None:
    """One line of the table."""
    ordered = sorted(seconds)
    at = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"  {name:22} median {statistics.median(ordered) * 1000:6.1f} ms   p95 {at * 1000:6.1f}"
        f"   longest {ordered[-1] * 1000:6.1f}   ({len(ordered)})"
    )


def measure(folder: Path, number: int) -> None:
    """In a process of its own: its memory is then the window's."""
    made = bootstrap.office(folder)
    begun = time.perf_counter()
    window = Window(made)
    window.until(lambda: len(window.table.ids) == number)
    opened = time.perf_counter() - begun
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    first, all_ = [], []
    for text in TYPED:
        one, whole = window.type(text)
        first += one
        all_ += whole
    steps = window.scroll()
    window.close()
    made.close()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{number:,} contacts: all in sight after {opened:.2f} s; load {os.getloadavg()[0]:.1f}")
    told("key to first rows", first)
    told("key to all rows", all_)
    told("a step of scrolling", steps)
    print(f"  memory at most {after} MB, {before} before anybody typed", flush=True)


def main(argv: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="keep the offices here, and use those there")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.measure:
        measure(args.folder, args.contacts[0])
        return
    with screen(), tempfile.TemporaryDirectory() as passing:
        for number in args.contacts:
            folder = (args.folder or Path(passing)) / str(number)
            if not folder.exists():
                made = bootstrap.office(folder)
                fill(made, number)
                made.close()
            own = [sys.executable, __file__, "--measure", "--folder", folder]
            subprocess.run([*own, "--contacts", str(number)], check=True)


if __name__ == "__main__":
    main()
