import json
import logging
from itertools import count

import pytest

from depesha.api import Context, Message, Secret
from depesha.testing.max_api import MaxApi
from depesha_max.channel import Max, MaxAccount


@pytest.fixture
def api():
    with MaxApi() as api:
        yield api


@pytest.fixture
def account(api):
    return MaxAccount(base_url=api.url, token=Secret(api.token))


@pytest.fixture
def waits():
    """The pauses that were made."""
    return []


@pytest.fixture
def context(tmp_path, waits):
    log = logging.getLogger("depesha.plugin.max")
    return Context("main", tmp_path, log, wait=waits.append)


@pytest.fixture
def session(account, context):
    with Max.connect(account, context) as session:
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
    """The messages that were taken: query, body."""
    return lambda: [json.loads(one.raw) for one in api.received]
