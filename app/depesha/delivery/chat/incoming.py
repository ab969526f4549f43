"""What comes in by chats: messages, subscriptions, their ends. Each is judged in the transaction in
which the cursor moves on.
"""

from depesha.api.i18n import _
from depesha.api.inbound import Incoming, IncomingFile, Moved, Subscribed, Unsubscribed
from depesha.api.reasons import Reason
from depesha.api.settings import ChatSettings
from depesha.delivery.accounts import Account
from depesha.delivery.chat import people
from depesha.delivery.chat.outgoing import queue_automatic
from depesha.delivery.outcome import one_line
from depesha.store import chat_messages, chats, invitations, suppressions
from depesha.store.chat_messages import ChatFile, ChatMessage
from depesha.store.chats import Chat
from depesha.store.database import Connection
from depesha.store.suppressions import Consent, Suppression

TEXT_MAX = 20_000
"""Characters of a message that are kept."""
AWAY_AGAIN = 12 * 3600.0
"""Seconds until somebody is told again that nobody reads here."""
ANSWER_AGAIN = 30.0
"""Seconds in which the same automatic answer is not given twice."""
_CLOSED_BY_THEM = {Reason.OPTED_OUT, Reason.BLOCKED_BY_RECIPIENT, Reason.NOT_SUBSCRIBED}


def takes(account: Account) -> bool:
    """Whether people and the office talk with one another through this account."""
    return isinstance(account.settings, ChatSettings)


def message(c: Connection, account: Account, event: Incoming, now: float) -> bool:
    """Somebody wrote; False where it was known."""
    chat = _chat(c, account, event.address, event.name, now)
    kept = ChatMessage(
        0, chat.id, out=False, ref=one_line(event.ref), author="", text=clean(event.text),
        at=moment(event.at, now), files=tuple(_file(one) for one in event.files),
    )  # fmt: skip
    if not chat_messages.add(c, kept):
        return False
    if chat.state != chats.OPEN:
        # Who writes can be written to.
        chats.set_state(c, chat.id, chats.OPEN)
    settings = account.settings
    if isinstance(settings, ChatSettings) and not settings.chat:
        queue_automatic(c, chat.id, settings.away, now, AWAY_AGAIN)
    return True


def subscribed(c: Connection, account: Account, event: Subscribed, now: float) -> None:
    """Somebody lets us write: found out who, linked, written down, answered."""
    chat = _chat(c, account, event.address, event.name, now)
    chats.set_state(c, chat.id, chats.OPEN)
    if event.phone:
        chats.set_phone(c, chat.id, one_line(event.phone))
    who = _who(c, account, chat, event)
    settings = account.settings
    if who is not None:
        _reopen(c, account, event, who, now)
    if isinstance(settings, ChatSettings):
        known = who is not None or bool(event.phone)
        text = settings.welcome if known else settings.ask
        queue_automatic(c, chat.id, text, now, ANSWER_AGAIN, ask_phone=not known)


def _who(c: Connection, account: Account, chat: Chat, event: Subscribed) -> tuple[str, int] | None:
    """The person, whose card now holds the address; None where that must not be or is not known."""
    channel = account.channel
    found: list[tuple[str, int]] = []
    if event.token:
        invited = invitations.person(c, channel.id, event.token)
        found = [invited] if invited else []
    elif event.phone:
        found = chats.people_with_phone(c, event.phone)
    elif chat.person_kind:
        found = [(chat.person_kind, chat.person_id)]
    if len(found) > 1:
        chats.set_note(c, chat.id, _("Several people have this phone number. Say who it is."))
        return None
    if not found:
        return None
    other = people.other_chat(c, account, found[0], event.address)
    if other is not None:
        # A link that was passed on must not carry one person's messages to another.
        chats.set_note(
            c, chat.id,
            _("{name} was to subscribe with this link, and writes from another chat already.")
            .format(name=other.shown_name),
        )  # fmt: skip
        return None
    if not people.set_address(c, found[0], channel.address_field, event.address):
        return None
    chats.link(c, chat.id, *found[0])
    return found[0]


def _reopen(
    c: Connection, account: Account, event: Subscribed, who: tuple[str, int], now: float
) -> None:
    channel = account.channel.id
    closed = suppressions.get(c, channel, event.address)
    if closed is not None and closed.reason in _CLOSED_BY_THEM:
        suppressions.remove(c, channel, event.address)
    if who[0] == "contact":
        source = "invitation" if event.token else "phone" if event.phone else "subscription"
        at = moment(event.at, now)
        suppressions.set_consent(c, Consent(who[1], channel, granted=True, at=at, source=source))


def unsubscribed(c: Connection, account: Account, event: Unsubscribed, now: float) -> bool:
    """Somebody lets us write no more; whether that is news."""
    chat = chats.at(c, account.id, event.address)
    if chat is None:
        return False
    ended(c, account, event.address)
    note = one_line(event.words)[:200]
    suppressions.add(
        c,
        Suppression(
            account.channel.id, event.address, Reason.BLOCKED_BY_RECIPIENT,
            moment(event.at, now), "subscription", note,
        ),
    )  # fmt: skip
    return chat.state == chats.OPEN


def ended(c: Connection, account: Account, address: str) -> None:
    """The subscription is over: the chat is closed, the person's card holds the address no more."""
    chat = chats.at(c, account.id, address)
    if chat is not None:
        chats.set_state(c, chat.id, chats.CLOSED)
        if chat.person_kind:
            who = (chat.person_kind, chat.person_id)
            people.clear_address(c, who, account.channel.address_field, address)


def moved(c: Connection, account: Account, event: Moved) -> bool:
    """A chat has another address: so has the person's card."""
    field = account.channel.address_field
    who = chats.person_at(c, field, event.old)
    if who is not None:
        people.set_address(c, who, field, event.new)
    return chats.move(c, account.id, event.old, event.new) or who is not None


def _chat(c: Connection, account: Account, address: str, name: str, now: float) -> Chat:
    chat = chats.ensure(c, account.id, one_line(address), one_line(name)[:200], now)
    if not chat.person_kind:
        who = chats.person_at(c, account.channel.address_field, chat.address)
        if who is not None:
            chats.link(c, chat.id, *who)
            chat = chats.get(c, chat.id) or chat
    return chat


def _file(given: IncomingFile) -> ChatFile:
    name = one_line(given.name).replace("/", "_").replace("\\", "_")[:150] or "file"
    return ChatFile(
        0, 0, name, one_line(given.mime)[:100], max(0, int(given.size)), given.picture,
        ref=given.ref, state="there",
    )  # fmt: skip


def moment(at: float, now: float) -> float:
    """When it was written, as far as a stranger's clock can be believed."""
    return at if 0 < at < now else now


def clean(text: str) -> str:
    """Lines stay lines; what no database and no terminal should get does not stay."""
    return "\n".join(one_line(line) for line in text[:TEXT_MAX].splitlines())
