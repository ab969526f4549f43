"""What the plugin offers."""

import depesha_max
from depesha_max.channel import Max, MaxAccount


def test_the_channel_and_its_check(message):
    assert depesha_max.channels() == [Max]
    (found,) = depesha_max.message_checks()
    assert found.channel == Max.id
    assert found.check(message("Привет"), MaxAccount()) is None
    assert found.check(message(" "), MaxAccount()) is not None
