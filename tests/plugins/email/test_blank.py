"""A letter that says nothing does not go."""

from typing import Any

import pytest

from depesha.api import Message, Picture, Reason
from depesha_email.account import EmailAccount
from depesha_email.blank import blank


def found(**fields: Any) -> str:
    """The finding's words for a letter, empty where there is none."""
    finding = blank(Message("k", "a@b.example", **fields), EmailAccount())
    assert finding is None or finding.reason is Reason.CONTENT
    return finding.detail if finding else ""


@pytest.mark.parametrize("subject", ["", "  ", "\r\n", "\u2028\x00"])
def test_a_subject_must_be_there(subject: str) -> None:
    assert found(subject=subject, text="Добрый день") == "The letter has no subject."


def test_something_must_be_there() -> None:
    assert found(subject="Заказ", text=" \n") == "The letter is empty."
    assert found(subject="Заказ", html="<p> </p>") == "The letter is empty."


def test_a_picture_is_something() -> None:
    assert found(subject="Заказ", text="Добрый день") == ""
    assert found(subject="Заказ", html='<img src="https://example.com/a.png">') == ""
    assert found(subject="Заказ", pictures=(Picture("a", "image/png", b"x"),)) == ""
