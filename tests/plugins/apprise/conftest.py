import logging
from contextlib import ExitStack, contextmanager
from itertools import count
from types import SimpleNamespace

import pytest

from depesha.api import Context, Message, Secret
from depesha.testing.ntfy import Ntfy
from depesha_apprise import session as session_module
from depesha_apprise import talk
from depesha_apprise.channel import Apprise, AppriseAccount


@pytest.fixture
def ntfy():
    with Ntfy() as ntfy:
        yield ntfy


@pytest.fixture
def account(ntfy):
    return AppriseAccount(url=Secret(f"ntfy://{ntfy.token}@127.0.0.1:{ntfy.port}/{{address}}"))


@pytest.fixture
def context(tmp_path):
    return Context("main", tmp_path, logging.getLogger("depesha.plugin.apprise"))


@pytest.fixture
def session(account, context):
    with Apprise.connect(account, context) as session:
        yield session


@pytest.fixture
def message():
    numbers = count(1)

    def message(text="Привет", address="ivan", **changes):
        return Message(key=f"key-{next(numbers)}", address=address, text=text, **changes)

    return message


@pytest.fixture(scope="package")
def workers():
    """Real workers that wait for the next session: starting one for each test takes minutes."""
    with ExitStack() as running:
        yield SimpleNamespace(idle=[], running=running)


@pytest.fixture(autouse=True)
def warm(monkeypatch, workers):
    """Sessions take a worker that runs already, unless they want a proxy."""

    @contextmanager
    def lent(proxy):
        if proxy:
            with talk.worker(proxy) as own:
                yield own
            return
        one = workers.idle.pop() if workers.idle else workers.running.enter_context(talk.worker(""))
        yield one
        if one._process.poll() is None:
            workers.idle.append(one)

    monkeypatch.setattr(session_module, "worker", lent)
