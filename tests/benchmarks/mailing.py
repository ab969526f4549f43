"""Mailing speed: the limit (smtp-source), Depesha with its full ledger, and the peers, to one sink.

    python tests/benchmarks/mailing.py [--count 5000] [--rounds 3] [--connections 8] [--no-peers]
                                       [--works rich plain pdf]

Rounds are interleaved and medians compared, since the machine may be busy with something else.
"""

import argparse
import os
import resource
import shutil
import statistics
import tempfile
from pathlib import Path

from peers import FOLDER, limit, mailmerge, nodemailer, seconds
from sample_office import PDF, PLAIN, RICH, Work, letter_size, office, plan, send, smtp_sink

WORKS = {"rich": RICH, "plain": PLAIN, "pdf": PDF}
CPU: dict[str, list[float]] = {}


def ours(port: int, work: Work, count: int, connections: int) -> float:
    """Depesha: plan first, then the engine alone is timed, as the peers' lists are ready too."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), port, count, connections)
        mailing_id = plan(made, work)
        before = _cpu()
        rate = count / seconds(lambda: send(made, mailing_id))
        CPU.setdefault(work.name, []).append((_cpu() - before) / count * 1000)
        made.close()
    return rate


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(argv: list[str] | None = None) -> None:
    """Measure and print one table per kind of letter."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--works", nargs="+", choices=WORKS, default=list(WORKS))
    args = parser.parse_args(argv)
    FOLDER.mkdir(parents=True, exist_ok=True)
    runners = {"smtp-source (limit)": limit, "Depesha": ours}
    if not args.no_peers:
        runners["nodemailer"] = nodemailer
        runners["mailmerge"] = mailmerge
        if shutil.which("npm") is None:
            del runners["nodemailer"]
    for chosen in args.works:
        work = WORKS[chosen]
        rates: dict[str, list[float]] = {name: [] for name in runners}
        for _round in range(args.rounds):
            for name, run in runners.items():
                # The slow peers need not send as many to be measured as well.
                count = args.count if run in (limit, ours) else max(200, args.count // 5)
                with smtp_sink() as port:
                    rates[name].append(run(port, work, count, args.connections))
        _show(work, rates)


def _show(work: Work, rates: dict[str, list[float]]) -> None:
    top = statistics.median(rates["smtp-source (limit)"])
    own = statistics.median(rates["Depesha"])
    load = os.getloadavg()[0]
    print(f"\n{work.name}, {letter_size(work):,} bytes on the wire; load {load:.1f}")
    for name, found in rates.items():
        rate = statistics.median(found)
        print(
            f"  {name:22}{rate:8.0f} letters/s   {rate / top:5.2f} of the limit"
            f"   Depesha is {own / rate:5.1f} x"
        )
    print(f"  Depesha's own CPU: {statistics.median(CPU[work.name]):.2f} s per 1000 letters")


if __name__ == "__main__":
    main()
