"""The upload of pictures and files: each once, later messages name the token that MAX gave.

Documented: `POST /uploads?type=…` gives an address; the file goes there as the form field `data`;
the answer holds the token, for images below `photos`.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from depesha.api import Picture, Reason, Refused, Scope
from depesha.api.http import AnswerLostError, NotReachedError
from depesha_max.bot import Bot, RejectedError
from depesha_max.outcomes import before
from depesha_max.request import Item, kind


class Uploads:
    """What is uploaded, by the picture or file."""

    def __init__(self, bot: Bot, host: str) -> None:
        self._bot = bot
        self._host = host
        self.known: dict[Item, str] = {}

    def ensure(self, items: Iterable[Item]) -> None:
        """Upload those that are not yet. Whatever fails, no message has left: Refused, NotNow or
        AccountBroken."""
        for number, item in enumerate(items, 1):
            if item not in self.known:
                try:
                    self.known[item] = self._upload(item, number)
                except (NotReachedError, AnswerLostError, RejectedError) as error:
                    raise before(error, self._host, Scope.ROW) from error

    def _upload(self, item: Item, number: int) -> str:
        place = self._bot.call("POST", "/uploads", params={"type": kind(item)}).get("url")
        ours = self._bot.client.base_url.scheme
        if not isinstance(place, str) or urlsplit(place).scheme not in {"https", ours}:
            raise AnswerLostError("POST /uploads tells of no address")
        with ExitStack() as opened:
            content: bytes | BinaryIO
            if isinstance(item, Picture):
                name, content, mime = f"picture{number}", item.data, item.mime
            else:
                name, mime = item.name, item.mime
                try:
                    content = opened.enter_context(item.path.open("rb"))
                except OSError as error:
                    words = f"{item.name}: {error.strerror}"
                    raise Refused(Reason.MISSING_ATTACHMENT, words) from error
            return _token(self._bot.upload(place, name, content, mime))


def _token(answer: dict[str, Any]) -> str:
    match answer:
        case {"token": str(token)}:
            return token
        case {"photos": dict(photos)}:
            for photo in photos.values():
                if isinstance(photo, dict) and isinstance(photo.get("token"), str):
                    return str(photo["token"])
    raise AnswerLostError("the upload tells of no token")
