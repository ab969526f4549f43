"""Run the benchmarks named, or all: `python3 packaging/dev.py bench mailing scale`."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HELPERS = {"__main__", "far_away", "peers", "sample_office"}


def main(names: list[str]) -> int:
    """Each benchmark prints its own table; a name that is none is refused."""
    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in HELPERS)
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(known)}")
        return 2
    for name in names or known:
        print(f"\n== {name}", flush=True)
        sys.argv = [name]
        runpy.run_path(str(HERE / f"{name}.py"), run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
