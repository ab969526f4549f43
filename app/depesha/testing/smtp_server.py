"""One connection of a played SMTP provider: aiosmtpd, with a script to spoil its answers."""

import asyncio
import base64
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from aiosmtpd.smtp import MISSING, SMTP

from depesha.testing.smtp_letter import complaint
from depesha.testing.smtp_script import Act, Rule, Script, Stage

Security = Literal["none", "starttls", "tls"]
_END = b"\r\n.\r\n"


@dataclass(frozen=True, kw_only=True)
class Features:
    """What the provider can do and asks for."""

    tls: Security = "starttls"
    login: str = ""
    """Empty: everybody may send."""
    password: str = ""
    mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN")
    bearer: Callable[[str], bool] = lambda _token: False
    """Whether XOAUTH2 takes that token."""
    pipelining: bool = True
    eight_bit: bool = True
    utf8: bool = True
    size: int = 0
    """Bytes of the largest letter; 0 says nothing about it."""
    letters_per_connection: int = 0
    """After so many a 421; 0 for no limit."""
    eager_data: bool = False
    """354 even where no recipient was accepted, as RFC 2920 lets servers do."""


class Played(SMTP):
    """A connection. `take(letter, address)` is called before the 250 is written."""

    line_length_limit = 1 << 17
    """Also how much asyncio reads ahead: 2 kB at a time would be slow."""

    def __init__(
        self,
        features: Features,
        script: Script,
        note: Callable[[Stage, str], None],
        take: Callable[[bytes, str], None],
        starttls: ssl.SSLContext | None,
    ) -> None:
        super().__init__(
            handler=None,
            data_size_limit=features.size or None,
            enable_SMTPUTF8=features.utf8,
            hostname="smtp.example.org",
            ident="ESMTP",
            tls_context=starttls,
            auth_require_tls=False,
            loop=asyncio.get_running_loop(),
        )
        self._features = features
        self._script = script
        self._note = note
        self._take = take
        self._auth_required = bool(features.login)
        self._letters = 0

    # --- The script ----------------------------------------------------------------------------

    async def _spoilt(self, stage: Stage, argument: str = "", address: str = "") -> bool:
        """Whether the script has answered in the server's place."""
        self._note(stage, argument)
        rule = self._script.take(stage, address)
        if rule is not None:
            await self._act(rule)
        return rule is not None

    async def _act(self, rule: Rule) -> None:
        assert self.transport is not None
        if rule.act is Act.DROP:
            self.hang_up()
        elif rule.act is Act.STALL:
            await asyncio.Event().wait()  # until the client hangs up
        else:
            await self._reply(rule.answer)

    def hang_up(self) -> None:
        """Break the line without a word."""
        if isinstance(self.transport, asyncio.WriteTransport):
            # A TLS transport that was closed twice has nothing left to abort, and Python 3.11.2
            # (Debian 12) says so with an AttributeError.
            with suppress(AttributeError):
                self.transport.abort()

    async def _reply(self, answer: bytes) -> None:
        await self.push(answer)
        if answer.startswith(b"421") and self.transport is not None:
            self.transport.close()

    async def handle_exception(self, error: Exception) -> str:
        """In place of a traceback on the console: a broken handshake is a client's good right."""
        return f"500 5.5.1 Error: {type(error).__name__}"

    # --- The dialogue --------------------------------------------------------------------------

    async def _handle_client(self) -> None:
        if await self._spoilt(Stage.GREETING):
            assert self.transport is not None
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802 - aiosmtpd's name
        if await self._spoilt(Stage.EHLO, hostname):
            return
        assert self.session is not None
        self.envelope = self._create_envelope()
        self.session.extended_smtp = True
        self.session.host_name = hostname
        lines = [self.hostname, *self._offers()]
        for line in lines[:-1]:
            await self.push(f"250-{line}")
        await self.push(f"250 {lines[-1]}")

    def _offers(self) -> list[str]:
        has = self._features
        offers = {
            f"SIZE {has.size}": has.size > 0,
            "PIPELINING": has.pipelining,
            "8BITMIME": has.eight_bit,
            "SMTPUTF8": has.utf8,
            "STARTTLS": has.tls == "starttls" and not self._secure,
            f"AUTH {' '.join(has.mechanisms)}": bool(has.login) and self._may_login,
            "ENHANCEDSTATUSCODES": True,
        }
        return [offer for offer, made in offers.items() if made]

    @property
    def _secure(self) -> bool:
        return self._features.tls == "tls" or self._tls_protocol is not None

    @property
    def _may_login(self) -> bool:
        return self._secure or self._features.tls == "none"

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        if not await self._spoilt(Stage.STARTTLS):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        mechanism, _blank, first = (arg or "").partition(" ")
        if await self._spoilt(Stage.AUTH, mechanism):
            return
        if not self._may_login:
            await self.push("538 5.7.11 Encryption required")
        elif mechanism.upper() not in self._features.mechanisms:
            await self.push("504 5.5.4 Unrecognized authentication type")
        elif mechanism.upper() == "XOAUTH2":
            await self._xoauth2(first)
        elif given := await self._credentials(mechanism.upper(), first):
            right = (self._features.login.encode(), self._features.password.encode())
            assert self.session is not None
            self.session.authenticated = given == right
            await self.push(
                "235 2.7.0 Authentication successful"
                if self.session.authenticated
                else "535 5.7.8 Error: authentication failed"
            )

    async def _xoauth2(self, blob: str) -> None:
        login, auth = base64.b64decode(blob).decode().split("\x01")[:2]
        token = auth.removeprefix("auth=Bearer ")
        assert self.session is not None
        if login == f"user={self._features.login}" and self._features.bearer(token):
            self.session.authenticated = True
            await self.push("235 2.7.0 Accepted")
        else:
            # Google's reasons; clients answer with nothing and then hear the refusal.
            await self.challenge_auth('{"status":"400","schemes":"Bearer"}')
            await self.push("535 5.7.3 Authentication unsuccessful")

    async def _credentials(self, mechanism: str, first: str) -> tuple[bytes, bytes] | None:
        if mechanism == "LOGIN":
            login = await self.challenge_auth("Username:")
            password = await self.challenge_auth("Password:")
            if login is MISSING or password is MISSING:
                return None
            return login, password
        blob = base64.b64decode(first) if first else await self.challenge_auth("")
        if blob is MISSING:
            return None
        _who, login, password = blob.split(b"\0")
        return login, password

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        if await self._spoilt(Stage.MAIL, arg or ""):
            return
        limit = self._features.letters_per_connection
        if limit and self._letters >= limit:
            await self._reply(b"421 4.7.0 Too many letters in this connection")
            return
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        address = (arg or "").partition("<")[2].partition(">")[0]
        if not await self._spoilt(Stage.RCPT, arg or "", address):
            await super().smtp_RCPT(arg)

    # --- The letter ----------------------------------------------------------------------------

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        assert self.envelope is not None
        addresses = self.envelope.rcpt_tos
        if not addresses and not self._features.eager_data:
            await super().smtp_DATA(arg)  # which refuses
            return
        address = addresses[0] if addresses else ""
        if await self._spoilt(Stage.DATA, "", address):
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        if rule := self._script.take(Stage.BODY, address):
            await self._reader.read(64)
            await self._act(rule)
            return
        letter = await self._letter()
        eight_bit = "BODY=8BITMIME" in self.envelope.mail_options
        self.envelope = self._create_envelope()
        if not addresses:
            await self.push("554 5.5.1 No valid recipients")
        elif said := complaint(letter, eight_bit=eight_bit):
            await self.push(said)
        else:
            await self._accept(letter, addresses)

    async def _letter(self) -> bytes:
        """All up to the final dot, dots unstuffed. (aiosmtpd reads line by line: 8 ms for a letter
        with a picture.)"""
        data = bytearray(b"\r\n")
        seen = 0
        while (end := data.find(_END, seen)) < 0:
            seen = max(0, len(data) - len(_END))
            data += await self._reader.read(1 << 17)
        rest = bytes(data[end + len(_END) :])
        # What the client sent ahead goes back to be read as commands.
        self._reader._buffer[0:0] = rest  # type: ignore[attr-defined]  # noqa: SLF001
        return bytes(data[2 : end + 2]).replace(b"\r\n..", b"\r\n.").removeprefix(b".")

    async def _accept(self, letter: bytes, addresses: list[str]) -> None:
        rule = self._script.take(Stage.DOT, addresses[0])
        if rule is None or rule.takes:
            self._letters += 1
            for address in addresses:
                self._take(letter, address)
        if rule is None:
            await self.push(f"250 2.0.0 Ok: queued as {self._letters:06X}")
        else:
            await self._act(rule)
