"""Texts as search compares them: no case, ё is е, one kind of white space; phones are digits."""

import unicodedata

DIGITS = "0123456789"


def fold(text: str) -> str:
    """The text without case, ё as е, NFKC, single spaces, without invisible characters.

    Folding twice changes nothing. Lone surrogates (bytes that were no text) are dropped.
    """
    if not text.isprintable():
        text = "".join(map(_visible, text))
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    # A last time: taking the dots off ё may leave an е that takes the next accent.
    folded = unicodedata.normalize("NFKC", folded.replace("ё", "е"))
    return " ".join(folded.split())


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    # A tab or a NUL parts words; a soft hyphen or a joiner stands within one.
    return " " if character.isspace() or unicodedata.category(character) == "Cc" else ""


def words(text: str) -> list[str]:
    """The folded words, without the punctuation around them: `«Рога и К°»` → `рога и к`."""
    found = [word if word.isalnum() else _bare(word) for word in fold(text).split(" ")]
    return list(filter(None, found))


def _bare(word: str) -> str:
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    return word[start:end]


def name_key(name: str) -> str:
    """The name for comparing and for order: its folded words with single spaces."""
    return " ".join(words(name))


def phone_digits(text: str) -> str:
    """The digits of a phone number; a Russian number in any notation begins with 7."""
    digits = text.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        digits = "".join(c for c in text if c in DIGITS)
    return "7" + digits[1:] if len(digits) == 11 and digits[0] == "8" else digits
