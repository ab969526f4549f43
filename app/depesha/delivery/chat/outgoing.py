"""What the office says in chats: put into the outbox first, handed over by whoever has the lease.

The rules of mailings hold here too: the intention is on disk before the wire, the answer after it;
what was being sent when a process or a line died is unknown, and sent again by a person's word
only.
"""

import mimetypes
import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from depesha.api.channel import Session
from depesha.api.i18n import _
from depesha.api.message import Attachment, Message, Picture
from depesha.api.outcome import Refused
from depesha.api.reasons import Reason
from depesha.delivery.accounts import Account
from depesha.delivery.clock import Clock
from depesha.delivery.outcome import ENDED, Outcome, Scrubber, connecting, describe, try_send
from depesha.domain.backoff import Backoff
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.domain.rights import Right
from depesha.domain.states import Mode, State
from depesha.store import chat_messages, chats
from depesha.store.chat_messages import ChatFile, ChatMessage
from depesha.store.chats import Chat
from depesha.store.database import Connection, Database

if TYPE_CHECKING:
    from depesha.delivery.office import Office

HELD = 60.0
"""Seconds until an account that cannot send is tried again; a person may have mended it."""
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")


def new_key() -> str:
    """A key that no other message has."""
    return f"chat-{secrets.token_hex(10)}"


def queue(
    database: Database, clock: Clock, chat: Chat, text: str, *, author: str = "",
    files: Sequence[Path] = (), folder: Path,
) -> int:  # fmt: skip
    """Put a message into the outbox; its number. Files are copied first: what is in the outbox
    depends on nothing else. Raises InputError for a message that is none, or a file that is not
    there, and for a chat that takes none."""
    if chat.state != chats.OPEN:
        raise InputError(_("{name} lets us write no more.").format(name=chat.shown_name))
    if not text.strip() and not files:
        raise InputError(_("The message is empty."))
    from depesha.delivery.chat import text as texts

    texts.check(text)
    kept = tuple(keep(folder, path) for path in files)
    now = clock.now()
    with database.write() as c:
        return chat_messages.add(
            c,
            ChatMessage(0, chat.id, out=True, ref=new_key(), author=author, text=text.strip(),
                        at=now, state=State.QUEUED, files=kept),
            now,
        )  # fmt: skip


def write(
    office: "Office", chat: Chat, text: str, files: Sequence[Path] = (), author: str = ""
) -> int:
    """Put a person's message into the outbox, as `queue` does. Raises also NotConfiguredError
    where nothing would send it, and NotAllowedError."""
    office.rights.require(Right.SEND)
    channel = office.channel(chat.channel)
    if Mode(office.settings.channel(channel.id).mode) is not Mode.ON:
        raise NotConfiguredError(
            _("{channel} is not switched on: depesha settings set {id}.mode=on").format(
                channel=_(channel.title), id=channel.id
            )
        )
    office.account_names(channel.id, chat.account.partition(".")[2])
    return queue(
        office.database, office.clock, chat, text, author=author, files=files,
        folder=office.profile.chats,
    )  # fmt: skip


def queue_automatic(
    c: Connection, chat_id: int, text: str, now: float, again: float, *, ask_phone: bool = False
) -> None:
    """Put an automatic answer into the outbox, unless it was given `again` seconds ago or less."""
    if not text or now - chat_messages.last_automatic(c, chat_id, text) < again:
        return
    answer = ChatMessage(0, chat_id, out=True, ref=new_key(), author="", text=text, at=now,
                         state=State.QUEUED, ask_phone=ask_phone)  # fmt: skip
    chat_messages.add(c, answer, now)


def keep(folder: Path, path: Path) -> ChatFile:
    """A copy of the file in the folder of chats. Raises InputError where it cannot be read."""
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    place = Path("out") / f"{secrets.token_hex(8)}{path.suffix[:20]}"
    target = folder / place
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        size = target.stat().st_size
    except OSError as error:
        raise InputError(
            _("{file} cannot be read: {why}.").format(file=path, why=error.strerror or error)
        ) from error
    return ChatFile(0, 0, path.name, mime, size, mime in PICTURES, path=place.as_posix())


