"""What lies in a played mailbox: folders of letters with UIDs and flags."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Letter:
    """One letter in a folder."""

    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)

    @property
    def head(self) -> bytes:
        """Its headers, with the blank line."""
        head, blank, _body = self.raw.partition(b"\r\n\r\n")
        return head + blank


@dataclass
class Folder:
    """A folder, by its name in Unicode."""

    name: str
    attributes: tuple[str, ...] = ()
    """Such as `\\Sent`."""
    validity: int = 1
    next_uid: int = 1
    letters: list[Letter] = field(default_factory=list)

    def add(self, raw: bytes, flags: Iterable[str] = ()) -> int:
        """A letter arrives; its UID."""
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.letters.append(
            Letter(uid, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), set(flags))
        )
        return uid

    def renumber(self) -> None:
        """As after a restore on the server: other UIDs, and a UIDVALIDITY that says so."""
        self.validity += 1
        self.next_uid = 1
        for letter in self.letters:
            letter.uid, self.next_uid = self.next_uid, self.next_uid + 1

    def within(self, uids: str) -> list[Letter]:
        """The letters of a set such as `3,7:*`. `*` is the last letter, whatever stands before the
        colon (RFC 3501): `9:*` finds letter 5 where that is the last."""
        last = self.letters[-1].uid if self.letters else 0
        found = []
        for part in uids.split(","):
            ends = [last if end == "*" else int(end) for end in part.split(":")]
            found += [one for one in self.letters if min(ends) <= one.uid <= max(ends)]
        return found


class Mailbox:
    """The folders of one login. Written by tests and by the server's threads."""

    def __init__(self, folders: Iterable[Folder]) -> None:
        self.lock = threading.Lock()
        self._folders = {folder.name: folder for folder in folders}

    @property
    def folders(self) -> list[Folder]:
        """In the order in which they were made."""
        return list(self._folders.values())

    def find(self, name: str) -> Folder | None:
        """The folder of that name; `INBOX` in any case."""
        return self._folders.get("INBOX" if name.upper() == "INBOX" else name)


def utf7(name: str) -> str:
    """The name as it goes over the wire (RFC 3501, 5.1.3)."""
    out, run = "", ""
    for letter in [*name, ""]:
        if letter and not " " <= letter <= "~":
            run += letter
            continue
        if run:
            coded = run.encode("utf-7").decode().removeprefix("+").removesuffix("-")
            out += "&" + coded.replace("/", ",") + "-"
            run = ""
        out += "&-" if letter == "&" else letter
    return out
