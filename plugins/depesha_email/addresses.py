"""E-mail addresses as people write them, in the form that goes over the wire."""

import re

from depesha.api import _

_MAX = 254
_PLAIN = re.compile(
    r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*"
    r"@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,20})"
)
"""Almost every address of an office. Lower case before the `@`: the library lowers some words."""
_LATIN = re.compile("[a-zA-Z]")
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_RESERVED = frozenset({"arpa", "invalid", "local", "localhost", "onion", "test"})


def normal(text: str) -> str:
    """The address in ASCII, its domain in lower case. Raises ValueError with a sentence.

    What is correct is decided by email-validator; it takes 100 ms to load and 50 µs per address,
    so plain addresses take a short cut that a test holds equal to it.
    """
    text = text.strip()
    return _shortcut(text) or _checked(text)


def _shortcut(text: str) -> str:
    found = _PLAIN.fullmatch(text) if len(text) <= _MAX else None
    if found is None:
        return ""
    domain = found[1].lower()
    labels = domain.split(".")
    if "--" in domain or labels[-1] in _RESERVED or max(map(len, labels)) > 63:
        return ""
    return text[: found.start(1)] + domain


def _checked(text: str) -> str:
    shown = "".join(c if c.isprintable() else "�" for c in text[: _MAX + 1])
    if mistake := _mistake(text):
        raise ValueError(mistake.format(text=shown, n=_MAX))
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        found = None
    if found is None or found.ascii_email is None:
        raise ValueError(
            _(
                "“{text}” is not a correct e-mail address: look for blanks, commas, missing or "
                "doubled dots."
            ).format(text=shown)
        )
    return found.ascii_email


def _mistake(text: str) -> str:
    """The sentence for what people do most often; empty where it takes more than a glance."""
    local, at, domain = text.rpartition("@")
    if not text:
        return _("The e-mail address is empty.")
    if len(text) > _MAX:
        return _("The e-mail address is longer than {n} characters.")
    if not at or not local or not domain or "@" in local:
        return _("“{text}” is not an e-mail address: it needs one “@” between name and domain.")
    if not local.isascii():
        return _(
            "“{text}” has other than Latin letters before the “@”; mail servers do not carry "
            "that. Ask the person for an address in Latin letters."
        )
    if any(_LATIN.search(label) and _CYRILLIC.search(label) for label in domain.split(".")):
        return _(
            "“{text}” mixes Latin and Cyrillic letters after the “@”: type it anew in one "
            "keyboard layout."
        )
    return ""
