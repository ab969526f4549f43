"""`depesha.testing` gives the contract to those who ask, and asks for no pytest otherwise."""

import subprocess
import sys

import pytest

import depesha.testing


def test_all_that_is_named_is_there():
    for name in depesha.testing.__all__:
        assert getattr(depesha.testing, name).__name__ == name


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = depesha.testing.Nonsense


def test_the_servers_need_no_pytest():
    code = "import sys, depesha.testing.bot_api; print('pytest' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False", done.stderr
