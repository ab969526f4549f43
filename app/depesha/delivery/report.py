"""The report of a mailing: a text file for people that opens again as a list of recipients.

Each person in it carries a tag such as `{contact:17}`; `recipients_in` finds them again, in any
language and however the text around them was edited.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from depesha.api.i18n import _
from depesha.delivery.clock import Clock
from depesha.delivery.outcome import one_line
from depesha.domain import reasons
from depesha.domain.masking import Masking
from depesha.domain.states import NOT_REACHED, TOTALS, State, totals
from depesha.domain.words import state_title, total_title
from depesha.store import journal, mailings
from depesha.store.database import Connection
from depesha.store.journal import Entry, Filter
from depesha.store.mailings import Mailing

_TAG = re.compile(r"\{(contact|employee):([0-9]{1,18})\}")


def write_report(
    c: Connection, mailing: Mailing, folder: Path, clock: Clock, masking: Masking
) -> Path:
    """Write the report of the mailing as it stands now; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"mailing-{mailing.id}.txt"
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    with new.open("w", encoding="utf-8-sig", newline="\r\n") as file:
        for line in _lines(c, mailing, clock, masking):
            file.write(line + "\n")
    new.replace(path)
    return path


def _lines(c: Connection, mailing: Mailing, clock: Clock, masking: Masking) -> Iterator[str]:
    yield _("Mailing {number}: {title}").format(number=mailing.id, title=_plain(mailing.title))
    started = clock.local(mailing.start_at)
    yield _("Begun {moment}").format(moment=f"{started:%d.%m.%Y %H:%M}")
    yield ""
    counted = totals(mailings.counts(c, mailing.id))
    for name in TOTALS:
        yield f"{total_title(name)}: {counted[name]}"
    wanted = Filter(mailing_id=mailing.id, states=tuple(sorted(NOT_REACHED)))
    first = True
    for entry in journal.entries(c, wanted):
        if first:
            yield ""
            yield _("Not reached:")
            first = False
        yield ""
        yield from _person(entry, masking)
    yield ""
    yield _(
        "This file opens again as a list of recipients; delete the people you do not want in it."
    )


def _person(entry: Entry, masking: Masking) -> Iterator[str]:
    name, address, answer = (
        _plain(masking.cell(key, getattr(entry, key))) for key in ("name", "address", "answer")
    )
    tag = f"{{{entry.person_kind}:{entry.code}}}"
    yield f"{entry.channel} · {name} · {address or '—'} {tag}"
    said = reasons.title(entry.reason) if entry.reason else ""
    yield "    " + ": ".join(part for part in (state_title(State(entry.state)), said) if part)
    if answer:
        yield "    " + _("Answer: {answer}").format(answer=answer)
    if cure := reasons.cure(entry.reason):
        yield "    " + cure


def _plain(text: str) -> str:
    """A stranger's text in one line, and no tag in it: a name or a server chooses no recipients."""
    return _TAG.sub(r"(\1:\2)", one_line(text))


def recipients_in(text: str) -> list[tuple[str, int]]:
    """Kind and code of everybody tagged in a report, in order, each once."""
    return list(dict.fromkeys((kind, int(code)) for kind, code in _TAG.findall(text)))
