"""Listens to the accounts: what came in is judged, and kept together with how far we listened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from depesha.api.channel import StatusReport
from depesha.api.fate import Fate
from depesha.api.inbound import (
    Batch,
    Event,
    Fated,
    Incoming,
    Listener,
    Moved,
    OptOut,
    Subscribed,
    Unsubscribed,
)
from depesha.api.reasons import Reason
from depesha.delivery.accounts import Account, Accounts
from depesha.delivery.chat import incoming as chat
from depesha.delivery.clock import Clock
from depesha.delivery.keys import parse_key
from depesha.delivery.office import Office
from depesha.delivery.outcome import Outcome, Scrubber, connecting, one_line
from depesha.domain.errors import DepeshaError
from depesha.domain.states import State, after_report
from depesha.store import chats, inbound, status, suppressions
from depesha.store.database import Connection, Database
from depesha.store.inbound import Letter, Target
from depesha.store.status import News
from depesha.store.suppressions import Consent, Suppression

TEXT_MAX = 10_000
"""Characters of an answer that are kept."""
BATCHES_MAX = 100
"""Batches of one account at a time: a channel that always has more must not keep the others out."""


@dataclass
class Heard:
    """What one round of listening brought."""

    answers: int = 0
    opt_outs: int = 0
    """Those that are certain."""
    to_confirm: int = 0
    """Opt-outs that a person must look at."""
    returned: int = 0
    """Deliveries whose state changed."""
    messages: int = 0
    """What people wrote in chats."""
    subscribed: int = 0
    unsubscribed: int = 0
    failures: dict[str, Outcome] = field(default_factory=dict)
    """Account → why it could not be listened to."""


def listen(database: Database, accounts: Accounts, channels: Sequence[str], clock: Clock) -> Heard:
    """Ask every account of these channels once. One that fails is asked again next time."""
    heard = Heard()
    for channel_id in channels:
        for name in accounts.names(channel_id):
            try:
                account = accounts.open(channel_id, name)
            except DepeshaError:
                continue  # not filled in: whoever wants to send hears of it
            try:
                _listen_to(database, account, clock, heard)
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                heard.failures[account.id] = connecting(error, Scrubber(account.settings))
    return heard


def listen_round(office: Office) -> Heard:
    """Ask every account of the office once, but those that are listened to all the time."""
    channels = [id_ for id_, one in sorted(office.host.channels().items()) if not one.live]
    return listen(office.database, office.accounts, channels, office.clock)


def _listen_to(database: Database, account: Account, clock: Clock, heard: Heard) -> None:
    opened = account.listen()
    if opened is None:
        return
    with opened as listener:
        for _round in range(BATCHES_MAX):
            if not hear(database, account, listener, clock, heard):
                return


def hear(
    database: Database,
    account: Account,
    listener: Listener,
    clock: Clock,
    heard: Heard,
    may_keep: Callable[[Connection], bool] = lambda _c: True,
) -> bool:
    """Ask once, and keep what came in together with the cursor; whether there is more.

    `may_keep` is asked in that transaction: where somebody else listens by now, nothing is kept,
    and he is told the same.
    """
    batch = listener.receive(inbound.cursor(database.reader, account.id))
    if not isinstance(batch, Batch):
        raise TypeError(f"{type(batch).__name__} instead of a Batch")
    with database.write() as c:
        if not may_keep(c):
            return False
        for event in batch.events:
            _take(c, account, event, clock.now(), heard)
        inbound.set_cursor(c, account.id, batch.cursor, clock.now())
    return batch.more


def _take(c: Connection, account: Account, event: Event, now: float, heard: Heard) -> None:
    if isinstance(event, Fated):
        if (of := _target(c, account, event.report.key)) is not None:
            heard.returned += _returned(c, account, event, of, now)
    elif isinstance(event, OptOut):
        if (of := _target(c, account, event.answers)) is not None:
            _opted_out(c, account, event, of, now, heard)
        elif event.address and chat.takes(account):
            heard.opt_outs += _left(c, account, event, now)
    elif chat.takes(account):
        _take_chat(c, account, event, now, heard)
    elif isinstance(event, Incoming):
        of = _target(c, account, event.answers)
        # What answers none of ours is private mail.
        if of is not None:
            heard.answers += inbound.add(c, account.id, event.ref, _answer(account, event, of, now))


def _take_chat(c: Connection, account: Account, event: Event, now: float, heard: Heard) -> None:
    if isinstance(event, Incoming):
        heard.messages += chat.message(c, account, event, now)
    elif isinstance(event, Subscribed):
        chat.subscribed(c, account, event, now)
        heard.subscribed += 1
    elif isinstance(event, Unsubscribed):
        heard.unsubscribed += chat.unsubscribed(c, account, event, now)
    elif isinstance(event, Moved):
        chat.moved(c, account, event)


def _target(c: Connection, account: Account, key: str) -> Target | None:
    parsed = parse_key(key)
    return None if parsed is None else inbound.target(c, account.channel.id, *parsed[:2])


def _returned(c: Connection, account: Account, event: Fated, of: Target, now: float) -> int:
    report, scrub = event.report, Scrubber(account.settings)
    parsed = parse_key(report.key)
    answer = scrub(report.answer)
    if event.dead:
        _close(c, account, of, Reason.ADDRESS_REJECTED, now, "bounce", answer)
    if parsed is None or parsed[2] != of.round:
        return 0  # of an earlier round: the person has been written to again since
    state = _state(of.state, report)
    news = News(of.id, of.round, of.state, state, scrub(report.reason), answer)
    return status.tell(c, [news], now)


def _state(now: State, report: StatusReport) -> State:
    state = after_report(now, report.fate)
    # It was accepted and came back, which is not the refusal that a server gives at once.
    back = report.fate is Fate.FAILED and state is State.FAILED and now is not State.FAILED
    return State.BOUNCED if back else state


def _opted_out(
    c: Connection, account: Account, event: OptOut, of: Target, now: float, heard: Heard
) -> None:
    letter = Letter(
        0, account.channel.id, "opt_out", of.mailing_id, of.id, of.address, "", "",
        _kept(event.words), chat.moment(event.at, now), "confirmed" if event.certain else "",
    )  # fmt: skip
    if not inbound.add(c, account.id, event.ref, letter):
        return
    if event.certain:
        heard.opt_outs += 1
        leave(c, account.channel.id, of, now, one_line(event.words))
    else:
        heard.to_confirm += 1


def _left(c: Connection, account: Account, event: OptOut, now: float) -> bool:
    """Who writes «СТОП» in a chat proves by that who he is."""
    channel, at = account.channel.id, chat.moment(event.at, now)
    words = one_line(event.words)
    letter = Letter(
        0, channel, "opt_out", None, None, event.address, "", "", words, at, "confirmed"
    )
    if not inbound.add(c, account.id, event.ref, letter):
        return False
    suppressions.add(c, Suppression(channel, event.address, Reason.OPTED_OUT, at, "reply", words))
    found = chats.at(c, account.id, event.address)
    if found is not None and found.person_kind == "contact":
        consent = Consent(found.person_id, channel, granted=False, at=at, source="reply")
        suppressions.set_consent(c, consent)
    return True


def leave(c: Connection, channel: str, of: Target, now: float, note: str) -> None:
    """The person hears no more by this channel: neither this address nor, for a contact, any."""
    suppressions.add(
        c, Suppression(channel, of.address, Reason.OPTED_OUT, now, "reply", note[:200])
    )
    if of.person_kind == "contact":
        suppressions.set_consent(
            c,
            Consent(of.person_id, channel, granted=False, at=now, source="reply", note=note[:200]),
        )


def _close(
    c: Connection, account: Account, of: Target, reason: Reason, now: float, source: str, note: str
) -> None:
    channel = account.channel.id
    if not suppressions.suppressed(c, channel, [of.address]):
        suppressions.add(c, Suppression(channel, of.address, reason, now, source, note[:200]))


def _answer(account: Account, event: Incoming, of: Target, now: float) -> Letter:
    at = chat.moment(event.at, now)
    return Letter(
        0, account.channel.id, "reply", of.mailing_id, of.id, one_line(event.address),
        one_line(event.name), one_line(event.subject), _kept(event.text), at, "",
    )  # fmt: skip


def _kept(text: str) -> str:
    """Lines stay lines; what no database and no terminal should get does not stay."""
    return "\n".join(one_line(line) for line in text[:TEXT_MAX].splitlines())


def decide(database: Database, clock: Clock, number: int, *, leaves: bool) -> Letter | None:
    """A person looked at an opt-out: it holds, or was none. None where it was not waiting."""
    with database.write() as c:
        letter = inbound.get(c, number)
        if letter is None or not inbound.decide(c, number, "confirmed" if leaves else "dismissed"):
            return None
        of = inbound.target_of(c, letter.delivery_id) if letter.delivery_id is not None else None
        if leaves and of is not None:
            leave(c, letter.channel, of, clock.now(), one_line(letter.text))
        return letter


def reopen(database: Database, clock: Clock, channel: str, address: str) -> bool:
    """Write to the address again: a person knows better. Whoever opted out by a message to it has
    changed his mind. False where the address was not closed."""
    with database.write() as c:
        if not suppressions.remove(c, channel, address):
            return False
        people = inbound.contacts_at(c, channel, address)
        for contact_id in suppressions.opted_out(c, channel, people):
            suppressions.set_consent(
                c, Consent(contact_id, channel, granted=True, at=clock.now(), source="person")
            )
        return True
