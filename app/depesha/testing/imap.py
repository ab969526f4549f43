"""An IMAP server on loopback with one mailbox: TLS, login, special folders, and broken lines.

    with ImapServer(login="office", password="right") as imap:
        imap.deliver(raw)
        imap.spoil("UID FETCH", "TAG NO try again later")
        ...  # read it at imap.host and imap.port, trusting the file imap.ca
        assert imap.folder("Отправленные").letters[0].raw
        assert not imap.changed

It remembers every command, so that a test can show that nothing in the mailbox was touched.
"""

import socketserver
import tempfile
import threading
from pathlib import Path
from typing import Any, Self

from depesha.testing.imap_dialogue import Dialogue, ImapFeatures, Security, Shared
from depesha.testing.imap_store import Folder, Mailbox
from depesha.testing.smtp_tls import Certificate, authority, server_context

__all__ = ["Folder", "ImapFeatures", "ImapServer"]

_CHANGING = ("APPEND", "STORE", "COPY", "MOVE", "EXPUNGE", "DELETE", "CREATE", "RENAME", "CLOSE")


class ImapServer:
    """Running inside `with`."""

    host = "127.0.0.1"

    def __init__(
        self,
        features: ImapFeatures | None = None,
        *,
        tls: Security = "tls",
        login: str = "office",
        password: str = "right",  # noqa: S107 - a played one
        folders: tuple[Folder, ...] | None = None,
        certificate: Certificate = "good",
    ) -> None:
        """`features` says more than `tls`, `login` and `password` together, which it replaces.
        Without `folders` there are INBOX and, as \\Sent, `Отправленные`."""
        self.features = features or ImapFeatures(tls=tls, login=login, password=password)
        self.mailbox = Mailbox(
            folders or (Folder("INBOX"), Folder("Отправленные", ("\\Sent",)), Folder("Sent"))
        )
        self.commands: list[str] = []
        """What clients asked, in order, without the arguments of logins."""
        self._spoilt: list[tuple[str, bytes]] = []
        context = None
        if self.features.tls != "none":
            context = server_context(self.host, certificate)
        shared = Shared(self.features, self.mailbox, self.commands.append, self._spoiling, context)
        handler = type("Handler", (Dialogue,), {"shared": shared})
        self._server = _Server((self.host, 0), handler)
        self.port = int(self._server.server_address[1])
        self._folder = tempfile.TemporaryDirectory(prefix="depesha-imap-")
        self.ca = str(Path(self._folder.name) / "ca.pem") if context else ""
        """PEM file of the authority to trust; empty without TLS."""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def changed(self) -> list[str]:
        """Commands that could have changed something."""
        return [one for one in self.commands if any(word in one for word in _CHANGING)]

    def folder(self, name: str) -> Folder:
        """The folder of that name."""
        found = self.mailbox.find(name)
        assert found is not None
        return found

    def deliver(self, raw: bytes, folder: str = "INBOX") -> int:
        """A letter arrives; its UID."""
        with self.mailbox.lock:
            return self.folder(folder).add(raw)

    def spoil(self, command: str, answer: str = "", *, times: int = 1) -> None:
        """Say this to the next such commands, TAG being theirs; without an answer hang up."""
        self._spoilt += [(command, answer.encode())] * times

    def __enter__(self) -> Self:
        if self.ca:
            authority().cert_pem.write_to_path(self.ca)
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()
        self._folder.cleanup()

    def _spoiling(self, command: str) -> bytes | None:
        for one in self._spoilt:
            if one[0] == command:
                self._spoilt.remove(one)
                return one[1]
        return None


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of a handshake is no error of ours."""
