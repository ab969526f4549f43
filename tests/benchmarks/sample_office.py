"""An office with many contacts and one SMTP account, for the benchmarks that send."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from depesha import bootstrap
from depesha.api import Picture
from depesha.delivery.composer import Composers
from depesha.delivery.engine import Desk, Engine
from depesha.delivery.office import Office
from depesha.delivery.plan import Planner
from depesha.delivery.selection import select
from depesha.delivery.ways import way_of
from depesha.domain.people import Contact
from depesha.store import contacts, ledger, mailings
from depesha.store.mailings import Mailing
from depesha_email.account import EmailAccount
from depesha_email.letter import Composer

WORDS = "Напоминаем, что склад работает без обеда, а самовывоз возможен с девяти утра. "
HELLO = "<b>Здравствуйте, {КЛИЕНТ.ИМЯ}!</b>\nВаш баланс {БАЛАНС.ФАКТИЧЕСКИЙ} на {ДАТА}.\n"


@dataclass(frozen=True)
class Work:
    """What is sent: name, text, picture, and how large the attachment is that all share."""

    name: str
    words: str
    picture: bytes = b""
    attached: int = 0

    @property
    def body(self) -> str:
        """The text with its macros."""
        return HELLO + self.words + ('<img src="cid:p.png">' if self.picture else "")


PLAIN = Work("plain 2 KB", WORDS * 2)
RICH = Work("rich 60 KB", WORDS * 42, os.urandom(30_000))
PDF = Work("rich and a PDF of 200 KB", RICH.words, RICH.picture, 200_000)


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Until somebody answers there."""
    for _try in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.02)


@contextmanager
def smtp_sink() -> Iterator[int]:
    """Postfix's own measuring server, which takes everything; yields its port."""
    if shutil.which("smtp-sink") is None:
        sys.exit("smtp-sink is missing: apt-get install postfix")
    port = free_port()
    with subprocess.Popen(
        ["smtp-sink", "-u", "nobody", "-4", f"127.0.0.1:{port}", "1000"], stderr=subprocess.DEVNULL
    ) as sink:
        wait_for(port)
        try:
            yield port
        finally:
            sink.kill()


def office(folder: Path, port: int, people: int, connections: int) -> Office:
    """An office in the folder with so many people, that mails to the port."""
    made = bootstrap.office(folder)
    made.settings.change(
        {
            "email.mode": "on",
            "email.main.host": "127.0.0.1",
            "email.main.port": str(port),
            "email.main.security": "none",
            "email.main.sender": "office@example.com",
            "email.main.connections": str(connections),
        }
    )
    with made.database.write() as c:
        for n in range(people):
            contacts.insert(
                c,
                Contact(name=f"Контакт {n}", email=f"client{n}@example.com", balance=Decimal(n)),
            )
    return made


def plan(made: Office, work: Work) -> int:
    """Plan and release a mailing to everybody; returns its id."""
    now = made.clock.now()
    mailing = Mailing(
        key="",
        channel="email",
        title=work.name,
        subject="Для {КЛИЕНТ.ИМЯ}",
        body=work.body,
        attachments=_attachments(made, work),
        created_at=now,
        start_at=now,
    )
    pictures = (Picture("p.png", "image/png", work.picture),) if work.picture else ()
    channel = made.channel("email")
    way = way_of(made.accounts, channel, "", made.host.checks("email"))
    planner = Planner(made.database, made.lookup, made.clock)
    sheet = planner.plan(mailing, pictures, select(made.database.reader, ["all"]), way)
    with made.database.write() as c:
        mailings.release(c, sheet.mailing.id, now)
    return sheet.mailing.id


def _attachments(made: Office, work: Work) -> tuple[str, ...]:
    if not work.attached:
        return ()
    path = made.profile.root / "price.pdf"
    path.write_bytes(os.urandom(work.attached))
    return (str(path),)


def letter_size(work: Work) -> int:
    """Bytes of one letter on the wire."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), 1, 1, 1)
        mailing_id = plan(made, work)
        reader = made.database.reader
        batch = reader.execute("SELECT id FROM batch").fetchone()[0]
        [row] = ledger.queued(reader, batch, made.clock.now())
        message = Composers(made.channel).get(reader, mailing_id).message(row)
        size = Composer(EmailAccount(sender="office@example.com")).letter(message).size
        made.close()
    return size


def send(made: Office, mailing_id: int) -> None:
    """Run the engine until the mailing is over; everybody must have been taken."""
    Engine(
        Desk(made.database, made.accounts, Composers(made.channel), made.clock, made.backoff)
    ).run(5.0)
    counts = mailings.counts(made.database.reader, mailing_id)
    if set(counts) != {"accepted"}:
        sys.exit(f"not all were sent: {counts}")
