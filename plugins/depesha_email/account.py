"""The settings of one e-mail account, as the user fills them in; `in_force` completes them."""

from dataclasses import dataclass
from typing import Literal

from depesha.api import N_, AccountSettings, Secret, secret, setting
from depesha_email import presets

_ADDRESS = r"[^\s@<>,;]+@[^\s@<>,;]+"


@dataclass(frozen=True, kw_only=True)
class EmailAccount(AccountSettings):
    """One mailbox or one server to send through."""

    provider: str = setting(
        "",
        title=N_("Provider"),
        help=N_("Fills in the server, its port and security, and the limits that you leave empty."),
        choices=presets.titles,
    )
    host: str = setting(
        "",
        title=N_("Server"),
        help=N_("Its name alone, such as smtp.example.com."),
        required=True,
        pattern=r"[^\s/@]+",
    )
    port: int = setting(
        0, title=N_("Port"), help=N_("0 for the usual one."), minimum=0, maximum=65535
    )
    security: Literal["auto", "tls", "starttls", "none"] = setting(
        "auto",
        title=N_("Security"),
        titles={
            "auto": N_("As the provider wants it"),
            "tls": "TLS",
            "starttls": "STARTTLS",
            "none": N_("None"),
        },
        help=N_(
            "As the provider wants it: TLS at port 465, otherwise STARTTLS. Without any, the "
            "password and the letters travel in clear text: only inside the office."
        ),
    )
    ca_file: str = setting(
        "",
        title=N_("Root certificates file"),
        help=N_("For a server of the office's own authority (PEM). Empty: what the system trusts."),
        rare=True,
    )
    auth: Literal["password", "oauth2"] = setting(
        "password",
        title=N_("Way to log in"),
        titles={"password": N_("Password"), "oauth2": N_("Sign in with the browser (OAuth2)")},
        help=N_("Signing in once is for Microsoft 365, Outlook.com and Google."),
    )
    login: str = setting(
        "", title=N_("Login"), help=N_("Empty: none is needed."), pattern=r"[^\x00-\x1f\x7f]+"
    )
    password: Secret = secret(
        title=N_("Password"),
        help=N_("Most providers want an app password, not the one of the mailbox."),
    )
    client_id: str = setting(
        "",
        title=N_("Client ID (OAuth2)"),
        help=N_("Of the application that your office has registered with the provider."),
        pattern=r"[!-~]+",
        rare=True,
    )
    client_secret: Secret = secret(
        title=N_("Client secret (OAuth2)"),
        help=N_("Where the provider gave one."),
        rare=True,
    )
    authorize_url: str = setting(
        "",
        title=N_("Sign-in page (OAuth2)"),
        help=N_("Empty: the provider's. For an application of one organisation alone, its own."),
        pattern=r"https://\S+",
        rare=True,
    )
    exchange_url: str = setting(
        "",
        title=N_("Token address (OAuth2)"),
        help=N_("Empty: the provider's."),
        pattern=r"https://\S+",
        rare=True,
    )
    scope: str = setting(
        "",
        title=N_("Scopes (OAuth2)"),
        help=N_("Empty: what the provider wants for sending and reading mail."),
        pattern=r"[!-~]+( [!-~]+)*",
        rare=True,
    )
    refresh_token: Secret = secret(
        title=N_("Refresh token (OAuth2)"),
        help=N_("Kept when you have signed in."),
        rare=True,
    )
    sender: str = setting(
        "",
        title=N_("Sender's address"),
        help=N_("Such as office@example.com."),
        required=True,
        pattern=_ADDRESS,
    )
    sender_name: str = setting("", title=N_("Sender's name"), pattern=r"[^\x00-\x1f\x7f]+")
    reply_to: str = setting(
        "",
        title=N_("Replies to"),
        help=N_("An address such as office@example.com, if not the sender's."),
        pattern=_ADDRESS,
    )
    unsubscribe: str = setting(
        "",
        title=N_("Unsubscribe address"),
        help=N_(
            "Mail programs show a button that writes to this address. Empty: the sender's, where "
            "the mailbox is read."
        ),
        pattern=_ADDRESS,
    )
    unsubscribe_url: str = setting(
        "",
        title=N_("Unsubscribe page"),
        help=N_(
            "A page of your site that takes one-click opt-outs (RFC 8058), such as "
            "https://example.com/stop?t={token}. It passes each on as a letter to the unsubscribe "
            "address with the subject unsubscribe-{token}."
        ),
        pattern=r"https://[!-;=?-~]*\{token\}[!-;=?-~]*",
        rare=True,
    )
    bounces: str = setting(
        "",
        title=N_("Address for returned letters"),
        help=N_(
            "Such as back+{key}@example.com: each letter comes back to an address of its own, and "
            "is known even where the other server quotes nothing of it. The mailbox that is read "
            "must get all of them, and the provider must take them for sender. Empty: the sender's."
        ),
        pattern=r"[^\s@<>,;{}]*\{key\}[^\s@<>,;{}]*@[^\s@<>,;{}]+",
        rare=True,
    )
    unsubscribe_key: Secret = secret(
        title=N_("Key of opt-outs"),
        help=N_("Made by itself; proves that an opt-out comes from who got the letter."),
        rare=True,
    )
    inbox: bool = setting(
        False,  # noqa: FBT003 - the value of a field
        title=N_("Read the mailbox"),
        help=N_(
            "Recognises returned letters, replies and opt-outs among what arrives. Nothing in the "
            "mailbox is changed."
        ),
    )
    imap_host: str = setting(
        "",
        title=N_("Mailbox server (IMAP)"),
        help=N_("Empty: the provider's."),
        pattern=r"[^\s/@]+",
    )
    imap_port: int = setting(
        0,
        title=N_("Mailbox port"),
        help=N_("0 for the usual one."),
        minimum=0,
        maximum=65535,
        rare=True,
    )
    imap_security: Literal["tls", "starttls", "none"] = setting(
        "tls",
        title=N_("Mailbox security"),
        titles={"tls": "TLS", "starttls": "STARTTLS", "none": N_("None")},
        help=N_("Without any the password travels in clear text: only inside the office."),
        rare=True,
    )
    imap_login: str = setting(
        "",
        title=N_("Mailbox login"),
        help=N_("Empty: the same as for sending."),
        pattern=r"[^\x00-\x1f\x7f]+",
        rare=True,
    )
    imap_password: Secret = secret(
        title=N_("Mailbox password"),
        help=N_("Empty: the same as for sending."),
        rare=True,
    )
    save_sent: bool = setting(
        False,  # noqa: FBT003 - the value of a field
        title=N_("Copies in the Sent folder"),
        help=N_(
            "Puts each letter that was accepted into the mailbox's Sent folder. Google and "
            "Microsoft do that by themselves."
        ),
    )
    sent_folder: str = setting(
        "",
        title=N_("Sent folder"),
        help=N_("Empty: the one that the mailbox calls so."),
        pattern=r"[^\x00-\x1f\x7f]+",
        rare=True,
    )
    dkim_key: str = setting(
        "",
        title=N_("DKIM key file"),
        help=N_("PEM file of an RSA key; only where your own server does not sign letters."),
        rare=True,
    )
    dkim_selector: str = setting(
        "",
        title=N_("DKIM selector"),
        help=N_("The name under which the key stands in your domain's DNS."),
        pattern=r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?",
        rare=True,
    )
    timeout: float = setting(
        60.0,
        title=N_("Seconds to wait for an answer"),
        help=N_(
            "Five times as long after a letter was handed over: losing that answer costs most."
        ),
        minimum=0.1,
        maximum=600,
        rare=True,
    )
