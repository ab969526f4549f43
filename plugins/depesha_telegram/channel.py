"""What the Telegram channel declares: its settings and its address rule.

Limits of pace (documented, without a number that Telegram promises): about 30 messages a second
for a bot and one a second for a chat. Hence 20 a second here; one mailing writes to a chat once.
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
class TelegramAccount(ChatSettings):
    """One bot."""

    token: Secret = secret(
        title=N_("Bot token"),
        help=N_("From @BotFather: digits, a colon, letters and digits."),
        required=True,
    )
    base_url: str = setting(
        "https://api.telegram.org",
        title=N_("Address of the Bot API"),
        help=N_("Begins with https://. Change it only for a Bot API server of your own."),
        required=True,
        pattern=r"https?://\S+",
    )
    proxy: str = setting(
        "",
        title=N_("Proxy"),
        help=N_("For this bot alone, http://… or socks5://…; empty for the office's proxy."),
        pattern=r"(https?|socks5)://[^\s/@]+/?",
    )
    timeout: float = setting(
        30.0, title=N_("Seconds to wait for an answer"), minimum=0.1, maximum=600
    )
    gap: float = setting(0.05, title=N_("Seconds between two messages, at least"), minimum=0)


class Telegram(Channel[TelegramAccount]):
    """Messages from the office's Telegram bot: text with bold, italic, underlined and struck words
    and links, pictures and files. A person must open the bot's link once before it may write."""

    id = "telegram"
    title = N_("Telegram")
    write_title = N_("Send Telegram message")
    style = Style.TAGS
    settings = TelegramAccount
    address_field = "telegram"
    missing = Reason.NOT_SUBSCRIBED
    live = True

    @staticmethod
    def address(text: str) -> str:
        """The id of a chat as digits, with a minus for groups; at most 16 of them (documented: 52
        significant bits)."""
        number = text.strip()
        if number.startswith("@"):
            raise ValueError(
                _("A bot cannot write to a name like @ivan: the person must open its link first.")
            )
        if not re.fullmatch(r"-?0*[1-9][0-9]{0,15}", number) or len(number) > 32:
            raise ValueError(
                _("A Telegram address is the number of a chat, for example 123456789.")
            )
        return str(int(number))

    @staticmethod
    def effective(settings: TelegramAccount) -> TelegramAccount:
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
    def listen(settings: TelegramAccount, context: Context) -> AbstractContextManager[Listener]:
        """What people write to the bot, and who subscribes to it."""
        from depesha_telegram.listening import listening

        return listening(settings, context.proxy, context.patience)

    @staticmethod
    def connect(settings: TelegramAccount, context: Context) -> AbstractContextManager[Session]:
        """A session; the bot's token and the way to Telegram are tried on entry."""
        from depesha_telegram.opening import connected

        return connected(settings, context.proxy)
