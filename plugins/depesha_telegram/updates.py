"""What the bot hears, as events: messages, subscriptions, blocks, moved groups.

Documented: the shape of updates. `contact.user_id == from.id` proves that a shared number is the
sender's own: the official apps let nobody share his own contact with another number. What this
program does not know of an update is left out; no update ends the listening.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from depesha.api import (
    Event,
    Incoming,
    IncomingFile,
    Moved,
    OptOut,
    Subscribed,
    Unsubscribed,
    _,
    wants_no_more,
)

ALLOWED = ("message", "edited_message", "my_chat_member")
_GONE, _THERE = {"kicked", "left"}, {"member", "administrator"}
_FILES = {
    "document": "file",
    "video": "video.mp4",
    "animation": "animation.mp4",
    "audio": "audio.mp3",
    "voice": "voice.ogg",
    "video_note": "video.mp4",
    "sticker": "sticker.webp",
}
"""What a message may hold → the name of a file that has none."""


def events(update: Any) -> Iterator[Event]:
    """What an update tells, in order."""
    match update:
        case {"message": {"chat": {"id": int(chat)}, "message_id": int(number)} as message}:
            yield from _message(message, chat, f"{chat}:{number}")
        case {"edited_message": {"chat": {"id": int(chat)}, "message_id": int(number)} as message}:
            when = message.get("edit_date", 0)
            yield from _written(message, chat, f"{chat}:{number}:{when}", "✎ ")
        case {
            "update_id": int(number),
            "my_chat_member": {
                "chat": {"id": int(chat)},
                "new_chat_member": {"status": status},
            } as change,
        }:
            at = _moment(change)
            if status in _GONE:
                yield Unsubscribed(f"m{number}", str(chat), at, f"my_chat_member: {status}")
            elif status in _THERE and _private(change):
                yield Subscribed(f"m{number}", str(chat), at, _name(change))


def _message(message: Mapping[str, Any], chat: int, ref: str) -> Iterator[Event]:
    text, private = _text(message.get("text")), _private(message)
    match message:
        case {"migrate_to_chat_id": int(new)}:
            yield Moved(str(chat), str(new))
        case {"migrate_from_chat_id": int(old)}:
            yield Moved(str(old), str(chat))
        case {
            "contact": {"user_id": int(owner), "phone_number": str(phone)},
            "from": {"id": sender},
        } if private and owner == sender:
            number = "+" + "".join(filter(str.isdigit, phone))
            yield Subscribed(ref, str(chat), _moment(message), _name(message), phone=number)
        case _ if private and (words := text.split()) and words[0].split("@")[0] == "/start":
            token = words[1] if len(words) > 1 else ""
            yield Subscribed(ref, str(chat), _moment(message), _name(message), token)
        case _:
            yield from _written(message, chat, ref)
            if private and wants_no_more(text):
                at = _moment(message)
                yield OptOut(f"{ref}:stop", "", certain=True, words=text, at=at, address=str(chat))


def _written(message: Mapping[str, Any], chat: int, ref: str, mark: str = "") -> Iterator[Event]:
    text = _text(message.get("text")) or _text(message.get("caption")) or _shown(message)
    files = tuple(_files(message))
    if not text and not files:
        return
    if not _private(message):
        # Several people write in a group; the conversation is the group's.
        mark = f"{_full_name(message.get('from'))}: {mark}"
    yield Incoming(ref, str(chat), f"{mark}{text}", _moment(message), _name(message), files=files)


def _shown(message: Mapping[str, Any]) -> str:
    """What is neither text nor file, as a text."""
    match message:
        case {"location": {"latitude": float(north), "longitude": float(east)}}:
            return _("Place: {north}, {east}").format(north=f"{north:.6f}", east=f"{east:.6f}")
        case {"contact": {"phone_number": str(phone)} as contact}:
            name = _full_name(contact) or "–"
            return _("Contact: {name}, {phone}").format(name=name, phone=phone)
        case {"poll": {"question": str(question)}}:
            return _("Poll: {question}").format(question=question)
        case {"sticker": {"emoji": str(emoji)}} | {"dice": {"emoji": str(emoji)}}:
            return emoji
    return ""


def _files(message: Mapping[str, Any]) -> Iterator[IncomingFile]:
    match message:
        case {"photo": [*_smaller, {"file_id": str(ref)} as largest]}:
            yield IncomingFile(ref, "photo.jpg", "image/jpeg", _size(largest), picture=True)
            return
        case {"animation": {}}:
            kinds = ["animation"]  # comes as a document too
        case _:
            kinds = [kind for kind in _FILES if kind in message]
    for kind in kinds:
        match message[kind]:
            case {"file_id": str(ref)} as file:
                name = _text(file.get("file_name")) or _FILES[kind]
                yield IncomingFile(ref, name, _text(file.get("mime_type")), _size(file))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _size(file: Mapping[str, Any]) -> int:
    size = file.get("file_size")
    return size if isinstance(size, int) and size > 0 else 0


def _private(message: Mapping[str, Any]) -> bool:
    return bool(message["chat"].get("type") == "private")


def _moment(message: Mapping[str, Any]) -> float:
    at = message.get("edit_date") or message.get("date")
    return float(at) if isinstance(at, int) and at > 0 else 0.0


def _name(message: Mapping[str, Any]) -> str:
    """What the chat is called: the person, or the group."""
    chat = message["chat"]
    return _text(chat.get("title")) or _full_name(chat) or _full_name(message.get("from"))


def _full_name(person: Any) -> str:
    if not isinstance(person, Mapping):
        return ""
    names = (_text(person.get("first_name")), _text(person.get("last_name")))
    return " ".join(filter(None, names)) or _text(person.get("username"))
