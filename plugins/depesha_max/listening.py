"""Listens to the bot by `GET /updates`: long polling from a marker on.

Documented: `marker` is where the next events begin; 100 events at a time, two requests a second;
events are kept for a day; meant for development, but the only way for a program without a server.
Assumed: that an older marker gives the same events again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from depesha.api import Batch, Context, Scope
from depesha.api.http import AnswerLostError, NotReachedError
from depesha_max.bot import Bot, RejectedError
from depesha_max.channel import MaxAccount
from depesha_max.opening import reached
from depesha_max.outcomes import before
from depesha_max.updates import TYPES, events

LIMIT = 100


@contextmanager
def listening(settings: MaxAccount, context: Context) -> Iterator["MaxListener"]:
    """A listener; the token is tried on entry."""
    # Whoever waits for news waits longer for an answer.
    slow = replace(settings, timeout=settings.timeout + context.patience)
    with reached(slow, context) as (bot, host, _name):
        yield MaxListener(bot, host, context)


class MaxListener:
    """The cursor is MAX's marker."""

    def __init__(self, bot: Bot, host: str, context: Context) -> None:
        self._bot = bot
        self._host = host
        self._patience = min(int(context.patience), 90)

    def receive(self, cursor: str, /) -> Batch:
        """See `depesha.api.Listener`."""
        told = self._ask(cursor)
        updates, marker = told.get("updates"), told.get("marker")
        found = updates if isinstance(updates, list) else []
        heard = tuple(event for update in found for event in events(update))
        after = str(marker) if isinstance(marker, int) else cursor
        return Batch(heard, after, more=len(found) >= LIMIT and after != cursor)

    def _ask(self, cursor: str) -> dict[str, Any]:
        params: dict[str, Any] = {
            "limit": LIMIT,
            "timeout": self._patience,
            "types": ",".join(TYPES),
        }
        if cursor:
            params["marker"] = cursor
        try:
            return self._bot.call("GET", "/updates", params=params)
        except (NotReachedError, AnswerLostError, RejectedError) as error:
            # Nothing is lost by it: the same marker gives the same events again.
            raise before(error, self._host, Scope.ACCOUNT) from error