class Line:
    """The way to the provider: opened when it is needed, and kept for the next message."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._opened = ExitStack()
        self._session: Session | None = None

    def open(self) -> Session:
        """The session. Raises what `Account.connect` does."""
        if self._session is None:
            self._session = self._opened.enter_context(self._account.connect())
        return self._session

    def close(self) -> None:
        """Nothing is said by it."""
        self._session = None
        with suppress(Exception):  # a line that broke may not even be closed
            self._opened.close()


@dataclass
class Sender:
    """Sends what is due of one account, as long as its holder has the lease."""

    database: Database
    account: Account
    clock: Clock
    backoff: Backoff
    folder: Path
    fence: Callable[[Connection], bool]
    """Whether we still have the lease; asked in the transaction of each intention."""
    ended: Callable[[Connection, str], None]
    """Hears of an address at which a subscription has ended."""
    moved: Callable[[Connection, str, str], None]

    line: Line
    going: Callable[[], bool] = lambda: True
    """False where the program is about to end."""

    def run(self) -> int:
        """Send all that is due; how many were tried."""
        scrub = Scrubber(self.account.settings)
        tried = 0
        while self.going() and (row := self._next()) is not None:
            try:
                session = self.line.open()
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                self._hold(connecting(error, scrub))
                return tried
            if not self._intend(row):
                return tried
            tried += 1
            outcome = self._try(session, row, scrub)
            self._settle(row, outcome)
            if outcome.reopen:
                self.line.close()
            if outcome.holds_account or outcome.breaks_account:
                self._hold(outcome)
                return tried
        return tried

    def _next(self) -> ChatMessage | None:
        return chat_messages.due(self.database.reader, self.account.id, self.clock.now())

    def _intend(self, row: ChatMessage) -> bool:
        with self.database.write() as c:
            return self.fence(c) and chat_messages.intend(c, row.id)

    def _try(self, session: Session, row: ChatMessage, scrub: Scrubber) -> Outcome:
        chat = chats.get(self.database.reader, row.chat_id)
        assert chat is not None
        try:
            made = message_of(row, chat, self.folder)
        except (OSError, ValueError) as error:
            # Nothing has left; whatever was wrong is wrong with this message.
            refusal = Refused(Reason.MISSING_ATTACHMENT, describe(error))
            return Outcome(State.FAILED, refusal.reason, scrub(refusal.answer))
        return try_send(session.send, made, scrub)

    def _settle(self, row: ChatMessage, outcome: Outcome) -> None:
        failures = row.failures + (outcome.state is State.WAITING)
        state, next_at, now = outcome.state, None, self.clock.now()
        if state is State.WAITING and self.backoff.exhausted(failures):
            state = State.FAILED
        elif state in {State.WAITING, State.QUEUED}:
            next_at = now + self.backoff.delay(max(failures, 1), outcome.after)
            state = State.WAITING
        with self.database.write() as c:
            chat_messages.settle(
                c,
                replace(row, state=state, reason=outcome.reason, failures=failures,
                        answer=outcome.answer, provider_id=outcome.provider_id),
                next_at,
            )  # fmt: skip
            chat = chats.get(c, row.chat_id)
            if chat is None:
                return
            if state is State.FAILED and outcome.reason in ENDED:
                self.ended(c, chat.address)
            elif outcome.new_address:
                self.moved(c, chat.address, outcome.new_address)

    def _hold(self, outcome: Outcome) -> None:
        until = self.clock.now() + (outcome.after or HELD)
        answer = " — ".join(filter(None, (outcome.answer, outcome.cure)))
        with self.database.write() as c:
            chat_messages.hold(c, self.account.id, until, outcome.reason, answer)


def message_of(row: ChatMessage, chat: Chat, folder: Path) -> Message:
    """What the channel is given. OSError where a file cannot be read."""
    from depesha.delivery.chat.text import shapes

    shaped = shapes(row.text)
    pictures = tuple(
        Picture(f"{file.id}", file.mime, (folder / file.path).read_bytes())
        for file in row.files if file.picture
    )  # fmt: skip
    attachments = tuple(
        Attachment(file.name, file.mime, folder / file.path)
        for file in row.files if not file.picture
    )  # fmt: skip
    return Message(
        key=row.ref, address=chat.address, name=chat.shown_name, text=shaped.text,
        html=shaped.html, pictures=pictures, attachments=attachments, ask_phone=row.ask_phone,
    )  # fmt: skip
