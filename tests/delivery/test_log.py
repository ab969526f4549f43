"""The log tells what went wrong, and nobody's address."""

import logging

import pytest

from depesha.delivery.log import log_in


@pytest.mark.logs_errors
def test_no_address_stands_in_it_whole(tmp_path) -> None:
    log = logging.getLogger("depesha.test")
    with log_in(tmp_path):
        try:
            raise ValueError("no such user: petrov@example.com")  # noqa: TRY301 - as servers say it
        except ValueError:
            log.exception("to %s", "+79161234567")
    log.error("after the end")
    text = (tmp_path / "depesha.log").read_text(encoding="utf-8")
    assert "to ****4567" in text
    assert "no such user: pet***@example.com" in text
    assert "petrov" not in text
    assert "after the end" not in text
