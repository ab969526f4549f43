"""What goes wrong with the user's input or set-up, in a sentence that says how to mend it."""

import errno

from depesha.api.i18n import N_, _

_WHY = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("there is something else of that name"),
    errno.EACCES: N_("you are not allowed to"),
    errno.EPERM: N_("you are not allowed to"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("there is no room left on the disk"),
    errno.ENAMETOOLONG: N_("its name is too long"),
}


def in_words(error: OSError) -> str:
    """What the system says of a file, in the user's language where it is one of the usual things.

    To stand behind a colon, as in “The file … cannot be read: {why}.”
    """
    if error.errno in _WHY:
        return _(_WHY[error.errno])
    return error.strerror or type(error).__name__


class DepeshaError(Exception):
    """Base. `str(error)` is translated text for people: what, where and how to mend it."""

    exit_code = 2


class InputError(DepeshaError):
    """Wrong usage, a wrong file, an unknown name: nothing was changed."""


class NotConfiguredError(DepeshaError):
    """Something must be switched on or filled in first."""

    exit_code = 3
