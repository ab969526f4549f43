"""From nothing to a server that knows us: connect, TLS, login.

Nothing of a letter has left yet, so every failure is certain: NotNow where it may pass by itself,
AccountBroken where a person must do something. Certificates are always verified, and a server
that refuses TLS never gets a password.
"""

import base64
import ssl

from depesha.api import AccountBroken, NotNow, Reason, Scope, SendError
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.answers import Stage, verdict
from depesha_email.cures import cure
from depesha_email.tokens import Tokens
from depesha_email.wire import Answer, GarbageError, Wire

_EXPIRED, _OTHER_NAME, _OTHER_ADDRESS = 10, 62, 64
"""Verification codes of OpenSSL."""
_CERTIFICATE_CURES = {
    _EXPIRED: "certificate_expired",
    _OTHER_NAME: "certificate_name",
    _OTHER_ADDRESS: "certificate_name",
}


def open_wire(
    account: EmailAccount, context: ssl.SSLContext | None, tokens: Tokens | None = None
) -> Wire:
    """A connection ready for MAIL. `account` is in force (`in_force.checked`); `tokens` are needed
    where it logs in by OAuth2."""
    if not account.host:
        raise AccountBroken(Reason.CONFIGURATION, cure=cure("server"))
    where = f"{account.host}:{account.port}"
    try:
        wire = Wire(account.host, account.port, account.timeout, [account.password.reveal()])
    except OSError as error:
        raise lost(error, where) from None
    except ValueError:  # no host name can look like that
        raise AccountBroken(Reason.CONFIGURATION, cure=cure("server")) from None
    try:
        _prepare(wire, account, context, tokens)
    except (GarbageError, OSError) as error:
        wire.close()
        raise _judged(error, where) from None
    except BaseException:
        wire.close()
        raise
    return wire


def trust(account: EmailAccount) -> ssl.SSLContext | None:
    """Whom to believe: the office's own authority, or whom the system believes. None without TLS.
    There is no way to believe everybody."""
    return None if account.security == "none" else roots(account)


def roots(account: EmailAccount) -> ssl.SSLContext:
    """Whom to believe where TLS is spoken."""
    try:
        if account.ca_file:
            return ssl.create_default_context(cafile=account.ca_file)
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    except OSError as error:  # ssl.SSLError is one
        words = f"{account.ca_file}: {error.strerror or error}"
        raise AccountBroken(Reason.TLS, words, cure=cure("ca_file")) from None


def _prepare(
    wire: Wire, account: EmailAccount, context: ssl.SSLContext | None, tokens: Tokens | None
) -> None:
    if account.security == "tls":
        assert context is not None
        wire.secure(context, account.host)
    _expect(Stage.GREET, wire.read(), account)
    _expect(Stage.EHLO, wire.hello(), account)
    if account.security == "starttls":
        assert context is not None
        answer = wire.command(b"STARTTLS") if "STARTTLS" in wire.features else None
        if answer is None or not answer.good:
            said = str(answer) if answer else "no STARTTLS in EHLO"
            raise AccountBroken(Reason.TLS, said, cure=cure("no_starttls"))
        wire.secure(context, account.host)
        _expect(Stage.EHLO, wire.hello(), account)
    if tokens is not None:
        _sign_in(wire, account, tokens)
    elif account.login:
        _login(wire, account)


def _login(wire: Wire, account: EmailAccount) -> None:
    """One try with one mechanism: a wrong password must not be tried again."""
    login, password = account.login.encode(), account.password.reveal().encode()
    offered = wire.features.get("AUTH", "").upper().split()
    if "PLAIN" in offered:
        answer = wire.command(b"AUTH PLAIN " + base64.b64encode(b"\0".join((b"", login, password))))
    elif "LOGIN" in offered:
        answer = wire.command(b"AUTH LOGIN")
        for secret in (login, password):
            if answer.code == 334:
                answer = wire.command(base64.b64encode(secret))
    else:
        said = "AUTH " + " ".join(offered) if offered else "no AUTH in EHLO"
        name = "oauth" if "XOAUTH2" in offered else "no_login"
        raise AccountBroken(Reason.LOGIN, said, cure=cure(name))
    _expect(Stage.AUTH, answer, account)


def _sign_in(wire: Wire, account: EmailAccount, tokens: Tokens) -> None:
    """XOAUTH2. A token may have ended early: a refused one gets one successor."""
    offered = wire.features.get("AUTH", "").upper().split()
    if "XOAUTH2" not in offered:
        said = "AUTH " + " ".join(offered) if offered else "no AUTH in EHLO"
        raise AccountBroken(Reason.LOGIN, said, cure=cure("no_login"))
    token = tokens.access()
    answer = _xoauth2(wire, account.login, token)
    if answer.code == 535:
        answer = _xoauth2(wire, account.login, tokens.access(refused=token))
    _expect(Stage.AUTH, answer, account)


def _xoauth2(wire: Wire, login: str, token: str) -> Answer:
    wire.hide(token)
    answer = wire.command(b"AUTH XOAUTH2 " + base64.b64encode(xoauth2(login, token)))
    # A refusal comes as a challenge with its reasons in JSON, and wants an empty reply.
    return wire.command(b"") if answer.code == 334 else answer


def xoauth2(login: str, token: str) -> bytes:
    """What Google and Microsoft call XOAUTH2, before base64; the same in SMTP and IMAP."""
    return f"user={login}\x01auth=Bearer {token}\x01\x01".encode()


def _expect(stage: Stage, answer: Answer, account: EmailAccount) -> None:
    if answer.good:
        return
    if answer.code < 400:
        raise GarbageError(str(answer))
    preset = presets.find(account.provider)
    raise verdict(stage, answer, preset, signed_in=account.auth == "oauth2")


def _judged(error: GarbageError | OSError, where: str) -> SendError:
    """What the host should hear of an error before the login was done."""
    if isinstance(error, GarbageError):
        return AccountBroken(Reason.NOT_THE_PROVIDER, f"{where}: {error}", cure=cure("not_smtp"))
    if isinstance(error, ssl.SSLCertVerificationError):
        return unbelieved(error, where)
    hung_up = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    if isinstance(error, ssl.SSLError) and not hung_up:
        return AccountBroken(Reason.TLS, f"{where}: {error.reason}", cure=cure("not_tls"))
    return lost(error, where)


def unbelieved(error: ssl.SSLCertVerificationError, where: str) -> AccountBroken:
    """What to say of a server that cannot prove who it is."""
    name = _CERTIFICATE_CURES.get(error.verify_code, "certificate")
    return AccountBroken(Reason.TLS, f"{where}: {error.verify_message}", cure=cure(name))


def lost(error: OSError, where: str) -> NotNow:
    """What to say of a line that broke, or never was."""
    if isinstance(error, TimeoutError):
        return NotNow(Reason.TIMEOUT, where, scope=Scope.ACCOUNT)
    return NotNow(Reason.CONNECTION, f"{where}: {error.strerror or error}", scope=Scope.ACCOUNT)
