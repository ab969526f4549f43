"""Everything a developer does, from a fresh clone, with nothing but Python:

    python3 packaging/dev.py demo [ARGS…]    the main job on a sample office
    python3 packaging/dev.py test [ARGS…]    every check; ARGS go to pytest
    python3 packaging/dev.py run ARGS…       the program itself: `depesha ARGS…`
    python3 packaging/dev.py bench [NAMES…]  measurements beside their limits and peers
    python3 packaging/dev.py messages        the translations, brought up to date with the code
    python3 packaging/dev.py pictures        the manual's pictures, taken anew; with a FOLDER: every
                                             window, in both looks and sizes, to be looked at there
    python3 packaging/dev.py outcomes        the table of what becomes of messages, filled anew
    python3 packaging/dev.py pins            requirements.txt, made anew

The first run makes `.venv` beside this folder; later ones find it ready.
"""

import sys

# Before any other import: what follows does not even load on an older Python.
if sys.version_info < (3, 11):  # noqa: UP036 - this file meets whatever Python a machine has
    sys.exit(
        "Depesha needs Python 3.11 or newer; this is Python {}.{}. Install a newer one, then "
        "start it by name: python3.11 packaging/dev.py".format(*sys.version_info)
    )

import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:], usage=__doc__))
