"""Messages through one bind, one after the other; receipts as they come."""

import ssl
import zlib
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from depesha.api import (
    AccountBroken,
    Context,
    Fate,
    Message,
    NotNow,
    Pending,
    Reason,
    Receipt,
    Refused,
    Scope,
    SendError,
    StatusReport,
    _,
)
from depesha_smpp import pdu, statuses
from depesha_smpp.gateway import SmppSettings
from depesha_smpp.pdu import GarbageError, Party, Pdu
from depesha_smpp.receipts import STATES, Receipts, name_of
from depesha_smpp.receipts import Receipt as Told
from depesha_smpp.splitting import Split, TooLongError, split
from depesha_smpp.wire import Wire

_SILENCE = 1.0
"""Seconds without a receipt after which there are no more for now."""
_PAUSE, _PAUSES = 1.0, 30
"""Seconds between two tries of a further segment, and how many: a person has the first ones."""
_INTERNATIONAL, _ALPHANUMERIC, _SHORT = (1, 1), (5, 0), (3, 0)
"""Type and plan."""
_SHORT_DIGITS = 7


class PartlySentError(Exception):
    """Some segments went, and the others do not."""


class SmppSession:
    """See `depesha.api.Session`. Binds on entry, and anew where the SMSC hung up meanwhile."""

    def __init__(self, settings: SmppSettings, context: Context) -> None:
        self._settings = settings
        self._wait = context.wait
        self._receipts = Receipts(context.folder, context.account)
        self._source = sender(settings)
        self._trust: ssl.SSLContext | None = None
        self._wire: Wire | None = None

    def __enter__(self) -> Self:
        self._trust = _trust(self._settings)
        self._bound()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._wire is not None:
            self._wire.unbind()

    def send(self, message: Message, /) -> Receipt:
        """All segments, each when the one before was taken. Until the first is, every failure is
        certain."""
        parts = _split(message)
        # Told beforehand, so that a line that hung up while nobody spoke costs nobody an attempt.
        wire = self._usable() or self._bound()
        ids = [self._first(wire, message, parts)]
        further = range(1, len(parts.segments))
        ids.extend(self._further(wire, message, parts, number) for number in further)
        return Receipt(provider_id=" ".join(ids), parts=len(ids))

    def test(self) -> str:
        """The bind is the test."""
        return _("The SMSC {host} took the login {login}.").format(
            host=self._settings.host, login=self._settings.login
        )

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """Takes what the SMSC has to tell; then what was told of each, now or before."""
        (self._usable() or self._bound()).listen(_SILENCE)
        known, numbers = self._receipts.known(), self._settings.receipt_ids
        for one in pending:
            told = [known.get(name_of(id_, numbers)) for id_ in one.provider_id.split()]
            if (report := _report(one, told)) is not None:
                yield report

    # --- The connection ------------------------------------------------------------------------

    def _usable(self) -> Wire | None:
        if self._wire is not None and not self._wire.listen(0.0):
            self._wire.close()
            self._wire = None
        return self._wire

    def _bound(self) -> Wire:
        wire = self._connected()
        try:
            answer = wire.ask(pdu.BIND, _bind(self._settings))
        except GarbageError as error:
            wire.close()
            raise NotNow(Reason.PROVIDER_ERROR, str(error), scope=Scope.ACCOUNT) from None
        except BaseException:
            wire.close()
            raise
        if answer.status:
            wire.close()
            raise statuses.error(answer.status)
        self._wire = wire
        return wire

    def _connected(self) -> Wire:
        settings = self._settings
        place = settings.host, settings.port
        try:
            return Wire(place, self._trust, settings.timeout, self._receipts.keep)
        except ssl.SSLCertVerificationError as error:
            raise AccountBroken(Reason.TLS, error.verify_message) from None
        except OSError as error:
            # A certain no, also where a session had to bind anew for a message.
            reason = Reason.TIMEOUT if isinstance(error, TimeoutError) else Reason.CONNECTION
            raise NotNow(reason, str(error), scope=Scope.ACCOUNT) from None

    # --- One message ---------------------------------------------------------------------------

    def _first(self, wire: Wire, message: Message, parts: Split) -> str:
        try:
            number = wire.write(pdu.SUBMIT, self._body(message, parts, 0))
        except OSError as error:
            raise NotNow(Reason.CONNECTION, str(error), scope=Scope.ACCOUNT) from None
        return _taken(wire.read(number))

    def _further(self, wire: Wire, message: Message, parts: Split, number: int) -> str:
        """A no that may pass is waited for here: nobody can begin anew with this person."""
        body = self._body(message, parts, number)
        for _try in range(_PAUSES):
            try:
                return _taken(wire.ask(pdu.SUBMIT, body))
            except NotNow:
                self._wait(_PAUSE)
            except SendError as error:
                raise PartlySentError(f"{number} of {len(parts.segments)}: {error}") from None
        raise PartlySentError(f"{number} of {len(parts.segments)}: not now")

    def _body(self, message: Message, parts: Split, number: int) -> bytes:
        target = Party(*_INTERNATIONAL, message.address.lstrip("+"))
        text, coding = parts.segments[number], parts.coding
        return pdu.submit(self._source, target, coding, text, has_header=parts.has_headers)


