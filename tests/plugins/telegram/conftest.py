import json
import logging
from itertools import count

import pytest

from depesha.api import Context, Message, Secret
from depesha.testing.bot_api import BotApi
from depesha_telegram.channel import Telegram, TelegramAccount


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


@pytest.fixture
def account(api):
    return TelegramAccount(base_url=api.url, token=Secret(api.token))


@pytest.fixture
def context(tmp_path):
    return Context("main", tmp_path, logging.getLogger("depesha.plugin.telegram"))


@pytest.fixture
def session(account, context):
    with Telegram.connect(account, context) as session:
        yield session


@pytest.fixture
def message():
    numbers = count(1)

    def message(html="Привет", **changes):
        changes = {"key": f"key-{next(numbers)}", "address": "111", "html": html, **changes}
        return Message(**changes)

    return message


@pytest.fixture
def calls(api):
    """The calls that were taken: method, params, files."""
    return lambda: [json.loads(one.raw) for one in api.received]
