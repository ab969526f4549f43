"""What a person can do about an account that does not send."""

from depesha.api import N_, _
from depesha_email import presets

CURES = {
    "password": N_("Check the login and the password."),
    "app_password": N_(
        "The provider wants an app password, not the password of the mailbox: make one in the "
        "mailbox's security settings and enter it here."
    ),
    "key": N_("The password here is the API key that the provider shows in your cabinet."),
    "oauth": N_(
        "The provider takes no passwords from programs: set the account's way to log in to "
        "oauth2, enter the client ID, and sign in with: depesha accounts login email"
    ),
    "smtp_auth": N_(
        "Sending by programs (SMTP AUTH) is switched off for this mailbox or organisation: its "
        "administrator allows it in the Microsoft 365 admin center, under the user's mail apps."
    ),
    "auth": N_("Set the account's way to log in to oauth2 first."),
    "oauth_provider": N_(
        "Choose a provider where one can sign in, or enter sign-in page, token address and scopes."
    ),
    "client_id": N_(
        "Check client ID and client secret. Your office gets them by registering an application "
        "with the provider, of the kind “desktop” or “mobile and desktop”:"
    ),
    "sign_in": N_("Sign in anew with: depesha accounts login email"),
    "declined": N_("Access was declined on the provider's page: sign in again and allow it."),
    "no_refresh": N_(
        "The provider gave access for an hour only: allow offline access (refresh tokens) for the "
        "application, and sign in again."
    ),
    "not_oauth": N_(
        "What answers there does not give tokens: check the token address; in a hotel or cafe "
        "sign in to the network first."
    ),
    "token": N_(
        "The server does not take what you signed in with: the login must be the mailbox that "
        "signed in, and it must have been allowed to send and read mail. Sign in anew with: "
        "depesha accounts login email"
    ),
    "mail_programs": N_(
        "Allow mail programs (IMAP and SMTP) in the settings of the mailbox on the provider's site."
    ),
    "no_login": N_(
        "The server takes no login by password over this connection: check server, port and "
        "security, or leave the login empty."
    ),
    "unwelcome": N_(
        "The server does not want mail from this computer or sender: read its answer and ask the "
        "provider."
    ),
    "relay": N_(
        "The server does not send to strangers without a login: fill in login and password, or "
        "use your own provider's server."
    ),
    "sender": N_(
        "The sender's address must be that of the mailbox you log in with, and the mailbox must "
        "not be blocked: write one letter by hand on the provider's site to see."
    ),
    "starttls": N_("The server wants encryption: choose STARTTLS, or TLS at port 465."),
    "no_starttls": N_(
        "The server does not offer STARTTLS, and nothing is sent in clear text: choose TLS at port "
        "465, or “none” if this is a server inside the office."
    ),
    "not_tls": N_(
        "The server does not speak TLS at this port: choose STARTTLS, or port 465 for TLS."
    ),
    "certificate": N_(
        "The server cannot prove who it is: check its name. For the office's own authority, name "
        "its file under “Root certificates file”."
    ),
    "certificate_name": N_(
        "The server's certificate is for another name: check the server's name in the settings."
    ),
    "certificate_expired": N_(
        "The server's certificate has expired: tell its administrator, and check this computer's "
        "clock."
    ),
    "ca_file": N_("The root certificates file cannot be read: check its path and content (PEM)."),
    "imap_server": N_("Enter the mailbox server (IMAP) as the provider gives it."),
    "imap_password": N_(
        "Check login and password of the mailbox, and that its settings on the provider's site "
        "allow mail programs (IMAP). Most providers want an app password."
    ),
    "imap_starttls": N_(
        "The mailbox server does not speak TLS as set: choose TLS at port 993, or STARTTLS at 143."
    ),
    "not_imap": N_(
        "What answers there is no mailbox server: check server and port of the mailbox; in a hotel "
        "or cafe sign in to the network first."
    ),
    "imap_folder": N_("The mailbox has no such folder: check its name in the settings."),
    "dkim_missing": N_(
        "Signing letters (DKIM) needs one more library: install depesha with its extra “dkim”."
    ),
    "dkim_key": N_(
        "Letters are to be signed (DKIM), but the key cannot be used: check key file (PEM, RSA) "
        "and selector, or leave both empty where your provider signs."
    ),
    "not_smtp": N_(
        "What answers there is no mail server: check server and port; in a hotel or cafe sign in "
        "to the network first."
    ),
    "server": N_("Enter the server's name as the provider gives it."),
    "spam": N_(
        "Three letters in a row were taken for spam. Change the text and ask the provider; going "
        "on would get the mailbox blocked."
    ),
}

GUIDES = {
    "yandex": N_(
        "Yandex wants an app password of the kind “Mail”, and access by IMAP with app passwords "
        "allowed in the mailbox's settings, under mail programs. The password is made here:"
    ),
    "mailru": N_(
        "Mail.ru wants a password for external applications, with full access to the mail. It is "
        "made here:"
    ),
    "google": N_(
        "Google wants an app password: 16 letters, entered without blanks; it asks for two-step "
        "verification first. Or sign in instead: set the way to log in to oauth2. The password is "
        "made here:"
    ),
    "rambler": N_(
        "Check the login and the password. Rambler takes the mailbox's own password once the "
        "mailbox's settings allow mail programs."
    ),
    "apple": N_("iCloud wants an app-specific password. It is made here, under sign-in:"),
    "yahoo": N_("Yahoo wants an app password. It is made here, under security:"),
}
"""How a provider's password for programs is made."""

_OF_PASSWORD = {"app": "app_password", "key": "key", "oauth": "oauth", "mailbox": "password"}


def cure(name: str, preset: presets.Preset | None = None) -> str:
    """The sentence, translated; a wrong password is told as the provider wants its passwords."""
    if not name:
        return ""
    if name == "password" and preset is not None:
        name = _OF_PASSWORD[preset.password]
        if preset.guide and name != "oauth":
            return _guide(preset)
    if name == "app_password" and preset is not None and preset.guide:
        return _guide(preset)
    page = preset.page if preset is not None and name == "app_password" else ""
    return f"{_(CURES[name])} {page}".strip()


def _guide(preset: presets.Preset) -> str:
    return f"{_(GUIDES[preset.guide])} {preset.page}".strip()
