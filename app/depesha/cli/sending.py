"""What commands that send have in common: the engine at work, progress, totals, exit code."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any

from depesha.api.i18n import _, ngettext
from depesha.api.reasons import Reason
from depesha.cli.output import Progress, give, pairs, say, warn
from depesha.cli.parser import BROKEN
from depesha.delivery import control
from depesha.delivery.composer import Composers
from depesha.delivery.engine import BusyError, Desk, Engine
from depesha.delivery.office import Office
from depesha.delivery.progress import hold_text, wait_text, waiting_for
from depesha.delivery.report import write_report
from depesha.domain import reasons
from depesha.domain.errors import NotConfiguredError
from depesha.domain.states import MailingState, totals
from depesha.domain.words import mailing_title, total_title, why_text
from depesha.store import inbound, mailings
from depesha.store.holds import Hold

PATIENCE = 60.0
"""Seconds: where nothing can be done for so long, the command ends and says how to go on."""
GOOD = ("accepted", "delivered", "skipped", "reserved")
_POLITE = ("SIGINT", "SIGTERM", "SIGHUP")


def work(office: Office, mailing_id: int | None = None) -> None:
    """Send what is due until nothing can be done for a while; shows the mailing's progress."""
    progress = Progress()

    def look() -> None:
        if mailing_id is not None:
            show_progress(office, mailing_id, progress)

    def broken(hold: Hold) -> None:
        progress.end()
        warn(_("{account}: {reason}").format(account=hold.account, reason=hold_text(hold)))

    desk = Desk(
        office.database,
        office.accounts,
        Composers(office.channel),
        office.clock,
        office.backoff,
        on_broken=broken,
        on_look=look,
    )
    engine = Engine(desk)
    with _stopped_by_signals(engine):
        if (busy := _run(engine)) is not None:
            warn(str(busy))
        # Another process sends: show how it goes, and take over where that one dies.
        while busy is not None and _goes_on(office, mailing_id):
            look()
            if not engine.rest(1.0):
                break
            busy = _run(engine)
    look()
    progress.end()


def _run(engine: Engine) -> BusyError | None:
    """Send what can be sent; says so where another process does."""
    try:
        engine.run(PATIENCE)
    except BusyError as busy:
        return busy
    return None


def _goes_on(office: Office, mailing_id: int | None) -> bool:
    if mailing_id is None:
        return False
    mailing = control.mailing_of(office.database.reader, mailing_id)
    return mailing.state == MailingState.RUNNING


@contextmanager
def _stopped_by_signals(engine: Engine) -> Iterator[None]:
    """Ctrl+C, a polite kill or a closed terminal let what is in flight get its answer; a second
    one kills, and what was in flight is unknown as after any crash."""
    old = {number: signal.getsignal(number) for number in signal.Signals if number.name in _POLITE}
    said = _("Ending when what is in flight is answered; once more to end at once.")

    def stop(number: int, _frame: object) -> None:
        engine.stop()
        signal.signal(number, signal.SIG_DFL)
        # Not print(): perhaps this interrupts one. And the terminal may be gone.
        with suppress(OSError):
            os.write(2, f"\n{said}\n".encode())

    for number, handler in old.items():
        # Under nohup a closed terminal is nothing to stop for.
        if handler is not signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def show_progress(office: Office, mailing_id: int, progress: Progress) -> None:
    """One line: how far, and how many did not go."""
    counted = totals(mailings.counts(office.database.reader, mailing_id))
    total = sum(counted.values())
    open_ones = counted["queued"] + counted["waiting"]
    said = ", ".join(
        f"{total_title(name)} {counted[name]}"
        for name in ("accepted", "failed", "unknown", "waiting")
        if counted[name]
    )
    progress.bar(total - open_ones, total, said)


def finish(office: Office, mailing_id: int, *others: int, as_json: bool) -> int:
    """Send, then show and judge what became of the mailing, and of others of its chain."""
    work(office, mailing_id)
    results = summaries(office, mailing_id, *others, as_json=as_json)
    for result in results:
        if result["state"] == MailingState.RUNNING and _left(result):
            number = result["mailing"]
            warn(_("The rest goes on with: depesha resume {number}").format(number=number))
    return max(exit_code(result) for result in results)


def _left(result: dict[str, Any]) -> int:
    counted: dict[str, int] = result["totals"]
    return counted["queued"] + counted["waiting"]


def exit_code(result: dict[str, Any]) -> int:
    """0 all accepted; 1 some failed or unknown; 3 not configured; 4 the account is broken."""
    if result["state"] == MailingState.HELD and not why_text(result["why"]):
        return NotConfiguredError.exit_code if result["why"] == Reason.CONFIGURATION else BROKEN
    counted = result["totals"]
    return 0 if all(count == 0 or name in GOOD for name, count in counted.items()) else 1


def summary(office: Office, mailing_id: int, *, as_json: bool) -> dict[str, Any]:
    """Where the mailing stands, printed and returned, with its report written."""
    return summaries(office, mailing_id, as_json=as_json)[0]


def summaries(office: Office, *numbers: int, as_json: bool) -> list[dict[str, Any]]:
    """Where each of the mailings stands, printed and returned; as JSON one object, or a list of
    several."""
    results = [_result(office, number) for number in numbers]
    if as_json:
        give(results[0] if len(results) == 1 else results)
        return results
    for result in results:
        _show(office, result)
    return results


def _result(office: Office, mailing_id: int) -> dict[str, Any]:
    c = office.database.reader
    mailing = control.mailing_of(c, mailing_id)
    report = write_report(c, mailing, office.profile.reports, office.clock, office.masking)
    return {
        "mailing": mailing.id,
        "title": mailing.title,
        "channel": mailing.channel,
        "state": mailing.state,
        "why": mailing.why,
        "totals": totals(mailings.counts(c, mailing.id)),
        "answers": inbound.count_answers(c, mailing.id),
        "holds": [asdict(hold) for hold in waiting_for(c, mailing, office.clock.now())],
        "report": str(report),
    }


def _show(office: Office, result: dict[str, Any]) -> None:
    c = office.database.reader
    mailing = control.mailing_of(c, result["mailing"])
    say(
        _("Mailing {number}: {state}").format(number=mailing.id, state=mailing_title(mailing.state))
    )
    if mailing.why:
        say(why_text(mailing.why) or reasons.title(mailing.why))
        say(mailing.answer or reasons.cure(mailing.why))
        say(_("Then: depesha resume {number}").format(number=mailing.id))
    for hold in waiting_for(c, mailing, office.clock.now()):
        say(wait_text(office, hold))
    pairs({total_title(name): count for name, count in result["totals"].items() if count})
    if result["answers"]:
        answered = ngettext("{n} person answered", "{n} people answered", result["answers"])
        say(answered.format(n=result["answers"]))
    say(_("Report: {path}").format(path=result["report"]))
