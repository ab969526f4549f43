"""`depesha` on the command line: window or command?"""

import sys


def main() -> int:
    """Run Depesha with the process's arguments; returns the exit code."""
    from depesha.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
