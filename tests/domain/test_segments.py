"""SMS counting against the vectors of the standard and a slow reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.segments import (
    Count,
    Spelling,
    count,
    mend,
    normalise,
    spell,
    split,
    transliterate,
)

GSM_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = "\f^{}\\[~]|€"

# Lengths at every edge, characters of every cost.
TEXTS = st.one_of(
    st.text(st.sampled_from(GSM_BASIC + GSM_EXTENSION), max_size=500),
    st.text(st.sampled_from("яa😀€ё\n"), max_size=300),
    st.text(max_size=300),
)


def slow(text: str) -> list[int]:
    """Sizes of the parts, by the book and one character at a time: no regular expression, no
    UTF-16 codec, no table of a library."""
    if all(c in GSM_BASIC or c in GSM_EXTENSION for c in text):
        sizes, one, many = [2 if c in GSM_EXTENSION else 1 for c in text], 160, 153
    else:
        sizes, one, many = [2 if ord(c) > 0xFFFF else 1 for c in text], 70, 67
    if sum(sizes) <= one:
        return [sum(sizes)]
    parts = [0]
    for size in sizes:
        if parts[-1] + size > many:
            parts.append(0)
        parts[-1] += size
    return parts


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments"),
    [
        ("", "GSM-7", 0, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("a" * 459, "GSM-7", 459, 3),
        ("a" * 612, "GSM-7", 612, 4),
        ("a" * 613, "GSM-7", 613, 5),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),
        ("я" * 70, "UCS-2", 70, 1),
        ("я" * 71, "UCS-2", 71, 2),
        ("я" * 134, "UCS-2", 134, 2),
        ("я" * 135, "UCS-2", 135, 3),
        ("я" * 201, "UCS-2", 201, 3),
        ("я" * 268, "UCS-2", 268, 4),
        ("я" * 269, "UCS-2", 269, 5),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 36, "UCS-2", 72, 2),
        ("я" * 66 + "😀" + "я" * 66, "UCS-2", 134, 3),
        ("`", "UCS-2", 1, 1),
        ("Ç" * 160, "GSM-7", 160, 1),
        ("ç", "UCS-2", 1, 1),
        ("a" * 100 + "\u00a0", "UCS-2", 101, 2),
        ("\x1b", "UCS-2", 1, 1),
        ("👨\u200d👩\u200d👧\u200d👦", "UCS-2", 11, 1),
    ],
)
def test_vectors(text: str, encoding: str, units: int, segments: int) -> None:
    counted = count(text)
    assert (counted.encoding, counted.units, counted.segments) == (encoding, units, segments)
    assert len(split(text)) == segments


def test_the_forcing_characters_are_named_in_order() -> None:
    assert count("Price «5 €» — №5 «x»").forcing == ("«", "»", "—", "№")
    assert count("plain ^{}\\[~]|€\f").forcing == ()


@given(TEXTS)
def test_count_and_split_agree_with_a_slow_reference(text: str) -> None:
    counted, parts = count(text), split(text)
    assert "".join(parts) == text
    assert [count_units(part, counted) for part in parts] == slow(text)
    assert counted.segments == len(parts)
    assert counted.units == sum(slow(text))


def count_units(part: str, whole: Count) -> int:
    """Units of a part in the encoding of the whole message."""
    if whole.encoding == "UCS-2":
        return sum(2 if ord(c) > 0xFFFF else 1 for c in part)
    return sum(2 if c in GSM_EXTENSION else 1 for c in part)


@given(TEXTS)
def test_what_forces_unicode_is_exactly_what_gsm_lacks(text: str) -> None:
    foreign = [c for c in text if c not in GSM_BASIC and c not in GSM_EXTENSION]
    assert count(text).forcing == tuple(dict.fromkeys(foreign))
    assert (count(text).encoding == "UCS-2") == bool(foreign)


def test_lone_surrogates_are_counted_and_do_not_raise() -> None:
    assert count("\ud800" * 71).segments == len(split("\ud800" * 71)) == 2


# --- Before counting ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("1\u00a0234\u202f567\u2009р.", "1 234 567 р."),
        ("\ufeffво\u00adда\u200b \x1b\x00x", "вода x"),
        ("a\tb", "a b"),
        ("a\u2028b\u2029c\u0085d", "a\nb\nc\nd"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("plain", "plain"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(TEXTS)
def test_normalising_twice_changes_nothing_and_never_costs_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert count(once).units <= count(text).units or count(text).encoding != count(once).encoding


# --- Cheaper spellings ---------------------------------------------------------------------------


def test_mend_names_what_it_exchanged() -> None:
    mended = mend("«Filter» — No5… it’s №6, façade `x`\u00a05 ₽ 😀")
    assert mended.text == "\"Filter\" - No5... it's No6, facade 'x' 5 RUB 😀"
    plain = dict(
        zip("«»—…’№ç`\u00a0₽", ['"', '"', "-", "...", "'", "No", "c", "'", " ", "RUB"], strict=True)
    )
    assert dict(mended.replaced) == plain


def test_mend_brings_a_latin_text_back_to_gsm() -> None:
    assert count(mend("“Ceník” – 5 ½ ™ Łódź İstanbul").text).encoding == "GSM-7"


@pytest.mark.parametrize("text", ["привет й ё", "😀", "日本", "abc {}", ""])
def test_mend_leaves_what_has_no_other_spelling(text: str) -> None:
    assert mend(text) == (text, ())


@given(TEXTS)
def test_mend_replaces_only_what_forces_unicode_and_by_what_does_not(text: str) -> None:
    mended = mend(text)
    forcing = count(text).forcing
    assert all(c in forcing and not count(plain).forcing for c, plain in mended.replaced)
    assert set(count(mended.text).forcing) == set(forcing) - {c for c, _plain in mended.replaced}


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щука, ёж и объявление", "Shchuka, yozh i obyavlenie"),
        ("Ваш ЗАКАЗ ГОТОВ: ЩЁТКА", "Vash ZAKAZ GOTOV: SHCHYOTKA"),
        ("Юлия Я. Ящук", "Yuliya Ya. Yashchuk"),
        ("Київ, Ґанна, Қазақ, Њива", "Kiyiv, Ganna, Qazaq, Njiva"),
        ("й", "y"),
        ("already latin 5 €", "already latin 5 €"),
    ],
)
def test_transliterate(text: str, latin: str) -> None:
    assert transliterate(text) == latin


@given(
    st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЩЬЮЯ .,!5\n"), max_size=200)
)
def test_russian_transliterated_is_gsm(text: str) -> None:
    assert count(transliterate(text)).encoding == "GSM-7"
    assert transliterate(text).isascii()


def test_spelling() -> None:
    text = "Цена — 5 €"
    assert spell(text, Spelling.AS_TYPED) == text
    assert spell(text, Spelling.PLAIN) == "Цена - 5 €"
    assert spell(text, Spelling.LATIN) == "Tsena - 5 €"
