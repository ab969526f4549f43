"""What the bridge declares: its settings and its address rule.

The URL of a service holds its passwords, so the whole of it is a secret of the account, in the
keyring. A person's card holds nothing but the recipient's name at the service, which is put where
the URL says `{address}`.
"""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass

from depesha.api import (
    N_,
    AccountSettings,
    Channel,
    Context,
    Finding,
    Message,
    Reason,
    Secret,
    Session,
    Style,
    _,
    secret,
    setting,
)

_ADDRESS = re.compile(r"[\w@+#!:.~$-]{1,200}")
"""No separators of URLs or lists: no address can become two, or a setting of the service."""


@dataclass(frozen=True, kw_only=True)
class AppriseAccount(AccountSettings):
    """One service."""

    url: Secret = secret(
        title=N_("Apprise URL of the service"),
        help=N_(
            "With its passwords and with {address} in place of the recipient, for example"
            " ntfys://user:password@ntfy.example.org/{address}. It is kept in the keyring."
        ),
        required=True,
    )
    timeout: float = setting(
        30.0, title=N_("Seconds to wait for an answer"), minimum=0.1, maximum=600, rare=True
    )
    gap: float = setting(
        1.0, title=N_("Seconds between two messages, at least"), minimum=0, rare=True
    )


class Apprise(Channel[AppriseAccount]):
    """Plain text through any service that Apprise knows. The service says only whether it took a
    message, never whether it arrived."""

    id = "apprise"
    title = N_("Apprise")
    write_title = N_("Send through Apprise")
    style = Style.TEXT
    settings = AppriseAccount
    address_field = "Apprise"

    @staticmethod
    def address(text: str) -> str:
        """A user, room, topic, phone or e-mail address, as the service writes it."""
        name = text.strip()
        if "://" in name:
            raise ValueError(
                _(
                    "Write only the recipient's name at the service here. The service's URL belongs"
                    " into the account, because there are passwords in it."
                )
            )
        if not _ADDRESS.fullmatch(name) or not re.search(r"\w", name):
            raise ValueError(
                _(
                    "The recipient's name at the service is one word, for example ivan, #sales or"
                    " +79161234567."
                )
            )
        return name

    @staticmethod
    def connect(settings: AppriseAccount, context: Context) -> AbstractContextManager[Session]:
        """A session: Apprise in a process of its own. Whether the service knows us shows only when
        it is written to."""
        from depesha_apprise.session import connected

        return connected(settings, context)

    @staticmethod
    def rehearse(settings: AppriseAccount, message: Message) -> tuple[str, bytes]:  # noqa: ARG004
        """The text."""
        return ".txt", message.text.encode("utf-8", "replace")


def check(message: Message, settings: AppriseAccount) -> Finding | None:  # noqa: ARG001
    """The message check of this plugin."""
    if not message.text.strip():
        return Finding(Reason.CONTENT, _("The message is empty."))
    return None
