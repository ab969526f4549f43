"""CPU per letter: our composer against the standard library's EmailMessage, in one run.

    python tests/benchmarks/mime.py [--rounds 5]

A is 60 KB: HTML, text and one inline picture of 30 KB shared by all; B is a text of 2 KB. Subject,
name and greeting are each person's own.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from email import policy
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from statistics import median

from depesha.api import Message, Picture
from depesha_email.account import EmailAccount
from depesha_email.letter import Composer

POLICY = policy.SMTP.clone(cte_type="7bit")
ACCOUNT = EmailAccount(sender="office@firma.example", sender_name="ООО «Ромашка»")
PICTURE = Picture("logo", "image/png", os.urandom(30_000))
LINE = "Ваш заказ готов к выдаче, ждём вас с девяти до восемнадцати.\n"


def message(number: int, *, rich: bool) -> Message:
    """One person's message of work A (rich) or B."""
    greeting = f"Здравствуйте, Иван Петрович {number}!\n"
    html = f"<html><body><p>{greeting}</p>" + f"<p>{LINE}</p>" * 95 + "<img src='cid:logo'></body>"
    return Message(
        key=f"m-{number}",
        address=f"user{number}@example.org",
        name=f"Иван Петрович {number}",
        subject=f"Заказ № {number} от 31.12.2026 готов к выдаче — ждём вас",
        text=greeting + LINE * (10 if rich else 12),
        html=html if rich else "",
        pictures=(PICTURE,) if rich else (),
    )


def standard(one: Message) -> bytes:
    """The same letter by the standard library, as its documentation shows."""
    letter = EmailMessage(policy=POLICY)
    letter["Date"] = formatdate(localtime=True)
    letter["Message-ID"] = f"<{one.key}@firma.example>"
    letter["From"] = formataddr((ACCOUNT.sender_name, ACCOUNT.sender))
    letter["To"] = formataddr((one.name, one.address))
    letter["Subject"] = one.subject
    letter.set_content(one.text)
    if one.html:
        letter.add_alternative(one.html, subtype="html")
        [_text, html] = letter.iter_parts()
        assert isinstance(html, EmailMessage)
        html.add_related(PICTURE.data, "image", "png", cid="<logo>")
    return letter.as_bytes()


def milliseconds(make: Callable[[Message], object], messages: list[Message]) -> float:
    """CPU per letter."""
    began = time.process_time()
    for one in messages:
        make(one)
    return (time.process_time() - began) / len(messages) * 1e3


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line per work: medians of interleaved rounds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(argv)
    composer = Composer(ACCOUNT)
    print(f"{'':16}{'KB':>6}{'ours, ms':>10}{'EmailMessage, ms':>18}{'ratio':>7}")
    for name, rich, count in (("A, with picture", True, 150), ("B, plain", False, 600)):
        messages = [message(number, rich=rich) for number in range(count)]
        ours, theirs = [], []
        for _round in range(given.rounds):
            ours.append(milliseconds(lambda one: composer.letter(one).content(), messages))
            theirs.append(milliseconds(standard, messages))
        size = composer.letter(messages[0]).size / 1e3
        ms, other = median(ours), median(theirs)
        print(f"{name:16}{size:6.1f}{ms:10.3f}{other:18.3f}{other / ms:7.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
