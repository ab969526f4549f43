"""What the bot hears, as events: messages, people who start or stop it.

Documented: the shape of updates; `bot_started` with the payload of a deep link; a shared contact
as `vcf_info` with `max_info` of its owner. Assumed: that a contact whose owner is the sender has
the sender's own number, and that a removed dialog cannot be written to (seen in client code).
What this program does not know of an update is left out; no update ends the listening.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from depesha.api import (
    Event,
    Incoming,
    IncomingFile,
    OptOut,
    Subscribed,
    Unsubscribed,
    wants_no_more,
)

TYPES = (
    "message_created",
    "message_edited",
    "bot_started",
    "bot_stopped",
    "dialog_removed",
    "bot_removed",
)
_PHONE = re.compile(r"^TEL[^:\r\n]*:\+?([\d ()-]{5,30})\s*$", re.MULTILINE | re.IGNORECASE)
_NAMES = {"image": "photo.jpg", "video": "video.mp4", "audio": "audio.mp3", "file": "file"}


def events(update: Any) -> Iterator[Event]:
    """What an update tells, in order."""
    match update:
        case {"update_type": "message_created", "message": dict(message)}:
            yield from _message(message, "", "")
        case {"update_type": "message_edited", "message": dict(message)}:
            yield from _message(message, f":{update.get('timestamp', 0)}", "✎ ")
        case {"update_type": "bot_started", "user": {"user_id": int(user)} as who}:
            token = update.get("payload")
            yield Subscribed(
                _ref(update, user), str(user), _moment(update), _name(who), _text(token)
            )
        case {
            "update_type": "bot_stopped" | "dialog_removed" as kind,
            "user": {"user_id": int(user)},
        }:
            yield Unsubscribed(_ref(update, user), str(user), _moment(update), kind)
        case {"update_type": "bot_removed", "chat_id": int(chat)}:
            yield Unsubscribed(_ref(update, chat), str(chat), _moment(update), "bot_removed")


def _message(message: Mapping[str, Any], version: str, mark: str) -> Iterator[Event]:
    match message:
        case {
            "sender": {"user_id": int(user)} as sender,
            "recipient": {"chat_type": kind, **to},
            "body": {"mid": str(mid), **rest},
        } if not sender.get("is_bot"):
            body: Mapping[str, Any] = {str(name): value for name, value in rest.items()}
            private, chat = kind == "dialog", to.get("chat_id")
            if not private and not isinstance(chat, int):
                return
            address, at, ref = str(user if private else chat), _moment(message), f"{mid}{version}"
            if private and (phone := _own_phone(body, user)):
                yield Subscribed(ref, address, at, _name(sender), phone=phone)
                return
            text, files = _text(body.get("text")) or _shown(body), tuple(_files(body))
            if text or files:
                # Several people write in a group; the conversation is the group's.
                whole = f"{mark}{text}" if private else f"{_name(sender)}: {mark}{text}"
                yield Incoming(ref, address, whole, at, _name(sender), files=files)
            if private and wants_no_more(text):
                stop = f"{ref}:stop"
                yield OptOut(stop, "", certain=True, words=text, at=at, address=address)


def _attached(
    body: Mapping[str, Any],
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Kind, payload and whole of each attachment."""
    attachments = body.get("attachments")
    for one in attachments if isinstance(attachments, list) else []:
        match one:
            case {"type": str(kind), "payload": dict(payload)}:
                yield kind, payload, one


def _own_phone(body: Mapping[str, Any], user: int) -> str:
    for kind, payload, _whole in _attached(body):
        match payload:
            case {"vcf_info": str(card), "max_info": {"user_id": owner}} if kind == "contact":
                found = _PHONE.search(card)
                if owner == user and found:
                    return "+" + "".join(filter(str.isdigit, found[1]))
    return ""


def _shown(body: Mapping[str, Any]) -> str:
    """What is neither text nor file, as a text."""
    for kind, payload, whole in _attached(body):
        if kind == "contact":
            found = _PHONE.search(_text(payload.get("vcf_info")))
            return f"👤 {found[1].strip() if found else ''}".strip()
        if kind == "location":
            return f"📍 {whole.get('latitude')}, {whole.get('longitude')}"
    return ""


def _files(body: Mapping[str, Any]) -> Iterator[IncomingFile]:
    for kind, payload, whole in _attached(body):
        url, size = payload.get("url"), whole.get("size")
        if kind in _NAMES and isinstance(url, str):
            name = _text(whole.get("filename")) or _NAMES[kind]
            many = size if isinstance(size, int) and size > 0 else 0
            yield IncomingFile(url, name, size=many, picture=kind == "image")


def _ref(update: Mapping[str, Any], who: int) -> str:
    return f"{update['update_type']}:{who}:{update.get('timestamp', 0)}"


def _moment(told: Mapping[str, Any]) -> float:
    """Documented: milliseconds."""
    at = told.get("timestamp")
    return at / 1000 if isinstance(at, int) and at > 0 else 0.0


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _name(person: Mapping[str, Any]) -> str:
    names = (_text(person.get("first_name")), _text(person.get("last_name")))
    return " ".join(filter(None, names)) or _text(person.get("name"))
