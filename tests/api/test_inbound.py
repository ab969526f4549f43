"""The words by which people ask for no more."""

import pytest

from depesha.api import wants_no_more


@pytest.mark.parametrize(
    "line", ["СТОП", "стоп.", "/stop", " Stop!\n", "«Отписаться»", "не пишите мне больше",
             "больше не присылайте"]
)  # fmt: skip
def test_a_stop_word(line):
    assert wants_no_more(line)


@pytest.mark.parametrize("line", ["", "Когда стоп-сигнал приедет?", "стопка", "stop it, please"])
def test_no_stop_word(line):
    assert not wants_no_more(line)
