"""What the plugin offers."""

import depesha_apprise
from depesha_apprise.channel import Apprise, AppriseAccount


def test_the_channel_and_its_check(message):
    assert depesha_apprise.channels() == [Apprise]
    (found,) = depesha_apprise.message_checks()
    assert found.channel == Apprise.id
    assert found.check(message("Привет"), AppriseAccount()) is None
    assert found.check(message(" \n"), AppriseAccount()).detail == "The message is empty."
