"""One person's own message, ready to leave."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Style(StrEnum):
    """What shape of message a channel takes."""

    LETTER = "letter"
    """Subject, HTML with inline pictures, a text alternative, attachments (e-mail)."""
    TAGS = "tags"
    """Text with the five tags b i s u a, pictures (Telegram's HTML mode)."""
    TEXT = "text"
    """Plain text (SMS)."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture shown inside the message as `cid:<cid>`.

    One object is shared by all messages of a mailing and compared by identity: a channel may keep
    what it made of it (an encoded MIME part, an uploaded file's id) as long as the object lives.
    """

    cid: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Attachment:
    """A file that travels with the message; shared and compared by identity like a `Picture`."""

    name: str
    mime: str
    path: Path


@dataclass(frozen=True, slots=True)
class Button:
    """A button below the message that opens a web page."""

    text: str
    url: str
    """Begins with `https://` or `http://`."""


@dataclass(frozen=True, slots=True)
class Message:
    """What `Session.send` gets. Text fields are already rendered for this one person."""

    key: str
    """Stable per delivery, ASCII letters, digits and `-`, at most 40 characters: for Message-ID and
    idempotency keys. A repetition that the user ordered carries a new key."""
    address: str
    """In the normal form that `Channel.address` returned."""
    name: str = ""
    """Display name of the recipient."""
    subject: str = ""
    text: str = ""
    """Plain text: all of an SMS; the text alternative of a letter."""
    html: str = ""
    """LETTER: a full HTML document. TAGS: text with the five tags, `& < >` escaped, line feeds."""
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    buttons: tuple[Button, ...] = ()
    """Below the text, one a line; channels without buttons leave them out."""
    ask_phone: bool = False
    """With a button by which the person shares the own phone number, where the channel has one."""