def sender(settings: SmppSettings) -> Party:
    """A number with its country, a short number, or a name; type and plan as the settings say."""
    text = settings.sender.strip()
    digits = text.lstrip("+")
    if not (digits.isascii() and digits.isdigit()):
        (ton, npi), digits = _ALPHANUMERIC, text
    else:
        ton, npi = _SHORT if len(digits) < _SHORT_DIGITS else _INTERNATIONAL
    ton = ton if settings.sender_ton < 0 else settings.sender_ton
    npi = npi if settings.sender_npi < 0 else settings.sender_npi
    try:
        Party(ton, npi, digits).encoded()
    except ValueError:
        cure = _("The sender has characters that SMPP cannot carry: use Latin letters.")
        raise AccountBroken(Reason.SENDER_REJECTED, cure=cure) from None
    return Party(ton, npi, digits)


def _bind(settings: SmppSettings) -> bytes:
    try:
        return pdu.bind(settings.login, settings.password.reveal(), settings.system_type)
    except ValueError:
        pass
    cure = _("system_id and the password must be of Latin letters, digits and signs.")
    raise AccountBroken(Reason.LOGIN, cure=cure)


def _trust(settings: SmppSettings) -> ssl.SSLContext | None:
    if settings.security == "none":
        return None
    try:
        if settings.ca_file:
            return ssl.create_default_context(cafile=settings.ca_file)
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    except OSError as error:  # ssl.SSLError is one
        words = f"{settings.ca_file}: {error.strerror or error}"
        cure = _("Choose the file with the root certificates anew, or leave it empty.")
        raise AccountBroken(Reason.TLS, words, cure=cure) from None


def _split(message: Message) -> Split:
    try:
        return split(message.text, zlib.crc32(message.key.encode()) & 0xFF)
    except TooLongError as error:
        raise Refused(Reason.TOO_MANY_PARTS, str(error)) from None
    except UnicodeError:
        pass
    raise Refused(Reason.CONTENT, _("The text has characters that cannot be sent."))


def _taken(answer: Pdu) -> str:
    """The id of a segment that was taken."""
    if answer.status:
        raise statuses.error(answer.status)
    if answer.command != pdu.SUBMIT | pdu.NACK or not (id_ := answer.text_id):
        raise GarbageError(f"an answer without an id: {answer.command:#x}")
    return id_


def _report(one: Pending, told: Sequence[Told | None]) -> StatusReport | None:
    """Of all segments: delivered when all are, failed when one is; None where nothing is known."""
    known = [receipt for receipt in told if receipt is not None]
    if not known:
        return None
    worst = max(known, key=lambda receipt: _WEIGHT[STATES[receipt.state].fate])
    state = STATES[worst.state]
    if state.fate is Fate.DELIVERED and len(known) < len(told):
        return StatusReport(one.key, Fate.UNDERWAY, None, f"{len(known)}/{len(told)}")
    return StatusReport(one.key, state.fate, state.reason, worst.words)


_WEIGHT = {Fate.DELIVERED: 0, Fate.UNDERWAY: 1, Fate.EXPIRED: 2, Fate.FAILED: 3}
