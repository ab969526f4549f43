"""The way to the bot: a client, and `getMe` to try the token and whoever answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from depesha.api import AccountBroken, Reason, _
from depesha_telegram.bot import AnswerLostError, Bot, NotReachedError, RejectedError
from depesha_telegram.channel import TelegramAccount
from depesha_telegram.outcomes import refused_on_entry, unreached
from depesha_telegram.session import TelegramSession

if TYPE_CHECKING:
    import httpx


@contextmanager
def connected(settings: TelegramAccount, proxy: str) -> Iterator[TelegramSession]:
    """A session. NotNow or AccountBroken where the way or the token is not good."""
    with bot_of(settings, proxy) as (bot, host):
        yield TelegramSession(bot, host, _bots_name(bot, host))


@contextmanager
def bot_of(settings: TelegramAccount, proxy: str) -> Iterator[tuple[Bot, str]]:
    """The bot, not yet asked anything, and the name of the server behind it."""
    token = settings.token.reveal().strip()
    with _client(settings, token, settings.proxy or proxy) as client:
        yield Bot(client, token), client.base_url.host


def _client(settings: TelegramAccount, token: str, proxy: str) -> "httpx.Client":  # noqa: TID251 - the type; api.http makes it
    import httpx

    from depesha.api.http import client

    base_url = settings.base_url.rstrip("/")
    try:
        return client(
            base_url=f"{base_url}/bot{quote(token, safe=':')}/",
            proxy=proxy,
            timeout=settings.timeout,
            # An answer may not unpack into more than was sent.
            headers={"Accept-Encoding": "identity"},
        )
    except (httpx.InvalidURL, ValueError, ImportError):
        # Their words quote the URL, with the token or the proxy's password.
        cure = _(
            "The address of the Bot API or the proxy cannot be used. Write a proxy as"
            " http://server:port or socks5://server:port."
        )
    raise AccountBroken(Reason.CONFIGURATION, cure=cure)


def _bots_name(bot: Bot, host: str) -> str:
    try:
        match bot.call("getMe", {}):
            case {"is_bot": True, "username": str(name)}:
                return name
    except NotReachedError as error:
        raise unreached(error, host) from error
    except (RejectedError, AnswerLostError) as error:
        raise refused_on_entry(error, host) from error
    raise refused_on_entry(AnswerLostError("getMe tells of no bot", 200), host)
