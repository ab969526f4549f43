"""What argparse says itself."""

import argparse
import inspect

import pytest

from depesha.cli.usage import SENTENCES


@pytest.mark.parametrize("sentence", SENTENCES)
def test_argparse_knows_the_sentence(sentence):
    source = inspect.getsource(argparse)
    assert sentence.replace("\n", "\\n") in source.replace("\\'", "'").replace('\\"', '"')


def test_wrong_words_are_refused_in_the_users_language(cli):
    english, russian = cli("--lang", "en", "fly"), cli("--lang", "ru", "fly")
    assert english.code == russian.code == 2
    assert "usage: depesha" in english.err
    assert "invalid choice: 'fly'" in english.err
    assert "usage" not in russian.err
    assert "использование: depesha" in russian.err
    assert "'fly'" in russian.err
