"""What typing into the search field means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain import lookup
from depesha.domain.lookup import MAX_TYPED, haystack, readings
from depesha.domain.people import Contact

PETROV = Contact(
    name="Петров Пётр Семёнович",
    display_name="Пётр Семёнович",
    city="Нижний Новгород",
    mobile_phone="+79161234567",
    work_phone="8 (495) 765-43-21",
    email="Petrov.P@Mail.ru",
    extra_emails=("director@roga.ru",),
    contact_person="Сидорова Алёна",
    inn="7701234567",
)


def holds(typed, contact=PETROV, code=1017):
    """The number of the first reading that the contact answers to, or None."""
    hay = haystack(contact, code)
    for place, query in enumerate(readings(typed)):
        if all(any(piece in hay for piece in pieces) for pieces in query.terms):
            return place
    return None


@pytest.mark.parametrize(
    "typed",
    [
        "петров", "ПЁТР", "петр семен", "семёнович петров", "тро", "п с", "се", "алена сид",
        "новгор", "нижний", "petrov.p@mail.ru", "mail.ru", "director", "@roga", "1017", "101",
        "7701234567", "0123", "«Петров», Пётр", "петров 916", "916 петров 1017",
        "8 916 123", "+7 (916) 12", "916123", "8916", "+7916", "89161234567", "8-916-123-45-67",
        "+7 916 123 45 67", "(916)123-45-67", "8 - 916 - 123", "8–916–12", "12", "67", "45 67",
        "84957654321", "765 43", "495",
    ],
)  # fmt: skip
def test_found(typed):
    assert holds(typed) is not None


@pytest.mark.parametrize(
    "typed",
    ["етр ж", "ов", "ич", "петров сергей", "+7123", "+7 (161) 2", "8 161 23", "99", "8123",
     "mail.com", "0"],
)  # fmt: skip
def test_not_found(typed):
    assert holds(typed) is None


def test_digits_are_one_number_first_and_words_by_themselves_next():
    assert holds("916 123") == 0
    assert holds("4567 916") == 1
    assert holds("916 1017") == 1
    assert [query.opening for query in readings("916 1017")] == ["", "916 1017"]
    assert [query.opening for query in readings("Петров  ПЁТР")] == ["петров петр"]


@pytest.mark.parametrize("typed", ["", "  ", "?!*", '"', "\0", "\udc98", "—"])
def test_without_letters_and_digits_there_is_nothing_to_look_for(typed):
    assert readings(typed) == []


@given(st.text() | st.text(alphabet="8+7 (916)-ab.ё\"'*"))
def test_every_piece_is_long_enough_for_an_index_of_trigrams(typed):
    for query in readings(typed):
        assert query.terms
        assert all(pieces for pieces in query.terms)
        assert all(len(piece) >= 3 for pieces in query.terms for piece in pieces)
        assert len(query.opening) <= MAX_TYPED


def test_a_pasted_letter_is_cut():
    assert readings("абв " * 10_000) == readings(("абв " * 10_000)[:MAX_TYPED])
    assert readings("ﷺ" * 10_000) == readings("ﷺ" * MAX_TYPED)


def test_a_word_stands_once_in_the_haystack():
    assert haystack(Contact(name="Анна Анна", display_name="АННА"), 5) == "  анна  5 "


def test_a_query_holds_where_every_term_stands():
    text = lookup.haystack_of(["Анна Ёлкина", "водитель"], ["+79161234567"], 7)
    for typed, found in (("елк вод", True), ("8916123", True), ("7", True), ("анна повар", False)):
        assert any(lookup.holds(query, text) for query in readings(typed)) is found
