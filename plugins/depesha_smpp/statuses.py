"""What a command_status means for the message or the account (SMPP 3.4, 5.1.3)."""

from typing import NamedTuple

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, SendError


class Status(NamedTuple):
    """One line of the table."""

    name: str
    kind: type[Refused] | type[NotNow] | type[AccountBroken]
    reason: Reason
    scope: Scope = Scope.ROW
    """For NotNow."""


_ACCOUNT = Scope.ACCOUNT
STATUSES = {
    0x01: Status("ESME_RINVMSGLEN", Refused, Reason.TOO_LARGE),
    0x04: Status("ESME_RINVBNDSTS", NotNow, Reason.PROVIDER_ERROR, _ACCOUNT),
    0x05: Status("ESME_RALYBND", NotNow, Reason.THROTTLED, _ACCOUNT),
    0x08: Status("ESME_RSYSERR", NotNow, Reason.PROVIDER_ERROR),
    0x0A: Status("ESME_RINVSRCADR", AccountBroken, Reason.SENDER_REJECTED),
    0x0B: Status("ESME_RINVDSTADR", Refused, Reason.ADDRESS_REJECTED),
    0x0D: Status("ESME_RBINDFAIL", AccountBroken, Reason.LOGIN),
    0x0E: Status("ESME_RINVPASWD", AccountBroken, Reason.LOGIN),
    0x0F: Status("ESME_RINVSYSID", AccountBroken, Reason.LOGIN),
    0x14: Status("ESME_RMSGQFUL", NotNow, Reason.THROTTLED, _ACCOUNT),
    0x45: Status("ESME_RSUBMITFAIL", Refused, Reason.REFUSED),
    0x48: Status("ESME_RINVSRCTON", AccountBroken, Reason.SENDER_REJECTED),
    0x49: Status("ESME_RINVSRCNPI", AccountBroken, Reason.SENDER_REJECTED),
    0x50: Status("ESME_RINVDSTTON", Refused, Reason.ADDRESS_REJECTED),
    0x51: Status("ESME_RINVDSTNPI", Refused, Reason.ADDRESS_REJECTED),
    0x53: Status("ESME_RINVSYSTYP", AccountBroken, Reason.CONFIGURATION),
    0x58: Status("ESME_RTHROTTLED", NotNow, Reason.THROTTLED, _ACCOUNT),
}
OTHER = Status("", Refused, Reason.REFUSED)
"""Codes from 0x400 on are the SMSC's own. It says no, and that is certain."""


def error(code: int) -> SendError:
    """The exception to raise for a status that is not 0."""
    status = STATUSES.get(code, OTHER)
    words = f"0x{code:08X} {status.name}".rstrip()
    if status.kind is NotNow:
        return NotNow(status.reason, words, scope=status.scope)
    return status.kind(status.reason, words)
