"""Listens to the bot by `getUpdates`: long polling, each update taken once.

Documented: `offset` is the highest update_id so far plus one, and confirms all before it; updates
are kept for a day; `allowed_updates` is remembered, so it is said each time; 409 where another
program listens, or a web site gets the updates (webhook).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from depesha.api import AccountBroken, Batch, NotNow, Reason, Scope, _
from depesha_telegram.bot import AnswerLostError, Bot, NotReachedError, RejectedError
from depesha_telegram.channel import TelegramAccount
from depesha_telegram.opening import bot_of
from depesha_telegram.outcomes import refused_on_entry, unreached
from depesha_telegram.updates import ALLOWED, events

LIMIT = 100
"""Updates at a time; the Bot API gives no more."""


@contextmanager
def listening(
    settings: TelegramAccount, proxy: str, patience: float
) -> Iterator["TelegramListener"]:
    """A listener; nothing is asked before its first `receive`."""
    # Whoever waits for news waits longer for an answer.
    slow = replace(settings, timeout=settings.timeout + patience)
    with bot_of(slow, proxy) as (bot, host):
        yield TelegramListener(bot, host, patience)


class TelegramListener:
    """The cursor is the next update_id that was not yet seen."""

    def __init__(self, bot: Bot, host: str, patience: float) -> None:
        self._bot = bot
        self._host = host
        self._patience = int(patience)

    def receive(self, cursor: str, /) -> Batch:
        """See `depesha.api.Listener`."""
        offset = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
        found = self._ask(offset)
        numbers = [one["update_id"] for one in found]
        heard = tuple(event for update in found for event in events(update))
        after = max([offset, *(number + 1 for number in numbers)])
        return Batch(heard, str(after) if after else cursor, more=len(found) >= LIMIT)

    def _ask(self, offset: int) -> list[dict[str, Any]]:
        params = {
            "offset": offset, "limit": LIMIT, "timeout": self._patience,
            "allowed_updates": ALLOWED,
        }  # fmt: skip
        try:
            result = self._bot.call("getUpdates", params)
        except NotReachedError as error:
            raise unreached(error, self._host) from error
        except RejectedError as no:
            raise (conflict(no) if no.code == 409 else refused_on_entry(no, self._host)) from no
        except AnswerLostError as error:
            # Nothing is lost by it: what was not confirmed is told again.
            raise refused_on_entry(error, self._host) from error
        if not isinstance(result, list):
            words = f"getUpdates: {type(result).__name__} instead of a list"
            raise NotNow(Reason.PROVIDER_ERROR, words, scope=Scope.ACCOUNT)
        return [
            one for one in result
            if isinstance(one, dict) and isinstance(one.get("update_id"), int)
        ]  # fmt: skip


def conflict(no: RejectedError) -> AccountBroken:
    """Somebody else gets what people write to the bot."""
    if "webhook" in no.description.lower():
        cure = _(
            "What people write to this bot goes to a web site (a webhook is set). Take the webhook"
            " away in that program, or make a bot of its own for Depesha in @BotFather."
        )
    else:
        cure = _(
            "Another program reads the messages of this bot: a Depesha with another database, or a"
            " program of somebody else. Close it, or make a bot of its own for Depesha in"
            " @BotFather."
        )
    return AccountBroken(Reason.CONFIGURATION, str(no), cure=cure)
