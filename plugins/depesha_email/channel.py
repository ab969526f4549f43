"""The channel `email` as the host sees it. Cheap to import; the work is in `session`."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import ClassVar

from depesha.api import (
    N_,
    AccountSettings,
    Channel,
    Context,
    Listener,
    Message,
    Secret,
    Session,
    Style,
    Suggestion,
)
from depesha_email import addresses, in_force
from depesha_email.account import EmailAccount


class EmailChannel(Channel[EmailAccount]):
    """Sends letters through your mail provider or the office's own server."""

    id = "email"
    title = N_("E-mail")
    write_title = N_("Send email")
    style = Style.LETTER
    settings: ClassVar[type[AccountSettings]] = EmailAccount
    address_field = "email"

    @staticmethod
    def address(text: str) -> str:
        """`ivan@пример.рф` → `ivan@xn--e1afmkfd.xn--p1ai`."""
        return addresses.normal(text)

    @staticmethod
    def effective(settings: EmailAccount) -> EmailAccount:
        """What is empty, filled from the provider's preset."""
        return in_force.effective(settings)

    @staticmethod
    def suggest(known: Mapping[str, str]) -> Suggestion:
        """The provider of the sender's address, and how its password is made."""
        from depesha_email import suggesting

        return suggesting.suggest(known)

    @staticmethod
    def connect(settings: EmailAccount, context: Context) -> AbstractContextManager[Session]:
        """A session; AccountBroken on entry where TLS or the login fails."""
        from depesha_email.session import EmailSession

        return EmailSession(settings, context)

    @staticmethod
    def sign_in(
        settings: EmailAccount, context: Context, show: Callable[[str], None]
    ) -> Mapping[str, Secret]:
        """Sign in with Microsoft or Google; the refresh token."""
        from depesha_email import signing_in

        return signing_in.sign_in(in_force.checked(settings), context, show)

    @staticmethod
    def listen(settings: EmailAccount, context: Context) -> AbstractContextManager[Listener] | None:
        """The mailbox, where the settings want it read."""
        if not settings.inbox:
            return None
        from depesha_email.listening import MailboxListener

        return MailboxListener(settings, context)

    @staticmethod
    def rehearse(settings: EmailAccount, message: Message) -> tuple[str, bytes]:
        """The letter as it would leave, for a mail program to open. Raises Refused as `send`."""
        from depesha_email.letter import Composer

        return ".eml", Composer(in_force.rehearsed(settings)).letter(message).content()
