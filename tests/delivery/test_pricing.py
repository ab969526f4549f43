"""The price of a part comes from the provider, or is unknown; a mailing never waits for more."""

from contextlib import contextmanager
from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Message, Money, Reason, Receipt
from depesha.delivery.pricing import UNKNOWN, asked

LETTER = Message(key="preflight", address="a@x.ru", text="Привет")


class Silent:
    def send(self, message):
        return Receipt()


class Priced(Silent):
    def __init__(self, answer):
        self.answer = answer

    def price(self, message):
        if isinstance(self.answer, Exception):
            raise self.answer
        assert message is LETTER
        return Money(self.answer, "RUB")


@pytest.fixture
def ask(post_account):
    def ask(session, parts=1):
        @contextmanager
        def connect():
            if isinstance(session, Exception):
                raise session
            yield session

        return asked(post_account(connect), LETTER, parts)

    return ask


def test_the_provider_is_asked_for_the_price_of_a_part(ask):
    assert ask(Priced(Decimal("7.50")), parts=3) == Decimal("2.5")
    assert ask(Priced(Decimal(10)), parts=3) == Decimal("3.3333")


@pytest.mark.parametrize(
    "session",
    [
        Silent(),
        Priced(Decimal(0)),
        Priced(Decimal(-1)),
        Priced(Decimal("NaN")),
        Priced("dear"),
        Priced(AccountBroken(Reason.NO_MONEY)),
        Priced(TimeoutError()),
        ConnectionRefusedError(),
    ],
)
def test_where_nobody_tells_it_is_unknown(ask, session):
    assert ask(session) == UNKNOWN
