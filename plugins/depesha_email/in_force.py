"""What is in force of an account's settings: what is empty, filled from the provider's preset."""

from dataclasses import replace

from depesha.api import AccountBroken, Reason
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.addresses import normal

NOBODY = "sender@office.invalid"
"""Sender of letters that are only rehearsed; no server takes mail for that domain (RFC 2606)."""
_USUAL_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_MAILBOX_PORTS = {"tls": 993, "starttls": 143, "none": 143}


def effective(settings: EmailAccount) -> EmailAccount:
    """The settings in force. What the user filled in always wins; then

    - empty host: the preset's; with it, unless given, the preset's port and security;
    - security `auto`: TLS at port 465, else STARTTLS; port 0: the usual one of the security;
    - empty login: the sender's address, where a person signs in, or the preset says so and a
      password is set;
    - empty host of the mailbox: the preset's; its port 0: the usual one of its security; its empty
      login and password: those for sending;
    - empty unsubscribe address: the sender's, where the mailbox is read;
    - limits left at 0, and the gap: the preset's.

    Doing it twice changes nothing.
    """
    preset = presets.find(settings.provider)
    host, port, security = settings.host, settings.port, settings.security
    if preset is not None and host in {"", preset.host}:
        host = preset.host
        if security == "auto" and port in {0, preset.port}:
            security = preset.security
        if security == preset.security:
            port = port or preset.port
    if security == "auto":
        security = "tls" if port == _USUAL_PORTS["tls"] else "starttls"
    login = settings.login
    if not login and settings.auth == "oauth2":
        login = settings.sender
    found = replace(
        settings, host=host, port=port or _USUAL_PORTS[security], security=security, login=login
    )
    return _with_mailbox(found if preset is None else _limited(found, preset), preset)


def checked(settings: EmailAccount) -> EmailAccount:
    """The settings in force, their addresses in normal form. Raises AccountBroken where one is
    none: a settings file may have been edited by hand."""
    found = effective(settings)
    try:
        return replace(
            found,
            sender=normal(found.sender),
            reply_to=normal(found.reply_to) if found.reply_to else "",
            unsubscribe=normal(found.unsubscribe) if found.unsubscribe else "",
        )
    except ValueError as error:
        raise AccountBroken(Reason.CONFIGURATION, cure=str(error)) from None


def rehearsed(settings: EmailAccount) -> EmailAccount:
    """As `checked`. An account without a sender is not filled in: a rehearsal does without it."""
    return checked(settings) if settings.sender else EmailAccount(sender=NOBODY)


def _limited(settings: EmailAccount, preset: presets.Preset) -> EmailAccount:
    login = settings.login
    if not login and preset.login == "address" and settings.password:
        login = settings.sender
    return replace(
        settings,
        login=login,
        per_minute=settings.per_minute or preset.per_minute,
        per_hour=settings.per_hour or preset.per_hour,
        per_day=settings.per_day or preset.per_day,
        gap=settings.gap or preset.gap,
    )


def _with_mailbox(settings: EmailAccount, preset: presets.Preset | None) -> EmailAccount:
    return replace(
        settings,
        imap_host=settings.imap_host or (preset.imap if preset else ""),
        imap_port=settings.imap_port or _MAILBOX_PORTS[settings.imap_security],
        imap_login=settings.imap_login or settings.login,
        imap_password=settings.imap_password or settings.password,
        unsubscribe=settings.unsubscribe or (settings.sender if settings.inbox else ""),
    )
