"""What the plugin offers."""

import depesha_echo
from depesha_echo.channel import Echo


def test_the_one_channel():
    assert depesha_echo.channels() == [Echo]
