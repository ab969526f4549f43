"""Does a delivery cost the same, and the memory stay the same, however many people are written to?

    python tests/benchmarks/scale.py [--sizes 1000 10000 100000]

Each size runs in a process of its own, against the same sink; planning and sending are measured.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_office import PLAIN, office, plan, send, smtp_sink


def one(port: int, people: int) -> None:
    """Measure one size and print the figures as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), port, people, 4)
        filled = _memory()
        begin = _cpu()
        mailing_id = plan(made, PLAIN)
        planned = _cpu()
        send(made, mailing_id)
        sent = _cpu()
        made.close()
    print(
        json.dumps(
            {
                "people": people,
                "plan": (planned - begin) / people * 1e6,
                "send": (sent - planned) / people * 1e6,
                "filled": filled,
                "memory": _memory(),
            }
        )
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: list[str] | None = None) -> None:
    """Print one line per size and the ratios between the largest and the smallest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--one", type=int, nargs=2, metavar=("PORT", "PEOPLE"))
    args = parser.parse_args(argv)
    if args.one:
        one(*args.one)
        return
    found = []
    for people in args.sizes:
        with smtp_sink() as port:
            command = [sys.executable, __file__, "--one", str(port), str(people)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout))
        print(
            "{people:>8} people: plan {plan:6.0f} µs, send {send:6.0f} µs of CPU each; "
            "memory {filled:.0f} → {memory:.0f} MB".format(**found[-1]),
            flush=True,
        )
    first, last = found[0], found[-1]
    print(
        f"largest to smallest: plan {last['plan'] / first['plan']:.2f}, "
        f"send {last['send'] / first['send']:.2f}, "
        f"memory {last['memory'] - first['memory']:+.0f} MB"
    )


if __name__ == "__main__":
    main()
