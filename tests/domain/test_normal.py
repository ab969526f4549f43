"""Folding texts and numbers."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.normal import fold, name_key, phone_digits, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Семён ПЁТР", "семен петр"),
        ("Е\u0308лкин", "елкин"),  # ё as two characters
        ("Й\t\n и\u0306", "й й"),
        ("ООО\u00a0«Ромашка»\u3000№ 5", "ооо «ромашка» no 5"),
        ("\ufeffИва\u00adнов\u200b", "иванов"),
        ("ＡＢＣ１２", "abc12"),
        ("STRASSE straße", "strasse strasse"),
        ("a\0b", "a b"),
        ("плохо\udc98", "плохо"),
        ("", ""),
        (" \r\n ", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once
    assert "ё" not in once
    assert once == once.strip()
    assert "  " not in once


@given(st.text())
def test_case_and_composition_do_not_matter(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text).upper().replace("Е", "Ё")) == fold(fold(text).upper())


def test_every_character_folds_to_something_stable_that_sqlite_can_store():
    for number in range(sys.maxunicode + 1):
        folded = fold(chr(number))
        assert fold(folded) == folded, hex(number)
        assert "\0" not in folded
        folded.encode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("«Рога и К°»", ["рога", "и", "к"]),
        ("Иванов-Петров, И.И.", ["иванов-петров", "и.и"]),
        ("— ... !", []),
        ("ivan.petrov@mail.ru;", ["ivan.petrov@mail.ru"]),
        ("", []),
    ],
)
def test_words(text, found):
    assert words(text) == found


def test_the_key_of_a_name_forgets_how_it_was_written():
    assert name_key('ООО  "ЁЛКА"') == name_key("ооо «Елка»") == "ооо елка"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+79161234567", "79161234567"),
        ("8 (916) 123-45-67", "79161234567"),
        ("+7 916 123 45 67", "79161234567"),
        ("88001234", "88001234"),
        ("+380441234567", "380441234567"),
        ("٣٤٥ 12", "12"),
        ("нет", ""),
        ("", ""),
    ],
)
def test_phone_digits(text, digits):
    assert phone_digits(text) == digits
