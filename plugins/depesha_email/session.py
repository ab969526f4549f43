"""Letters through one account, one after the other, over a connection that is kept.

Up to the final dot every failure is certain. Once the dot may have left, only an answer is: any
other end is raised as it is, and the host files the letter as unknown.
"""

import re
import ssl
from collections.abc import Generator
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

from depesha.api import (
    AccountBroken,
    Context,
    Message,
    NotNow,
    Reason,
    Receipt,
    Refused,
    Scope,
    Steps,
    Wait,
    _,
)
from depesha.api.steps import Aside
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.answers import Stage, verdict
from depesha_email.copies import copies
from depesha_email.cures import cure
from depesha_email.in_force import checked
from depesha_email.letter import Composer, Letter
from depesha_email.opening import open_wire, trust
from depesha_email.return_path import ReturnPath
from depesha_email.signing import Signer, signer
from depesha_email.tokens import tokens
from depesha_email.unsubscribing import keyed
from depesha_email.waiting import finish
from depesha_email.wire import Answer, GarbageError, Wire

T = TypeVar("T")
_Some: TypeAlias = Generator[Wait | Aside, Any, T]
"""A part of a letter's steps."""

_DOT = b".\r\n"
_DOT_PATIENCE = 5
"""Times the usual wait: servers scan before they answer, and this answer is worth waiting for."""
_SPAM_STREAK = 3
_QUEUE_ID = re.compile(r"queued (?:mail for delivery|as) (\S+)|\bid[= ]<?([\w.@-]+)", re.IGNORECASE)


class LostAnswerError(Exception):
    """The letter was handed over and the answer did not come."""


class _UnusedError(Exception):
    """The connection ended before the server took up this letter."""


