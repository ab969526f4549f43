"""What typing into the search field means.

A contact has a *haystack*: its folded words, two spaces before each and one after the last.
What was typed becomes terms, all of which must hold; a term holds if any of its pieces stands in
the haystack. A piece has three characters or more, spaces included, so that an index of trigrams
can propose the candidates and a substring test is the whole truth.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from depesha.domain.normal import DIGITS, fold, name_key, phone_digits, words

if TYPE_CHECKING:
    from depesha.domain.people import Contact

MAX_TYPED = 200
"""Characters of the typed text that count; more is a pasted letter, not a search."""

_PHONE_PART = re.compile(r"\W*[0-9][0-9\W]*")


class Query(NamedTuple):
    """One reading of a typed text."""

    terms: tuple[tuple[str, ...], ...]
    opening: str = ""
    """The name key of the whole text: names that begin so are the best hits."""


def haystack(contact: "Contact", code: int) -> str:
    """All that a contact is found by, as described above; `code` is the one it has or will have."""
    texts = (contact.display_name, contact.name, contact.contact_person, contact.city,
             contact.email, *contact.extra_emails, contact.inn)  # fmt: skip
    return haystack_of(texts, (contact.mobile_phone, contact.work_phone), code)


def haystack_of(texts: Iterable[str], phones: Iterable[str], code: int) -> str:
    """The haystack of whatever has texts, phones and a code."""
    found = words(" ".join(filter(None, texts)))
    found += map(phone_digits, phones)
    found.append(str(code))
    return "  " + "  ".join(dict.fromkeys(filter(None, found))) + " "


def holds(query: Query, haystack: str) -> bool:
    """Whether every term of the query stands in the haystack."""
    return all(any(piece in haystack for piece in term) for term in query.terms)


def readings(typed: str) -> list[Query]:
    """The meanings of a typed text, the likeliest first: the next counts if one finds nothing.

    Digits with spaces between are one phone number (`8 916 123`), or else words by themselves.
    A text without letters and digits has no reading.
    """
    text = fold(typed[: 4 * MAX_TYPED])[:MAX_TYPED]
    plain = tuple(_word_pieces(word) for word in words(text))
    if not plain:
        return []
    joined = _with_phones(text.split(" "))
    separate = Query(plain, opening=name_key(text))
    return [separate] if joined == plain else [Query(joined), separate]


def _with_phones(tokens: list[str]) -> tuple[tuple[str, ...], ...]:
    terms: list[tuple[str, ...]] = []
    number = ""
    for token in [*tokens, ""]:
        if _PHONE_PART.fullmatch(token):
            number += token
            continue
        if number and token and not words(token):
            continue  # the dashes of `8 - 916 - 123`
        if number:
            terms.append(_number_pieces(number))
            number = ""
        terms += map(_word_pieces, words(token))
    return tuple(terms)


def _number_pieces(number: str) -> tuple[str, ...]:
    digits = "".join(c for c in number if c in DIGITS)
    return (_start(digits),) if number.lstrip("(").startswith("+") else _word_pieces(digits)


def _word_pieces(word: str) -> tuple[str, ...]:
    if not (word.isascii() and word.isdigit()):
        # One or two letters are the beginning of a word, more stand anywhere in it.
        return (word,) if len(word) > 2 else (_start(word),)
    if len(word) == 1:
        return (_start(word),)
    # Any part of a number, from two digits on: the third character is a digit or the end.
    pieces = [word] if len(word) > 2 else [_start(word), *(word + c for c in DIGITS), word + " "]
    if word.startswith("8"):
        pieces.append(_start("7" + word[1:]))
    return tuple(pieces)


def _start(word: str) -> str:
    return f"{' ' if len(word) > 1 else '  '}{word}"
