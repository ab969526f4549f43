"""The way to the bot: two clients, and `GET /me` to try the token and whoever answers."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from depesha.api import AccountBroken, Context, Reason, Scope, _
from depesha.api.http import AnswerLostError, NotReachedError
from depesha_max.bot import Bot, RejectedError
from depesha_max.channel import MaxAccount
from depesha_max.outcomes import before, wrong_token
from depesha_max.session import MaxSession


@contextmanager
def connected(settings: MaxAccount, context: Context) -> Iterator[MaxSession]:
    """A session. NotNow or AccountBroken where the way or the token is not good."""
    with reached(settings, context) as (bot, host, name):
        yield MaxSession(bot, host, name, context.wait)


@contextmanager
def reached(settings: MaxAccount, context: Context) -> Iterator[tuple[Bot, str, str]]:
    """The bot, its host and its own name; raises as `connected`."""
    token = settings.token.reveal().strip()
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        raise wrong_token()
    with ExitStack() as opened:
        bot = _bot(opened, settings, context, token)
        host = bot.client.base_url.host
        yield bot, host, _name(bot, host)


def _bot(opened: ExitStack, settings: MaxAccount, context: Context, token: str) -> Bot:
    import httpx

    from depesha.api.http import client

    def one(headers: dict[str, str]) -> httpx.Client:  # noqa: TID251 - the type; api.http makes it
        made = client(
            base_url=settings.base_url,
            proxy=context.proxy,
            timeout=settings.timeout,
            headers=headers,
            extra_ca_file=settings.ca_file,
        )
        return opened.enter_context(made)

    try:
        return Bot(one({"Authorization": token}), one({}))
    except OSError as error:
        words = f"{settings.ca_file}: {error.strerror or error}"
        cure = _(
            "The file with the authority's certificate cannot be read: check path and content."
        )
        broken = AccountBroken(Reason.TLS, words, cure=cure)
    except (httpx.InvalidURL, ValueError, ImportError):
        # Their words quote the URL, the token, or the proxy's password.
        cure = _(
            "The address of the MAX bot API or the proxy cannot be used. Write a proxy as"
            " http://server:port or socks5://server:port."
        )
        broken = AccountBroken(Reason.CONFIGURATION, cure=cure)
    raise broken


def _name(bot: Bot, host: str) -> str:
    try:
        me = bot.call("GET", "/me")
    except (NotReachedError, AnswerLostError, RejectedError) as error:
        raise before(error, host, Scope.ACCOUNT) from error
    match me:
        case {"user_id": int(), "username": str(name)} | {
            "user_id": int(),
            "first_name": str(name),
        }:
            return name
    raise before(AnswerLostError("GET /me tells of no bot", 200), host, Scope.ACCOUNT)
