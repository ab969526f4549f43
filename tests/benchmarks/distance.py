"""Mailing speed to a server that is 50 ms away, as real ones are, beside smtp-source.

    python tests/benchmarks/distance.py [--milliseconds 50] [--seconds 15] [--connections 4 8 16]

What counts here is how often a letter waits for the line, not what it costs to make.
"""

import argparse
import tempfile
from pathlib import Path

from far_away import far_away
from peers import limit, seconds
from sample_office import PLAIN, office, plan, send, smtp_sink


def ours(port: int, count: int, connections: int) -> float:
    """Letters per second of Depesha with its full ledger."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), port, count, connections)
        mailing_id = plan(made, PLAIN)
        rate = count / seconds(lambda: send(made, mailing_id))
        made.close()
    return rate


def main(argv: list[str] | None = None) -> None:
    """One line per number of connections."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--milliseconds", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=15.0, help="about, for each measurement")
    parser.add_argument("--connections", type=int, nargs="+", default=[4, 8, 16])
    args = parser.parse_args(argv)
    for connections in args.connections:
        # Two turns there and back for each letter.
        count = int(args.seconds * connections / (2 * args.milliseconds / 1000))
        with smtp_sink() as sink, far_away(sink, args.milliseconds / 1000) as port:
            top = limit(port, PLAIN, count // 2, connections)
            own = ours(port, count, connections)
        print(
            f"{args.milliseconds:.0f} ms away, {connections:2} connections: smtp-source {top:6.1f},"
            f" Depesha {own:6.1f} letters/s, {own / top:4.2f} x"
        )


if __name__ == "__main__":
    main()
