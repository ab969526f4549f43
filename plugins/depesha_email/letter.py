"""Letters as bytes: the personal ones made anew, the shared ones taken ready.

No line of a letter begins with a dot, so nothing has to be doubled for SMTP; none begins with
`From `, so no mailbox file quotes it; texts that have such lines travel in base64. For the same
reason the boundaries can be constant: no body line begins with two hyphens.
"""

import math
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime, localtime
from urllib.parse import quote

from depesha.api import Message, Reason, Refused
from depesha_email.account import EmailAccount
from depesha_email.headers import mailbox, token, unstructured
from depesha_email.parts import Buffer, Parts, Thing, lines
from depesha_email.unsubscribing import OptOuts

_KEY = re.compile(r"[A-Za-z0-9-]{1,40}")
_ADDRESS = re.compile(r"[!-;=?A-~]+@[!-;=?A-~]+")
_SEVEN_BIT = re.compile(r"[ -~\t\n]*")
_LINE_MAX = 998
_LARGE = 1 << 16
"""Bytes of a piece that may take long to write."""

_AUTOMATIC = (
    b"MIME-Version: 1.0\r\n"
    b"Auto-Submitted: auto-generated\r\n"
    b"Precedence: bulk\r\n"
    b"X-Auto-Response-Suppress: OOF, AutoReply\r\n"
)
"""So that holiday replies do not come back by the hundred (RFC 3834, MS-OXCMAIL)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What follows DATA: pure ASCII in lines of at most 998 bytes, CRLF at their ends."""

    pieces: Sequence[Buffer]
    size: int
    """Bytes in all."""

    @property
    def halves(self) -> tuple[Sequence[Buffer], Sequence[Buffer]]:
        """What may take long to write, and the rest, which leaves with the final dot."""
        if self.size < _LARGE:
            return (), self.pieces
        end = max((n + 1 for n, one in enumerate(self.pieces) if len(one) >= _LARGE), default=0)
        return self.pieces[:end], self.pieces[end:]

    def content(self) -> bytes:
        """All of it, e.g. for an `.eml` file."""
        return b"".join(self.pieces)


class Composer:
    """Makes the letters of one account, as `in_force.checked` returns it, for one session."""

    def __init__(self, account: EmailAccount) -> None:
        sender = account.sender
        self._date = b""
        self._date_until = -math.inf
        self._domain = token(sender.rpartition("@")[2])
        self._always = _AUTOMATIC + mailbox("From", account.sender_name, sender)
        if account.reply_to:
            self._always += mailbox("Reply-To", "", account.reply_to)
        self._opt_outs = OptOuts(account.unsubscribe_key)
        self._unsubscribe = _list_unsubscribe(account)
        if self._unsubscribe:
            self._always += b"List-Id: <" + token(sender.replace("@", ".")) + b">\r\n"
        self._parts = Parts()

    def letter(self, message: Message) -> Letter:
        """The letter for one person. Raises Refused where the message cannot be one."""
        if not _KEY.fullmatch(message.key):
            raise Refused(Reason.CONTENT, f"key {message.key[:60]!r}")
        if not _ADDRESS.fullmatch(message.address):
            raise Refused(Reason.BAD_ADDRESS, f"address {message.address[:60]!r}")
        pieces = [self._head(message), *self._body(message), b"\r\n"]
        return Letter(pieces, sum(map(len, pieces)))

    def _head(self, message: Message) -> bytes:
        key = message.key.encode("ascii")
        way_out = b""
        if self._unsubscribe:
            stamp = self._opt_outs.token(message.key).encode("ascii")
            way_out = self._unsubscribe.replace(b"{token}", stamp)
        if time.monotonic() >= self._date_until:
            # Letters of one second share their date.
            self._date_until = time.monotonic() + 1.0
            self._date = format_datetime(localtime()).encode("ascii")
        return b"".join(
            (
                b"Date: " + self._date + b"\r\n",
                b"Message-ID: <" + key + b"@" + self._domain + b">\r\n",
                mailbox("To", message.name, message.address),
                unstructured("Subject", message.subject),
                self._always,
                way_out,
            )
        )

    def _body(self, message: Message) -> list[Buffer]:
        inline = message.pictures if message.html else ()
        files: list[Thing] = [*message.attachments]
        if not message.html:
            files = [*message.pictures, *files]
        parts = self._parts.encoded([*inline, *files])
        body = _texts(message)
        if inline:
            kind = b"related; type=" + (
                b'"multipart/alternative"' if message.text else b'"text/html"'
            )
            body = _multipart(kind, b"=_r", [body, *([part] for part in parts[: len(inline)])])
        if files:
            body = _multipart(b"mixed", b"=_m", [body, *([part] for part in parts[len(inline) :])])
        return body


def _list_unsubscribe(account: EmailAccount) -> bytes:
    """The headers by which people opt out, with `{token}` where theirs goes."""
    ways = []
    if account.unsubscribe_url:
        ways.append(f"<{account.unsubscribe_url}>")
    if account.unsubscribe:
        where = quote(account.unsubscribe, safe="@")
        ways.append(f"<mailto:{where}?subject=unsubscribe-{{token}}>")
    if not ways:
        return b""
    lines = "List-Unsubscribe: " + ",\r\n ".join(ways) + "\r\n"
    if account.unsubscribe_url:
        # Promises a web server that takes a POST: never with mailto alone (RFC 8058).
        lines += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    return lines.encode("ascii")


def _texts(message: Message) -> list[Buffer]:
    if not message.html:
        return [_text(b"plain", message.text)]
    if not message.text:
        return [_text(b"html", message.html)]
    texts: list[list[Buffer]] = [[_text(b"plain", message.text)], [_text(b"html", message.html)]]
    return _multipart(b"alternative", b"=_a", texts)


def _multipart(kind: bytes, boundary: bytes, parts: list[list[Buffer]]) -> list[Buffer]:
    """Headers and parts; no line end after the last boundary."""
    pieces: list[Buffer] = [
        b"Content-Type: multipart/" + kind + b';\r\n boundary="' + boundary + b'"\r\n'
    ]
    for part in parts:
        pieces += [b"\r\n--" + boundary + b"\r\n", *part]
    pieces.append(b"\r\n--" + boundary + b"--")
    return pieces


def _text(subtype: bytes, text: str) -> bytes:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = b"Content-Type: text/" + subtype + b'; charset="utf-8"\r\nContent-Transfer-Encoding: '
    wire = text.encode("utf-8", "replace").replace(b"\n", b"\r\n")
    if _travels(text):
        return head + b"7bit\r\n\r\n" + wire
    return head + b"base64\r\n\r\n" + lines(wire)


def _travels(text: str) -> bool:
    """Whether the text needs no encoding."""
    if not text.isascii() or not _SEVEN_BIT.fullmatch(text):
        return False
    return not any(
        len(line) > _LINE_MAX or line.startswith((".", "--", "From ")) for line in text.split("\n")
    )
