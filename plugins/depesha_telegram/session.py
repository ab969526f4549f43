"""An open way to one bot: sends messages, and mends on the spot what can be mended for certain."""

from collections.abc import Callable
from typing import Any

from depesha.api import Message, NotNow, Reason, Receipt, Refused, _
from depesha_telegram.bot import AnswerLostError, Bot, NotReachedError, RejectedError
from depesha_telegram.outcomes import refused, unreached
from depesha_telegram.request import Item, Step, file_ids, request, steps

MOVED, PLAIN, FILES = "moved", "plain", "files"
"""What can be mended: the chat has a new id, the markup is wrong, an uploaded file is forgotten."""


class PartlySentError(Exception):
    """The first calls of a message arrived and a later one did not, or may not have. None of the
    certain answers is true of that: the person has a part, and a repetition would double it."""


class TelegramSession:
    """Uploads each picture and file once: later messages name the file_id that Telegram gave it."""

    def __init__(self, bot: Bot, host: str, name: str) -> None:
        self._bot = bot
        self._host = host
        self._name = name
        self._known: dict[Item, str] = {}

    def test(self) -> str:
        """Who answers."""
        return _("The bot @{name} answers.").format(name=self._name)

    def invitation(self, token: str, /) -> str:
        """The deep link that starts the bot with this token."""
        return f"https://t.me/{self._name}?start={token}"

    def fetch(self, ref: str, write: Callable[[bytes], object], /) -> None:
        """A file that somebody sent to the bot; documented: up to 20 MB."""
        try:
            match self._bot.call("getFile", {"file_id": ref}):
                case {"file_path": str(path)}:
                    self._bot.download(path, write)
                    return
        except NotReachedError as error:
            raise unreached(error, self._host) from error
        except AnswerLostError as error:
            raise NotNow(Reason.CONNECTION, str(error)) from error
        except RejectedError as no:
            meant = refused(no)
            if isinstance(meant, AnswerLostError):
                meant = NotNow(Reason.PROVIDER_ERROR, str(no))
            raise meant from no
        raise Refused(Reason.REFUSED, "getFile tells of no path")

    def send(self, message: Message, /) -> Receipt:
        """Receipt(provider_id=the message ids, joined by commas; answer=what was mended)."""
        trial = _Trial(int(message.address))
        ids: list[str] = []
        planned = steps(message)
        for one in message.attachments:
            if one not in self._known and not one.path.is_file():
                raise Refused(Reason.MISSING_ATTACHMENT, one.name)
        for number, step in enumerate(planned, 1):
            try:
                ids += self._perform(step, trial)
            except Exception as error:
                if number == 1:
                    raise
                where = f"call {number} of {len(planned)}, after messages {','.join(ids)} arrived"
                raise PartlySentError(f"{where}: {error}") from error
        return Receipt(
            provider_id=",".join(ids),
            answer="; ".join(trial.mended.values()),
            new_address=str(trial.chat) if MOVED in trial.mended else "",
        )

    def _perform(self, step: Step, trial: "_Trial") -> list[str]:
        """Call until it is done or cannot be mended; the ids of the messages that it made."""
        while True:
            method, params, files = request(
                step, trial.chat, as_html=trial.as_html, known=self._known
            )
            try:
                result = self._bot.call(method, params, files)
            except RejectedError as no:
                if not trial.mend(no):
                    raise refused(no) from no
                if FILES in trial.mended:
                    self._known.clear()
            except NotReachedError as error:
                raise unreached(error, self._host) from error
            else:
                made = zip(step.items, file_ids(result), strict=False)
                self._known |= {item: file_id for item, file_id in made if file_id}
                return _message_ids(result)


class _Trial:
    """How the calls of one message are made. A cure follows a refusal, so that the message goes
    once at most; and each is tried once."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        self.as_html = True
        self.mended: dict[str, str] = {}

    def mend(self, no: RejectedError) -> bool:
        """Whether it is worth calling again."""
        said = no.description.lower()
        moved = no.parameters.get("migrate_to_chat_id")
        if isinstance(moved, int):
            cure, words = MOVED, f"migrate_to_chat_id: {moved}"
            self.chat = moved
        elif no.code == 400 and "can't parse" in said:
            cure, words = PLAIN, f"sent as plain text, because {no}"
            self.as_html = False
        elif no.code == 400 and "file identifier" in said:
            cure, words = FILES, "files uploaded anew"
        else:
            return False
        known = cure in self.mended
        self.mended[cure] = words
        return not known


def _message_ids(result: Any) -> list[str]:
    messages = result if isinstance(result, list) else [result]
    return [str(one["message_id"]) for one in messages if isinstance(one, dict)]
