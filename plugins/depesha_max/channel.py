"""What the MAX channel declares: its settings and its address rule.

Documented: 30 requests a second for a bot. A message may need several (a text, a file, the upload
of both), hence ten messages a second at most.
"""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from depesha.api import (
    N_,
    Channel,
    ChatSettings,
    Context,
    Listener,
    Reason,
    Secret,
    Session,
    Style,
    _,
    secret,
    setting,
)


@dataclass(frozen=True, kw_only=True)
class MaxAccount(ChatSettings):
    """One bot."""

    token: Secret = secret(
        title=N_("Bot token"),
        help=N_("From “MAX for partners”, from the settings of the bot."),
        required=True,
    )
    base_url: str = setting(
        "https://platform-api2.max.ru",
        title=N_("Address of the MAX bot API"),
        help=N_("Begins with https://. Change it only if MAX has moved."),
        required=True,
        pattern=r"https?://[^\s/@]+/?",
        rare=True,
    )
    ca_file: str = setting(
        "",
        title=N_("Root certificates file"),
        help=N_(
            "A PEM file. MAX's own certificate is signed by the Russian national authority; name "
            "its root certificate here unless this computer trusts it already."
        ),
    )
    timeout: float = setting(
        30.0, title=N_("Seconds to wait for an answer"), minimum=0.1, maximum=600, rare=True
    )
    gap: float = setting(
        0.1, title=N_("Seconds between two messages, at least"), minimum=0, rare=True
    )


class Max(Channel[MaxAccount]):
    """Messages from the office's bot in MAX: text with bold, italic, underlined and struck words,
    links, buttons, pictures and files. A person must start the bot once before it may write."""

    id = "max"
    title = N_("MAX")
    write_title = N_("Send MAX message")
    style = Style.TAGS
    settings = MaxAccount
    address_field = "MAX"
    missing = Reason.NOT_SUBSCRIBED
    live = True

    @staticmethod
    def address(text: str) -> str:
        """The id of a person as digits, or of a group chat as digits after a minus (64 bits)."""
        number = text.strip()
        if number.startswith(("@", "http", "max.ru")):
            raise ValueError(
                _("A bot cannot write to a name or a link: the person must start the bot first.")
            )
        if not re.fullmatch(r"-?0*[1-9][0-9]{0,17}", number) or len(number) > 32:
            raise ValueError(
                _("A MAX address is the number of a person or chat, for example 123456789.")
            )
        return str(int(number))

    @staticmethod
    def effective(settings: MaxAccount) -> MaxAccount:
        """With the usual words where the office wrote none of its own."""
        return replace(
            settings,
            welcome=settings.welcome
            or _("You are subscribed: our messages will come here. Write STOP to get no more."),
            ask=settings.ask
            or _(
                "Good day! To let us know who you are, press the button below: it sends us your"
                " phone number."
            ),
            away=settings.away
            or _("Nobody reads messages here. Please call us or write a letter."),
        )

    @staticmethod
    def listen(settings: MaxAccount, context: Context) -> AbstractContextManager[Listener]:
        """What people write to the bot, and who starts or stops it."""
        from depesha_max.listening import listening

        return listening(settings, context)

    @staticmethod
    def connect(settings: MaxAccount, context: Context) -> AbstractContextManager[Session]:
        """A session; the bot's token and the way to MAX are tried on entry."""
        from depesha_max.opening import connected

        return connected(settings, context)
