"""An SMTP provider on loopback: TLS, login, and every way in which real ones fail.

    with SmtpProvider(tls="starttls", login="office", password="right") as smtp:
        smtp.fail(Fault.REFUSE, address="gone@example.org")
        smtp.answer(Stage.MAIL, "421 4.7.0 Try again later")
        ...  # connect to smtp.host and smtp.port, trusting the file smtp.ca
        assert smtp.received[0].subject == "Заказ № 5 готов"

It is strict where real providers are: bare line feeds, lines over 998 bytes and undeclared 8-bit
letters are refused. As a process of its own: `python -m depesha.testing.smtp --help`.
"""

import argparse
import asyncio
import tempfile
import threading
from pathlib import Path
from typing import Self

from depesha.testing.provider import Fault, Received
from depesha.testing.smtp_letter import key_of, received
from depesha.testing.smtp_script import Act, Rule, Script, Stage, rule_for
from depesha.testing.smtp_server import Features, Played, Security
from depesha.testing.smtp_tls import Certificate, authority, server_context

__all__ = ["Act", "Features", "SmtpProvider", "Stage"]


class SmtpProvider:
    """Running inside `with`, in a thread of its own."""

    host = "127.0.0.1"

    def __init__(
        self,
        features: Features | None = None,
        *,
        tls: Security = "starttls",
        login: str = "",
        password: str = "",
        certificate: Certificate = "good",
        log: Path | None = None,
        keep: bool = True,
        port: int = 0,
    ) -> None:
        """`features` says more than `tls`, `login` and `password` together, which it replaces.

        `log` gets a line `key<TAB>address` per letter before its 250 is written. With `keep=False`
        letters are forgotten at once. `port` 0 takes any that is free.
        """
        self.features = features or Features(tls=tls, login=login, password=password)
        self.port = port
        self.ca = ""
        """PEM file of the authority to trust; empty without TLS."""
        self.connections = 0
        """Opened so far."""
        self.commands: list[tuple[Stage, str]] = []
        """What clients said, in order, without logins; forgotten with `keep=False`."""
        self._certificate = certificate
        self._keep = keep
        self._script = Script()
        self._letters: list[tuple[bytes, str]] = []
        self._open: set[Played] = set()
        self._log = log.open("ab", buffering=0) if log else None
        self._folder = tempfile.TemporaryDirectory(prefix="depesha-smtp-")
        self._thread = threading.Thread(target=self._run, name="smtp provider", daemon=True)
        self._started = threading.Event()

    @property
    def received(self) -> list[Received]:
        """All it took so far, in order, the dropped-after ones included."""
        return [received(letter, address) for letter, address in self._letters]

    def fail(self, fault: Fault, *, times: int = 1, address: str = "", after: float = 1.0) -> None:
        """Fail the next `times` letters so; `after` are the seconds that THROTTLE names."""
        self._script.add(rule_for(fault, times, address, after))

    def answer(self, stage: Stage, answer: str, *, times: int = 1, address: str = "") -> None:
        """Say this instead, e.g. `550 5.1.1 …`. An `address` is known from RCPT on."""
        self._script.add(Rule((stage,), Act.ANSWER, answer.encode(), address, times))

    def spoil(self, stage: Stage, act: Act, *, times: int = 1, address: str = "") -> None:
        """Hang up, or fall silent, at that point."""
        self._script.add(Rule((stage,), act, b"", address, times))

    def hang_up(self) -> None:
        """Close all connections that are open now, as idle ones are; done on return."""
        done = threading.Event()
        self._loop.call_soon_threadsafe(self._close_all)
        # A transport closes its socket in the next round of the loop; `done` comes one later.
        self._loop.call_soon_threadsafe(self._loop.call_soon, self._loop.call_soon, done.set)
        done.wait(10)

    def asked(self, stage: Stage) -> int:
        """How often clients came to that stage."""
        return sum(1 for at, _argument in self.commands if at is stage)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(10):
            raise RuntimeError("the SMTP provider did not start")
        return self

    def __exit__(self, *_exc: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._folder.cleanup()
        if self._log is not None:
            self._log.close()

    # --- In the server's thread ----------------------------------------------------------------

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        tls = self.features.tls
        context = None if tls == "none" else server_context(self.host, self._certificate)
        if context is not None:
            self.ca = str(Path(self._folder.name) / "ca.pem")
            authority().cert_pem.write_to_path(self.ca)

        def connection() -> Played:
            played = Played(
                self.features,
                self._script,
                self._note,
                self._take,
                context if tls == "starttls" else None,
            )
            self.connections += 1
            self._open = {one for one in self._open if one.transport is not None} | {played}
            return played

        implicit = context if tls == "tls" else None
        server = await self._loop.create_server(connection, self.host, self.port, ssl=implicit)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._stop.wait()
        server.close()
        self._close_all()

    def _close_all(self) -> None:
        for played in self._open:
            played.hang_up()

    def _note(self, stage: Stage, argument: str) -> None:
        if self._keep:
            self.commands.append((stage, argument))

    def _take(self, letter: bytes, address: str) -> None:
        if self._keep:
            self._letters.append((letter, address))
        if self._log is not None:
            self._log.write(f"{key_of(letter)}\t{address}\n".encode())


def main() -> None:
    """Serve until killed; the port is in --port-file once connections are taken."""
    parser = argparse.ArgumentParser(prog="python -m depesha.testing.smtp", description=__doc__)
    parser.add_argument("--port-file", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0, help="where to listen; 0 for any")
    parser.add_argument("--log", type=Path, help="gets `key<TAB>address` per letter taken")
    parser.add_argument("--ca-file", type=Path, help="gets the authority to trust")
    parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--login", default="")
    parser.add_argument("--password", default="")
    parser.add_argument(
        "--fail", action="append", default=[], metavar="FAULT[:TIMES[:ADDRESS]]", help="repeatable"
    )
    args = parser.parse_args()
    provider = SmtpProvider(
        tls=args.tls,
        login=args.login,
        password=args.password,
        log=args.log,
        keep=False,
        port=args.port,
    )
    for said in args.fail:
        fault, _colon, rest = said.partition(":")
        times, _colon, address = rest.partition(":")
        provider.fail(Fault(fault), times=int(times or 1), address=address)
    with provider:
        if args.ca_file and provider.ca:
            args.ca_file.write_bytes(Path(provider.ca).read_bytes())
        ready = args.port_file.with_suffix(".new")
        ready.write_text(str(provider.port))
        ready.replace(args.port_file)
        threading.Event().wait()


if __name__ == "__main__":
    main()
