"""Phones and e-mail addresses in part, for people who need not see them whole.

`+79161234567` becomes `****4567`, `petrov@example.com` becomes `pet***@example.com`. Never more
than half of what is hidden is shown, and nothing grows longer.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

_ENOUGH_DIGITS = 8
"""From here on the last four are not more than half."""
_SHORT_NUMBER = 5
_ENOUGH_LETTERS = 6
_SHORT_NAME = 4
_MASKED_PHONE = re.compile(r"\*{4}\d{1,4}")
_PIECE = re.compile(r"[^\s,;<>()\"]+")
_EMAIL = re.compile(r"(?<![\w.+%'*-])[\w.+%'*-]++@\w[\w-]*(?:\.[\w-]+)+")
# With the country's code or the trunk prefix, or in the groups in which people write ten digits:
# eleven digits and fewer in a row are also order numbers, INN and money.
_PHONE = re.compile(
    r"\+\d(?:[ ()-]{0,2}\d){6,16}"
    r"|(?<![\w+.,*-])[78](?:[ ()-]{0,2}\d){10}(?![\w-])"
    r"|(?<![\w+.,*-])\(?\d{3}\)?[ -]{1,2}\d{3}[ -]\d{2}[ -]?\d{2}(?![\w-])"
)
_CUSTOM = re.compile(r"^custom[.:]")
"""Before the names of the office's own fields."""
_TAG = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"(?i)\b(mailto|tel|sms):")


class _Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    """Of any channel."""
    HTML = "html"
    PLAIN = "plain"
    """Digits that are no phone."""


_KINDS = {
    "mobile_phone": _Kind.PHONE, "work_phone": _Kind.PHONE, "phone": _Kind.PHONE,
    "telegram": _Kind.PHONE, "email": _Kind.EMAIL, "extra_emails": _Kind.EMAIL,
    "address": _Kind.ADDRESS, "html": _Kind.HTML,
    **dict.fromkeys(
        ("id", "code", "inn", "number", "external_number", "external_id", "document", "date",
         "due_date", "birthday", "balance", "overdue", "amount", "paid", "parts", "provider_id",
         "key"),
        _Kind.PLAIN,
    ),
}  # fmt: skip
"""What stands in a field of this name; any other is a text in which addresses may stand."""


class Masking(NamedTuple):
    """What somebody sees of addresses. The fields say what is shown whole."""

    phones: bool = True
    emails: bool = True
    addresses: frozenset[str] = frozenset()
    """Further fields that hold addresses, of whatever channels there are."""

    @property
    def whole(self) -> bool:
        """Whether nothing is masked."""
        return self.phones and self.emails

    def cell(self, name: str, text: str) -> str:
        """The text of a field by its name, such as `mobile_phone`; of unknown names as `text`."""
        if self.whole or not text:
            return text
        kind = _KINDS.get(name)
        if kind is None and _CUSTOM.sub("", name) in self.addresses:
            kind = _Kind.ADDRESS
        if kind is _Kind.PLAIN:
            return text
        if kind is None:
            return self.text(text)
        if kind is _Kind.HTML:
            return self.html(text)
        if kind is _Kind.EMAIL or (kind is _Kind.ADDRESS and "@" in text):
            return text if self.emails else masked_email(text)
        return text if self.phones else masked_phone(text)

    def cells(self, texts: Mapping[str, str]) -> dict[str, str]:
        """As `cell`, for all fields of a record."""
        return {name: self.cell(name, text) for name, text in texts.items()}

    def text(self, text: str) -> str:
        """A text of any kind with the addresses in it masked, as far as they look like ones."""
        if not self.emails:
            text = _EMAIL.sub(lambda found: masked_email(found[0]), text)
        if not self.phones:
            text = _PHONE.sub(lambda found: masked_phone(found[0]), text)
        return text

    def html(self, source: str) -> str:
        """As `text`, for the words of a page and for its links that write or call; its other tags
        stay as they are."""
        if self.whole:
            return source
        return "".join(
            piece if piece.startswith("<") and not _LINK.search(piece) else self.text(piece)
            for piece in _TAG.split(source)
        )


WHOLE = Masking()
"""Everything is shown."""


def masked_phone(text: str) -> str:
    """`****4567`: the last four digits, of a short number the last one, of the shortest none."""
    if _MASKED_PHONE.fullmatch(text):
        return text
    digits = "".join(filter(str.isdecimal, text))
    if len(digits) >= _ENOUGH_DIGITS:
        return "****" + digits[-4:]
    if len(digits) >= _SHORT_NUMBER:
        return "****" + digits[-1]
    return "*" * min(4, len(text))


def masked_email(text: str) -> str:
    """`abc***@domain`: three letters, of a short name one, of the shortest none. Of several
    addresses each; what has no `@` is masked as a name."""
    return _PIECE.sub(lambda found: _one_email(found[0]), text)


def _one_email(text: str) -> str:
    name, at, domain = text.rpartition("@")
    if not at:
        return _name(text)
    return f"{_name(name)}@{domain}" if name else f"@{_name(domain)}"


def _name(text: str) -> str:
    if len(text) >= _ENOUGH_LETTERS:
        return text[:3] + "***"
    return text[:1] + "***" if len(text) >= _SHORT_NAME else "*" * len(text)
