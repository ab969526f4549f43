"""`depesha chats`: who writes to the bot, what was said, and answers."""

import argparse
from pathlib import Path
from typing import Any

from depesha.api.i18n import _
from depesha.cli.output import give, say, seen, table, warn
from depesha.cli.parser import command, number
from depesha.delivery.chat import outgoing, people, rounds
from depesha.delivery.clock import Flag
from depesha.delivery.composition import author_of
from depesha.delivery.inbox import Heard
from depesha.delivery.office import Office
from depesha.domain import reasons
from depesha.domain.errors import InputError
from depesha.domain.states import State
from depesha.domain.words import state_title
from depesha.store import chat_messages, chats, contacts
from depesha.store.chat_messages import ChatMessage
from depesha.store.chats import Chat

WAIT = 15.0
"""Seconds that an answer gets, where another process of the office sends it."""
_SHOWN = 60
_ON_ITS_WAY = (State.QUEUED, State.SENDING)


def add(commands: Any) -> None:
    """Declare the commands."""
    group = commands.add_parser("chats", help=_("conversations with those who write to your bot"))
    actions = group.add_subparsers(metavar=_("ACTION"), required=True)
    parser = command(actions, "list", _("all of them, the latest first"))
    parser.add_argument("search", nargs="?", default="", metavar="SEARCH",
                        help=_("a name or a phone number"))  # fmt: skip
    parser.add_argument("--unread", action="store_true", help=_("those with something unread"))
    parser.set_defaults(run=list_)
    parser = command(actions, "read", _("the latest messages of a chat, which then count as read"))
    _number(parser)
    parser.add_argument("--last", type=number, default=20, metavar="N")
    parser.set_defaults(run=read)
    parser = command(actions, "answer", _("write in a chat"))
    _number(parser)
    parser.add_argument("text", metavar="TEXT", help=_("may hold <b> <i> <s> <u> <a>; - for none"))
    parser.add_argument("--attach", type=Path, action="append", default=[], metavar="FILE")
    parser.set_defaults(run=answer)
    parser = command(actions, "link", _("say whose chat it is"))
    _number(parser)
    parser.add_argument("code", type=number, metavar="CODE", help=_("of the contact; 0 for nobody"))
    parser.set_defaults(run=link)


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=number, metavar="NUMBER")


def list_(office: Office, args: argparse.Namespace) -> int:
    """A table, or JSON."""
    c = office.database.reader
    numbers = chats.ids(c, args.search, unread=args.unread)
    found = [chat for one in numbers if (chat := chats.get(c, one)) is not None]
    if args.json:
        give(
            [
                {"number": one.id, "account": one.account, "address": one.address,
                 "name": one.shown_name, "phone": one.shown_phone, "person": one.person_kind,
                 "state": one.state, "note": one.note, "unread": one.unread, "at": one.last_at,
                 "text": one.last_text}
                for one in found
            ]
        )  # fmt: skip
        return 0
    rows = [
        [one.id, f"{office.clock.local(one.last_at):%d.%m.%Y %H:%M}", one.unread or "",
         one.shown_name, seen("phone", one.shown_phone), one.note or one.last_text[:_SHOWN]]
        for one in found
    ]  # fmt: skip
    table(["№", _("Date"), _("Unread"), _("Name"), _("Phone"), _("Text")], rows)
    return 0


def read(office: Office, args: argparse.Namespace) -> int:
    """The conversation, the oldest of its latest messages first."""
    chat = _chat(office, args.number)
    found = chat_messages.page(office.database.reader, chat.id, limit=max(1, args.last))
    if args.json:
        give([_json(one) for one in found])
    for one in () if args.json else found:
        who = (one.author or _("automatic answer")) if one.out else chat.shown_name
        state = f" [{state_title(State(one.state))}]" if one.out else ""
        say(f"{office.clock.local(one.at):%d.%m.%Y %H:%M}  {who}{state}")
        for line in one.text.splitlines():
            say(f"    {line}")
        for file in one.files:
            place = office.profile.chats / file.path if file.path else file.why or file.state
            say(f"    + {file.name}: {place}")
        if why := _why(one):
            say(f"    {why}")
    if found:
        with office.database.write() as c:
            chat_messages.read_up_to(c, chat.id, found[-1].id)
    return 0


def _json(one: ChatMessage) -> dict[str, Any]:
    return {
        "number": one.id, "ours": one.out, "author": one.author, "text": one.text, "at": one.at,
        "state": one.state, "reason": one.reason, "answer": one.answer,
        "files": [{"name": x.name, "path": x.path, "state": x.state} for x in one.files],
    }  # fmt: skip


def _why(one: ChatMessage) -> str:
    return ": ".join(filter(None, (reasons.title(one.reason) if one.reason else "", one.answer)))


def answer(office: Office, args: argparse.Namespace) -> int:
    """Put it into the outbox, send it or wait for whoever sends, and tell what became of it."""
    chat = _chat(office, args.number)
    text = "" if args.text == "-" else args.text
    key = outgoing.write(office, chat, text, args.attach, author_of(office))
    sent = _sent(office, key)
    if args.json:
        give(_json(sent))
    else:
        say(state_title(State(sent.state)))
        if why := _why(sent):
            warn(why)
    return 0 if sent.state == State.ACCEPTED else 1


def _sent(office: Office, key: int) -> ChatMessage:
    until = office.clock.ticks() + WAIT
    never = Flag()
    while True:
        busy = rounds.go_round(office, Heard())
        sent = chat_messages.get(office.database.reader, key)
        assert sent is not None
        over = sent.state not in _ON_ITS_WAY or not busy or office.clock.ticks() > until
        if over:
            return sent
        office.clock.wait(never, 0.3)


def link(office: Office, args: argparse.Namespace) -> int:
    """Write the chat's address into the contact's card, or take it out."""
    chat = _chat(office, args.number)
    field = office.channel(chat.channel).address_field
    with office.database.write() as c:
        if args.code:
            (contact_id,) = contacts.ids_by_codes(c, [args.code])
            people.link(c, chat, field, ("contact", contact_id))
        else:
            people.unlink(c, chat, field)
    return 0


def _chat(office: Office, wanted: int) -> Chat:
    found = chats.get(office.database.reader, wanted)
    if found is None:
        raise InputError(
            _("There is no chat with the number {number}: depesha chats list").format(number=wanted)
        )
    return found
