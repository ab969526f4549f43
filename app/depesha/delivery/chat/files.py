"""Pictures and files that people sent: fetched into the folder of chats, one at a time."""

import secrets
from pathlib import Path

from depesha.api.inbound import Fetches
from depesha.api.outcome import Refused
from depesha.api.reasons import Reason
from depesha.delivery.chat.outgoing import Line
from depesha.delivery.outcome import Scrubber
from depesha.store import chat_messages
from depesha.store.chat_messages import ChatFile
from depesha.store.database import Database

MOST = 100 * 2**20
"""Bytes of a file that are taken at most, whoever offers more."""


def fetch_next(database: Database, account: str, line: Line, folder: Path, scrub: Scrubber) -> bool:
    """Fetch one file that waits; False where none does. Raises what a session's `fetch` does when
    it is to be tried again later."""
    file = chat_messages.to_fetch(database.reader, account)
    if file is None:
        return False
    session = line.open()
    try:
        if not isinstance(session, Fetches):
            raise Refused(Reason.REFUSED, "files cannot be fetched")  # noqa: TRY301 - as if it had said so
        place, size = _fetched(session, file, folder)
    except Refused as no:
        with database.write() as c:
            chat_messages.set_file(c, file.id, "gone", why=scrub(no))
        return True
    with database.write() as c:
        chat_messages.set_file(c, file.id, "here", path=place, size=size)
    return True


def _fetched(session: Fetches, file: ChatFile, folder: Path) -> tuple[str, int]:
    place = Path("in") / f"{secrets.token_hex(8)}{Path(file.name).suffix[:20]}"
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    size = 0
    try:
        with unfinished.open("wb") as stream:

            def write(piece: bytes) -> None:
                nonlocal size
                size += len(piece)
                if size > MOST:
                    raise Refused(Reason.TOO_LARGE, f"more than {MOST} bytes")
                stream.write(piece)

            session.fetch(file.ref, write)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return place.as_posix(), size
