"""An open way to one bot: uploads, sends, and waits where MAX asks for patience."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from depesha.api import Message, NotNow, Reason, Receipt, Refused, _
from depesha.api.http import AnswerLostError, NotReachedError, download
from depesha_max.bot import Bot, RejectedError
from depesha_max.outcomes import NOT_READY, refused, unreached
from depesha_max.request import Step, address, body, steps
from depesha_max.uploads import Uploads

GAP = 0.5
"""Seconds between two messages to one person: two a second are taken (documented)."""
PATIENCE = (1.0, 2.0, 4.0)
"""Seconds to wait for an uploaded file that MAX is still working on, time after time."""


class PartlySentError(Exception):
    """The first calls of a message arrived and a later one did not, or may not have. None of the
    certain answers is true of that: the person has a part, and a repetition would double it."""


class MaxSession:
    """Sends messages of one bot."""

    def __init__(self, bot: Bot, host: str, name: str, wait: Callable[[float], None]) -> None:
        self._bot = bot
        self._host = host
        self._name = name
        self._wait = wait
        self._uploads = Uploads(bot, host)

    def test(self) -> str:
        """Who answers."""
        return _("The bot @{name} answers.").format(name=self._name)

    def invitation(self, token: str, /) -> str:
        """The deep link that starts the bot with this token."""
        return f"https://max.ru/{self._name}?start={token}"

    def fetch(self, ref: str, write: Callable[[bytes], object], /) -> None:
        """A file that somebody sent to the bot, by the address that MAX gave for it."""
        ours = self._bot.client.base_url.scheme
        if urlsplit(ref).scheme not in {"https", ours}:
            raise Refused(Reason.REFUSED, "no address of a file")
        try:
            download(self._bot.plain, ref, write)
        except NotReachedError as error:
            raise unreached(error, self._host) from error
        except AnswerLostError as error:
            if 400 <= error.status < 500:
                raise Refused(Reason.REFUSED, str(error)) from error
            raise NotNow(Reason.CONNECTION, str(error)) from error

    def send(self, message: Message, /) -> Receipt:
        """Receipt(provider_id=the message ids, joined by commas)."""
        planned = steps(message)
        items = [item for step in planned for item in step.items]
        for one in message.attachments:
            if one not in self._uploads.known and not one.path.is_file():
                raise Refused(Reason.MISSING_ATTACHMENT, one.name)
        old = [item for item in items if item in self._uploads.known]
        self._uploads.ensure(items)
        try:
            return self._go(message.address, planned)
        except Refused as no:
            # MAX may have forgotten a file of an earlier message: then nothing of this one went.
            if not old or no.reason is not Reason.CONTENT:
                raise
            for item in old:
                self._uploads.known.pop(item, None)
        self._uploads.ensure(items)
        return self._go(message.address, planned)

    def _go(self, chat: str, planned: list[Step]) -> Receipt:
        ids: list[str] = []
        for number, step in enumerate(planned, 1):
            try:
                if number > 1:
                    self._wait(GAP)
                ids.append(self._perform(chat, step))
            except Exception as error:
                if number == 1:
                    raise
                where = f"call {number} of {len(planned)}, after messages {','.join(ids)} arrived"
                raise PartlySentError(f"{where}: {error}") from error
        return Receipt(provider_id=",".join(ids))

    def _perform(self, chat: str, step: Step) -> str:
        """One call, repeated only while MAX is still working on a file; the message's id."""
        content = body(step, self._uploads.known)
        params = {**address(chat), "disable_link_preview": "true"}
        for pause in (*PATIENCE, None):
            try:
                return _id(self._bot.call("POST", "/messages", params=params, json=content))
            except RejectedError as no:
                if no.code != NOT_READY or pause is None:
                    raise refused(no) from no
            except NotReachedError as error:
                raise unreached(error, self._host) from error
            self._wait(pause)
        raise AssertionError("the last try returns or raises")


def _id(answer: dict[str, Any]) -> str:
    match answer:
        case {"message": {"body": {"mid": str(mid)}}}:
            return mid
    raise AnswerLostError("POST /messages tells of no message", 200)
