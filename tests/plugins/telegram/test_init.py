"""What the plugin offers."""

import depesha_telegram
from depesha_telegram.channel import Telegram, TelegramAccount


def test_the_channel_and_its_check(message):
    assert depesha_telegram.channels() == [Telegram]
    (found,) = depesha_telegram.message_checks()
    assert found.channel == Telegram.id
    assert found.check(message("Привет"), TelegramAccount()) is None
    assert found.check(message("я" * (3 * 4096 + 1)), TelegramAccount()) is not None
