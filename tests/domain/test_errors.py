"""Errors carry the command line's exit code."""

from depesha.domain import errors


def test_exit_codes_are_those_of_the_manual():
    assert errors.InputError.exit_code == 2
    assert errors.NotConfiguredError.exit_code == 3
    assert errors.AccountError.exit_code == 4
