"""What goes wrong with the user's input or set-up, in a sentence that says how to mend it."""


class DepeshaError(Exception):
    """Base. `str(error)` is translated text for people: what, where and how to mend it."""

    exit_code = 2


class InputError(DepeshaError):
    """Wrong usage, a wrong file, an unknown name: nothing was changed."""


class NotConfiguredError(DepeshaError):
    """Something must be switched on or filled in first."""

    exit_code = 3


class AccountError(DepeshaError):
    """The account is broken: login, money, quota."""

    exit_code = 4
