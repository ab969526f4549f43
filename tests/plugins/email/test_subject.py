"""A letter without a subject does not go."""

import pytest

from depesha.api import Message, Reason
from depesha_email.account import EmailAccount
from depesha_email.subject import missing


@pytest.mark.parametrize("subject", ["", "  ", "\r\n", "\u2028\x00"])
def test_none_is_found(subject: str) -> None:
    finding = missing(Message("k", "a@b.example", subject=subject), EmailAccount())
    assert finding is not None
    assert finding.reason is Reason.CONTENT


def test_any_will_do() -> None:
    assert missing(Message("k", "a@b.example", subject="Заказ"), EmailAccount()) is None
