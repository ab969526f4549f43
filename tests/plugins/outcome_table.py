"""One more check of every channel's contract: the manual's table of outcomes is true."""

import json
import os
from contextlib import nullcontext
from pathlib import Path

import outcomes
from depesha.delivery.outcome import Outcome, Scrubber, connecting, try_send
from depesha.domain.reasons import title
from depesha.domain.states import State
from depesha.domain.words import state_title
from depesha.testing import Fault
from depesha.testing.contract_base import closed_port
from depesha.testing.web_script import WebFault

_PLAYED = {str(fault): fault for fault in (*Fault, *WebFault)}


def in_words(found: Outcome) -> str:
    """What the ledger keeps, as people read it."""
    reason = f": {title(found.reason)}" if found.reason else ""
    if found.breaks_account:
        return f"Account stops{reason}"
    if found.state in {State.QUEUED, State.WAITING}:
        who = "the account" if found.holds_account else "the person"
        wait = f", {found.after:g} s" if found.after else ""
        return f"Waits ({who}{wait}){reason}"
    return f"{state_title(found.state)}{reason}"


def test_the_table_of_outcomes_is_true(self, provider, account, context):
    """Each fault that the provider can play, judged as the ledger judges it."""
    name = type(self).__name__.removeprefix("Test")
    seen = {
        outcomes.Seen(name, fault, words)
        for fault in outcomes.FAULTS
        if (words := _words(self, fault, provider, account, context))
    }
    if notes := os.environ.get(outcomes.NOTES):
        with Path(notes).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in seen)
        return
    told = outcomes.read(outcomes.FILE.read_text(encoding="utf-8"))
    assert seen == {one for one in told if one.channel == name}, "python3 packaging/dev.py outcomes"


def _words(contract, fault, provider, account, context):
    """What the ledger says of the fault; empty where it cannot be played."""
    way = nullcontext(account)
    if fault == "nobody":
        way = nullcontext(contract.unreachable(account, closed_port()))
    elif fault == "untrusted":
        way = contract.untrusted(account) if hasattr(contract, "untrusted") else nullcontext()
    elif fault != "none":
        kind, _space, seconds = fault.partition(" ")
        if kind not in contract.faults | getattr(contract, "more_faults", frozenset()):
            return ""
        provider.fail(_PLAYED[kind], after=float(seconds or 1))
        if kind == Fault.STALL:
            way = nullcontext(contract.impatient(account))
    with way as used:
        return "" if used is None else in_words(_judged(contract, used, context, fault))


def _judged(contract, account, context, fault):
    scrub = Scrubber(account)
    try:
        opened = contract.open(account, context)
        session = opened.__enter__()
    except Exception as error:  # noqa: BLE001 - which one is what is asked
        return connecting(error, scrub)
    try:
        return try_send(session.send, contract.message(f"Проверка: {fault}"), scrub)
    finally:
        opened.__exit__(None, None, None)
