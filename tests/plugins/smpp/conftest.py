"""The played SMSC, and accounts at it."""

import logging
from dataclasses import replace
from itertools import count

import pytest

from depesha.api import Context, Message, Secret
from depesha.testing.smsc import PASSWORD, Smsc
from depesha_smpp.gateway import Smpp, SmppSettings


@pytest.fixture
def smsc():
    with Smsc() as smsc:
        yield smsc


@pytest.fixture
def account(smsc):
    return SmppSettings(**smsc.account(), sender="Depesha", password=Secret(PASSWORD))


@pytest.fixture
def waits():
    """The pauses that were made."""
    return []


@pytest.fixture
def context(tmp_path, waits):
    folder = tmp_path / "plugin"
    folder.mkdir()
    log = logging.getLogger("depesha.plugin.smpp")
    return Context(
        account="main", folder=folder, log=log, gateways={"smpp": Smpp}, wait=waits.append
    )


@pytest.fixture
def opened(account, context):
    """`opened(timeout=…)`: a session as a context manager."""

    def connect(**changes):
        return Smpp.connect(replace(account, **changes), context)

    return connect


@pytest.fixture
def message():
    numbers = count(1)

    def make(text="Заказ готов", address="+79161234567", key=""):
        return Message(key=key or f"k{next(numbers)}", address=address, text=text)

    return make
