"""One connection of a played IMAP server (RFC 3501), as far as mail programs need it."""

import base64
import re
import socket
import socketserver
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from depesha.testing.imap_store import Folder, Letter, Mailbox, utf7

Security = Literal["none", "starttls", "tls"]
_LITERAL = re.compile(rb"\{(\d+)(\+?)\}$")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ITEM = re.compile(r"BODY(\.PEEK)?\[(|HEADER)\](?:<(\d+)\.(\d+)>)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ImapFeatures:
    """What the server can do and asks for."""

    tls: Security = "tls"
    login: str = "office"
    password: str = ""
    bearer: Callable[[str], bool] = lambda _token: False
    """Whether XOAUTH2 takes that token."""


@dataclass(frozen=True)
class Shared:
    """What all connections of a server have in common."""

    features: ImapFeatures
    mailbox: Mailbox
    note: Callable[[str], None]
    """Gets every command, without the arguments of logins."""
    spoilt: Callable[[str], bytes | None]
    """What to say to that command instead of the truth; empty bytes hang up, None is the truth."""
    context: ssl.SSLContext | None


class _HungUp(Exception):
    """Nobody is there any more, or nobody is to be."""


class Dialogue(socketserver.BaseRequestHandler):
    """From greeting to goodbye."""

    shared: Shared

    def setup(self) -> None:
        # Small answers must not wait for the client's acknowledgement of the ones before.
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.shared.features.tls == "tls":
            self._secure()
        self._folder: Folder | None = None
        self._writable = False
        self._known = False
        self._input = self.request.makefile("rb")

    def _secure(self) -> None:
        assert self.shared.context is not None
        self.request = self.shared.context.wrap_socket(self.request, server_side=True)

    def finish(self) -> None:
        self._input.close()
        self.request.close()

    def handle(self) -> None:
        try:
            self._say("* OK IMAP4rev1 played for tests")
            while self._one():
                pass
        except (_HungUp, OSError):
            return

    # --- Lines ---------------------------------------------------------------------------------

    def _say(self, text: str | bytes) -> None:
        self.request.sendall((text.encode() if isinstance(text, str) else text) + b"\r\n")

    def _line(self) -> bytes:
        line: bytes = self._input.readline()
        if not line.endswith(b"\n"):
            raise _HungUp
        return line.rstrip(b"\r\n")

    def _command(self) -> tuple[str, bytes]:
        """A line with its literals filled in as quoted strings; the last literal apart."""
        line, literal = self._line(), b""
        while found := _LITERAL.search(line):
            if not found[2]:
                self._say("+ go on")
            literal = self._input.read(int(found[1]))
            line = line[: found.start()] + b'""' + self._line()
        return line.decode("utf-8", "replace"), literal

    def _one(self) -> bool:
        line, literal = self._command()
        tag, _blank, rest = line.partition(" ")
        name, _blank, arguments = rest.partition(" ")
        name = name.upper()
        if name == "UID":
            name, _blank, arguments = arguments.partition(" ")
            name = f"UID {name.upper()}"
        shown = "" if name in {"LOGIN", "AUTHENTICATE"} else arguments
        self.shared.note(f"{name} {shown}".strip())
        instead = self.shared.spoilt(name)
        if instead is not None:
            if not instead:
                raise _HungUp
            self._say(instead.replace(b"TAG", tag.encode()))
            return True
        made = getattr(self, "do_" + name.replace(" ", "_").lower(), None)
        if made is None:
            self._say(f"{tag} BAD unknown command")
        elif not self._known and name not in {
            "CAPABILITY",
            "LOGIN",
            "AUTHENTICATE",
            "STARTTLS",
            "LOGOUT",
            "NOOP",
        }:
            self._say(f"{tag} BAD log in first")
        else:
            self._say(f"{tag} {made(arguments, literal)}")
            if name == "STARTTLS":
                self._secure()
                self._input = self.request.makefile("rb")
        return name != "LOGOUT"

    # --- Before the login ----------------------------------------------------------------------

    def do_capability(self, _arguments: str, _literal: bytes) -> str:
        more = " STARTTLS" if self.shared.features.tls == "starttls" else ""
        self._say(f"* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SPECIAL-USE{more}")
        return "OK done"

    def do_starttls(self, _arguments: str, _literal: bytes) -> str:
        return "OK begin"

    def do_noop(self, _arguments: str, _literal: bytes) -> str:
        return "OK done"

    def do_logout(self, _arguments: str, _literal: bytes) -> str:
        self._say("* BYE see you")
        return "OK done"

    def do_login(self, arguments: str, _literal: bytes) -> str:
        right = (self.shared.features.login, self.shared.features.password)
        return self._welcome(right=tuple(_words(arguments)) == right)

    def do_authenticate(self, arguments: str, _literal: bytes) -> str:
        mechanism = arguments.split(maxsplit=1)[0].upper()
        self._say("+ ")
        said = base64.b64decode(self._line()).decode()
        features = self.shared.features
        if mechanism == "PLAIN":
            return self._welcome(right=said == f"\0{features.login}\0{features.password}")
        login, auth = said.split("\x01")[:2]
        good = features.bearer(auth.removeprefix("auth=Bearer "))
        if login == f"user={features.login}" and good:
            return self._welcome(right=True)
        # Google's reasons; whatever the client says to them, the refusal follows.
        self._say(b"+ " + base64.b64encode(b'{"status":"400"}'))
        self._line()
        return self._welcome(right=False)

    def _welcome(self, *, right: bool) -> str:
        self._known = right
        return "OK welcome" if right else "NO [AUTHENTICATIONFAILED] Invalid credentials"

    # --- Folders -------------------------------------------------------------------------------

    def do_list(self, _arguments: str, _literal: bytes) -> str:
        for folder in self.shared.mailbox.folders:
            attributes = " ".join(("\\HasNoChildren", *folder.attributes))
            self._say(f'* LIST ({attributes}) "/" "{utf7(folder.name)}"')
        return "OK done"

    def do_select(self, arguments: str, _literal: bytes) -> str:
        return self._opened(arguments, writable=True)

    def do_examine(self, arguments: str, _literal: bytes) -> str:
        return self._opened(arguments, writable=False)

    def _found(self, name: str) -> Folder | None:
        return next((f for f in self.shared.mailbox.folders if utf7(f.name) == name), None) or (
            self.shared.mailbox.find(name)
        )

    def _opened(self, arguments: str, *, writable: bool) -> str:
        self._folder, self._writable = self._found(_words(arguments)[0]), writable
        if self._folder is None:
            return "NO no such folder"
        self._say(f"* {len(self._folder.letters)} EXISTS")
        self._say(f"* OK [UIDVALIDITY {self._folder.validity}] valid")
        self._say(f"* OK [UIDNEXT {self._folder.next_uid}] next")
        return f"OK [{'READ-WRITE' if writable else 'READ-ONLY'}] done"

    def do_append(self, arguments: str, literal: bytes) -> str:
        folder = self._found(_words(arguments)[0])
        if folder is None:
            return "NO [TRYCREATE] no such folder"
        flags = re.search(r"\(([^)]*)\)", arguments)
        with self.shared.mailbox.lock:
            folder.add(literal, flags[1].split() if flags else ())
        return "OK done"

    # --- Letters -------------------------------------------------------------------------------

    def do_uid_search(self, arguments: str, _literal: bytes) -> str:
        if self._folder is None:
            return "BAD no folder"
        asked = re.sub(r"^CHARSET \S+ ", "", arguments.strip("() "))
        uids = re.fullmatch(r"\(?(?:UID )?([\d*:,]+)\)?", asked.strip("()"))
        with self.shared.mailbox.lock:
            if asked.upper() == "ALL":
                found = self._folder.letters
            elif uids:
                found = self._folder.within(uids[1])
            else:
                return "BAD cannot search for that"
            self._say("* SEARCH " + " ".join(str(letter.uid) for letter in found))
        return "OK done"

    def do_uid_fetch(self, arguments: str, _literal: bytes) -> str:
        if self._folder is None:
            return "BAD no folder"
        uids, _blank, items = arguments.partition(" ")
        with self.shared.mailbox.lock:
            wanted = {letter.uid for letter in self._folder.within(uids)}
            for number, letter in enumerate(self._folder.letters, 1):
                if letter.uid in wanted:
                    self._say(f"* {number} FETCH (".encode() + self._parts(letter, items) + b")")
        return "OK done"

    def _parts(self, letter: Letter, items: str) -> bytes:
        parts = [f"UID {letter.uid} FLAGS ({' '.join(sorted(letter.flags))})".encode()]
        if "RFC822.SIZE" in items.upper():
            parts.append(f"RFC822.SIZE {len(letter.raw)}".encode())
        for peek, section, start, size in _ITEM.findall(items):
            data = letter.head if section else letter.raw
            name = f"BODY[{section}]"
            if size:
                data = data[int(start) : int(start) + int(size)]
                name += f"<{start}>"
            if not peek and self._writable:
                letter.flags.add("\\Seen")
            parts.append(f"{name} {{{len(data)}}}\r\n".encode() + data)
        return b" ".join(parts)


def _words(text: str) -> list[str]:
    """Atoms and quoted strings."""
    return [atom or re.sub(r"\\(.)", r"\1", quoted) for quoted, atom in _WORD.findall(text)]