class EmailSession:
    """See `depesha.api.Session`. Opens its connection on entry, and anew when the server hung up
    between two letters: that costs nobody an attempt."""

    def __init__(self, settings: EmailAccount, context: Context) -> None:
        self._account = keyed(checked(settings), context)
        self._log = context.log
        self._tokens = tokens(self._account, context) if settings.auth == "oauth2" else None
        self._preset = presets.find(settings.provider)
        self._per_connection = (
            self._preset.letters_per_connection if self._preset else presets.LETTERS_PER_CONNECTION
        )
        self._composer = Composer(self._account)
        self._return_path = ReturnPath(self._account.sender, self._account.bounces)
        self._copies = copies(self._account, self._tokens, self._log)
        self._signer: Signer | None = None
        self._trust: ssl.SSLContext | None = None
        self._wire: Wire | None = None
        self._spam_streak = 0

    def __enter__(self) -> Self:
        self._signer = signer(self._account)
        self._trust = trust(self._account)
        self._ready()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._wire is not None:
            self._wire.quit()
        if self._copies is not None:
            self._copies.keep()

    def test(self) -> str:
        """Who answered, and that the login worked; the same of the mailbox, where it is used."""
        name = self._ready().name
        if not self._account.login:
            said = _("{server} answered; no login was needed.").format(server=name)
        else:
            said = _("{server} answered and took the login {login}.").format(
                server=name, login=self._account.login
            )
        if not (self._account.inbox or self._account.save_sent):
            return said
        from depesha_email.mailbox import looked_at

        return f"{said} {looked_at(self._account, self._tokens)}"

    def send(self, message: Message, /) -> Receipt:
        """Hand one letter over."""
        return finish(self.steps(message))

    def steps(self, message: Message, /) -> Steps:
        """Hand one letter over, step by step."""
        if self._copies is not None and self._copies.enough:
            yield self._copies.keep
        letter = self._composer.letter(message)
        if self._signer is not None:
            letter = yield partial(self._signer.sign, letter)
        try:
            wire = yield from self._announce(letter, message)
            answer = yield from self._hand_over(wire, letter)
        except Refused as refusal:
            self._count_spam(refusal)
            raise
        self._spam_streak = 0
        if self._copies is not None:
            self._copies.add(letter)
        found = _QUEUE_ID.search(answer.text)
        return Receipt(provider_id=(found[1] or found[2]) if found else "", answer=str(answer))

    # --- The connection ------------------------------------------------------------------------

    def _ready(self) -> Wire:
        """Blocks where it must open a new one."""
        return self._usable() or self._open()

    def _usable(self) -> Wire | None:
        wire = self._wire
        if wire is None or wire.letters >= self._per_connection:
            return None
        if wire.broken:
            self._hang_up()
        return self._wire

    def _open(self) -> Wire:
        if self._wire is not None:
            self._wire.quit()
            self._wire = None
        self._wire = open_wire(self._account, self._trust, self._tokens)
        self._log.debug("connected to %s, it says %s", self._account.host, self._wire.name)
        return self._wire

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    # --- Up to the final dot -------------------------------------------------------------------

    def _announce(self, letter: Letter, message: Message) -> _Some[Wire]:
        """Bring the server to 354. A connection that carried letters before and ends here was idle
        too long, or has carried enough: a new one gets the same chance once."""
        wire: Wire = self._usable() or (yield self._open)
        limit = wire.features.get("SIZE", "")
        if limit.isdigit() and 0 < int(limit) < letter.size:
            raise Refused(Reason.TOO_LARGE, f"{letter.size} > SIZE {limit}")
        try:
            yield from self._envelope(wire, letter, message)
        except _UnusedError:
            wire = yield self._open
            yield from self._envelope(wire, letter, message)
        return wire

    def _envelope(self, wire: Wire, letter: Letter, message: Message) -> _Some[None]:
        used = wire.letters > 0 or wire.unfinished
        commands = self._commands(wire, letter, message)
        answers: list[Answer] = []
        try:
            if "PIPELINING" in wire.features:
                yield from self._pipelined(wire, commands, answers)
            else:
                yield from self._in_turn(wire, commands, answers)
        except (OSError, GarbageError) as error:
            self._hang_up()
            if not answers and used:
                raise _UnusedError from None
            if not any(answer.code >= 400 for answer in answers):
                raise _before_the_dot(error) from None
        self._judge_envelope(answers, used=used)

    def _commands(self, wire: Wire, letter: Letter, message: Message) -> list[bytes]:
        size = b" SIZE=%d" % letter.size if "SIZE" in wire.features else b""
        return [
            b"MAIL FROM:<" + self._return_path.of(message.key) + b">" + size,
            b"RCPT TO:<" + message.address.encode("ascii") + b">",
            b"DATA",
        ]

    def _pipelined(self, wire: Wire, commands: list[bytes], answers: list[Answer]) -> _Some[None]:
        """All in one write (RFC 2920): one round trip instead of three."""
        reset = b"RSET\r\n" if wire.unfinished else b""
        yield from wire.sending([reset + b"\r\n".join(commands) + b"\r\n"])
        if reset:
            yield from wire.reading()
        wire.unfinished = True
        for _command in commands:
            answers.append(wire.heard() or (yield from wire.reading()))
            if answers[-1].code == 421:
                return
        refused = [answer for answer in answers[:-1] if not answer.good]
        if refused and answers[-1].code == 354:
            yield from self._take_back(wire, recipient_accepted=answers[1].good)

    def _take_back(self, wire: Wire, *, recipient_accepted: bool) -> _Some[None]:
        """The server waits for a letter that nobody is to get: a lone dot, as RFC 2920 says; but
        where it would have somebody to give an empty letter to, hang up."""
        if recipient_accepted:
            self._hang_up()
        else:
            yield from wire.asking(b".")

    def _in_turn(self, wire: Wire, commands: list[bytes], answers: list[Answer]) -> _Some[None]:
        if wire.unfinished:
            yield from wire.asking(b"RSET")
        wire.unfinished = True
        for command in commands:
            answers.append((yield from wire.asking(command)))
            if answers[-1].code >= 400:
                return

    def _judge_envelope(self, answers: list[Answer], *, used: bool) -> None:
        for stage, answer in zip((Stage.MAIL, Stage.RCPT, Stage.DATA), answers, strict=False):
            wanted = answer.code == 354 if stage is Stage.DATA else answer.good
            if wanted:
                continue
            if answer.code == 421:
                self._hang_up()
                if used and stage is Stage.MAIL:
                    raise _UnusedError
            if answer.code < 400:
                self._hang_up()
                raise NotNow(Reason.PROVIDER_ERROR, str(answer))
            raise verdict(stage, answer, self._preset)

    # --- The letter ----------------------------------------------------------------------------

    def _hand_over(self, wire: Wire, letter: Letter) -> _Some[Answer]:
        first, last = letter.halves
        if wire.unread:
            # It would be taken for the answer to the letter.
            self._hang_up()
            raise NotNow(Reason.PROVIDER_ERROR, "more answers than commands")
        try:
            if first:
                yield from wire.sending(first)
        except OSError as error:
            self._hang_up()
            raise _before_the_dot(error) from None
        # From here on the dot may be out.
        try:
            yield from wire.sending([*last, _DOT])
            answer = yield from wire.reading(_DOT_PATIENCE)
        except (OSError, GarbageError) as error:
            self._hang_up()
            raise LostAnswerError(f"{type(error).__name__}: {error}") from None
        if answer.code < 400 and not answer.good:
            self._hang_up()
            raise LostAnswerError(str(answer))
        wire.unfinished = False
        wire.letters += 1
        if answer.good:
            return answer
        if answer.code == 421:
            self._hang_up()
        raise verdict(Stage.DOT, answer, self._preset)

    def _count_spam(self, refusal: Refused) -> None:
        """Three in a row are not about one letter any more; going on would burn the mailbox."""
        self._spam_streak = self._spam_streak + 1 if refusal.reason is Reason.SPAM else 0
        if self._spam_streak >= _SPAM_STREAK:
            raise AccountBroken(Reason.SPAM, refusal.answer, cure=cure("spam")) from None


def _before_the_dot(error: Exception) -> NotNow:
    if isinstance(error, GarbageError):
        return NotNow(Reason.PROVIDER_ERROR, str(error), scope=Scope.ACCOUNT)
    if isinstance(error, TimeoutError):
        return NotNow(Reason.TIMEOUT, scope=Scope.ACCOUNT)
    return NotNow(Reason.CONNECTION, str(error))
