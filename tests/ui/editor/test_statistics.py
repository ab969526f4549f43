"""Figures of an SMS, and how it could cost less."""

from decimal import Decimal

import pytest

from depesha.ui.editor.statistics import (
    FREE,
    Bill,
    figures,
    has_macros,
    helps,
    mended,
    transliterated,
)


def test_figures_of_a_text():
    counted = figures("я" * 71, 3, estimate=False)
    assert (counted.characters, counted.segments, counted.total) == (71, 2, 6)
    assert counted.lines() == [
        "Characters in the message: 71",
        "SMS per message: 2",
        "Total SMS for the selected contacts: 6",
    ]
    assert figures("", 3, estimate=False).total == 0


def test_with_macros_every_figure_is_an_estimate():
    assert all("~" in line for line in figures("x", 1, estimate=True).lines())
    assert has_macros("Привет, {КЛИЕНТ.ИМЯ}")
    assert has_macros("{% if x %}y{% endif %}")
    assert not has_macros("{ просто скобки }")


def test_what_forces_unicode_is_named():
    assert figures("Price — 5 €", 1, estimate=False).why().endswith("because of «—»")
    assert not figures("Price — 5", 1, estimate=False).cyrillic
    assert "Cyrillic" in figures("Цена", 1, estimate=False).why()
    assert figures("Price", 1, estimate=False).why() == ""


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        ("«Price» — {КЛИЕНТ.ИМЯ|«друг»}…", '"Price" - {КЛИЕНТ.ИМЯ|«друг»}...'),
        ("№ {{ КЛИЕНТ.КОД }}", "No {{ КЛИЕНТ.КОД }}"),
    ],
)
def test_signs_are_exchanged_and_macros_stay(body, changed):
    assert mended(body) == changed


def test_latin_letters_and_macros_stay():
    assert transliterated("Привет, {КЛИЕНТ.ИМЯ}!") == "Privet, {КЛИЕНТ.ИМЯ}!"


def test_only_what_helps_is_offered():
    assert helps("Price — {КЛИЕНТ.ИМЯ}", mended)
    assert not helps("Цена", mended)
    assert helps("Цена", transliterated)
    assert not helps("Цена 🎉", transliterated)


def test_what_a_change_would_save_for_all_chosen():
    found = figures("x" * 100 + " —", 40, estimate=False)
    assert found.instead(mended, Bill(Decimal("2.50"), "р.")) == (
        "40 SMS instead of 80, 100,00 р. less"
    )
    assert found.instead(mended, FREE) == "40 SMS instead of 80"
    assert figures("x" * 100 + " —", 0, estimate=True).instead(mended, FREE) == (
        "~1 SMS instead of 2"
    )
    assert figures("short —", 40, estimate=False).instead(mended, FREE) == ""
