"""Time to the first window, and memory: Depesha with 10,000 contacts beside others.

    python tests/benchmarks/starting.py [--rounds 5]

Interleaved rounds on a screen of our own, medians; what counts are the ratios. Mail programs are
measured where they are installed. Cold: the page cache is dropped before each start (root only).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from lateness import screen
from sample_office import office

PATIENCE = 20.0
SETTLED = 1.5
"""Seconds after the first window at which memory is read."""
_BARE = "import tkinter; tkinter.Tk(className='Bare').mainloop()"
_TABS = """
import tkinter as tk
from tkinter import ttk
root = tk.Tk(className="Tabs")
book = ttk.Notebook(root)
book.pack()
for name in "abcd":
    page = ttk.Frame(book)
    book.add(page, text=name)
    table = ttk.Treeview(page, columns=("x", "y"))
    table.pack()
    for row in range(40):
        table.insert("", "end", values=(row, name))
    ttk.Entry(page).pack()
root.mainloop()
"""


def programs(profile: Path) -> dict[str, tuple[Sequence[str], str]]:
    """Name → command and the class of its window."""
    found: dict[str, tuple[Sequence[str], str]] = {
        "bare Tk": ([sys.executable, "-c", _BARE], "Bare"),
        "Tk, four tabs": ([sys.executable, "-c", _TABS], "Tabs"),
        "Depesha": ([sys.executable, "-m", "depesha", "--profile", str(profile)], "Depesha"),
    }
    for mailer, window in (("sylpheed", "Sylpheed"), ("claws-mail", "Claws-mail")):
        if shutil.which(mailer):
            found[mailer] = ([mailer], window)
    return found


def start(command: Sequence[str], window: str) -> tuple[float, float]:
    """Seconds until the window is seen, and megabytes (PSS of the process and its children)."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        search = ["xdotool", "search", "--onlyvisible", "--class", window]
        while not subprocess.run(search, capture_output=True, check=False).stdout:
            if time.perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"{command[0]}: no window of the class {window}")
            time.sleep(0.002)
        seconds = time.perf_counter() - begun
        time.sleep(SETTLED)
        megabytes = pss(process.pid)
        os.killpg(process.pid, 9)
    return seconds, megabytes


def pss(pid: int) -> float:
    """Megabytes that a process and its children hold, shared pages by their share."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    own = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return own / 1024 + sum(pss(int(child)) for child in children)


def drop_caches() -> bool:
    """Forget what was read from disk; False where this user may not."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    except OSError:
        return False
    return True


def measure(profile: Path, rounds: int, *, cold: bool) -> dict[str, tuple[float, float]]:
    """Median seconds and megabytes of each program."""
    known = programs(profile)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in known}
    for number in range(rounds + 1):
        for name, (command, window) in known.items():
            if cold:
                drop_caches()
            one = start(command, window)
            if number or cold:  # the first warm round writes bytecode and fills caches
                taken[name].append(one)
    return {
        name: (statistics.median(t for t, _mb in ones), statistics.median(mb for _t, mb in ones))
        for name, ones in taken.items()
    }


def main() -> None:
    """Print a table for warm starts, and one for cold ones where that can be had."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder, screen():
        profile = Path(folder) / "profile"
        office(profile, 1, 10_000, 1).close()
        for cold in (False, True):
            if cold and not drop_caches():
                print("cold starts need root")
                continue
            found = measure(profile, rounds, cold=cold)
            limit = found["Tk, four tabs"][0]
            print("cold" if cold else "warm")
            for name, (seconds, megabytes) in found.items():
                print(f"  {name:14} {seconds:6.3f} s  {seconds / limit:5.2f}x  {megabytes:6.1f} MB")


if __name__ == "__main__":
    main()
