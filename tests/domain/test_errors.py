"""Errors carry the command line's exit code."""

import errno

import pytest

from depesha.domain import errors


def test_exit_codes_are_those_of_the_manual():
    assert errors.InputError.exit_code == 2
    assert errors.NotConfiguredError.exit_code == 3


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOENT, "there is no such file or folder"),
        (errno.ENOSPC, "there is no room left on the disk"),
        (errno.EACCES, "you are not allowed to"),
    ],
)
def test_the_systems_usual_words_are_said_in_the_users_language(code, said):
    assert errors.in_words(OSError(code, "whatever the system calls it")) == said


def test_unusual_words_are_the_systems_own():
    assert errors.in_words(OSError(errno.EDEADLK, "Resource deadlock")) == "Resource deadlock"
    assert errors.in_words(TimeoutError()) == "TimeoutError"
