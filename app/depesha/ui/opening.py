"""Opens a file in the program that the system has for it."""

import os
import subprocess
import sys
from pathlib import Path

from depesha.api.i18n import _
from depesha.domain.errors import InputError

_going: list["subprocess.Popen[bytes]"] = []
"""Programs that were asked to open something, until they have ended."""


def open_file(path: Path) -> None:
    """Show the file. Raises InputError, with its place, where the system cannot."""
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the file is our own
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        _going[:] = [one for one in _going if one.poll() is None]
        # It goes on by itself; its words are nobody's business.
        process = subprocess.Popen(  # noqa: S603 - no shell, one path
            [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        _going.append(process)
    except OSError as error:
        raise InputError(
            _("The system has no program to open the file. It is here: {path}").format(path=path)
        ) from error
