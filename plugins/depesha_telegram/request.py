"""From a message to the calls that carry it, one call wherever Telegram allows it.

- Text alone: `sendMessage`. Pictures or files with a text that fits a caption: one `sendPhoto`,
  `sendDocument` or `sendMediaGroup` (2 to 10 of one kind) that carries the text.
- A longer text goes first, as a message of its own, or as several where it is too long for one;
  pictures and files that do not fit one group follow in further calls.
- Links that stand alone in the last lines become buttons. Buttons hang on the call that carries the
  text, or its end. A group of pictures has no buttons, so there the text goes by itself.

One call is one answer. Of several calls a later one may fail when the first has already arrived:
see `session.PartlySentError`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from depesha.api import Attachment, Button, Message, Picture, Reason, Refused, _
from depesha_telegram.bot import Files
from depesha_telegram.limits import CAPTION, GROUP, PARTS, buttons, markup, plain, split

Item = Picture | Attachment


@dataclass(frozen=True, slots=True)
class Step:
    """One call: a text, or items of one kind with a caption."""

    text: str
    items: tuple[Item, ...] = ()
    keyboard: dict[str, Any] | None = None
    """The parameter `reply_markup`."""


def steps(message: Message) -> list[Step]:
    """The calls, in order."""
    text, links = buttons(markup(message))
    keys = keyboard(message, links)
    groups = [*_groups(message.pictures), *_groups(message.attachments)]
    rest = [Step("", group) for group in groups]
    if groups and len(plain(text)) <= CAPTION and not (keys and len(groups[0]) > 1):
        return [Step(text, groups[0], keys), *rest[1:]]
    if keys and not plain(text):
        text = "⬇"  # buttons need a message to hang on
    pieces = [Step(piece) for piece in split(text)]
    if len(pieces) > PARTS:
        raise Refused(Reason.CONTENT, f"{len(plain(text))} characters")
    return [*pieces[:-1], Step(pieces[-1].text, (), keys), *rest]


def keyboard(message: Message, links: Sequence[Button] = ()) -> dict[str, Any] | None:
    """The buttons of a message and of its text, as the Bot API takes them."""
    if message.ask_phone:
        button = {"text": _("Share my phone number"), "request_contact": True}
        return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    if rows := [*message.buttons, *links]:
        return {"inline_keyboard": [[{"text": one.text, "url": one.url}] for one in rows]}
    return None


def _groups(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    for start in range(0, len(items), GROUP):
        yield items[start : start + GROUP]


def request(
    step: Step, chat: int, *, as_html: bool, known: dict[Item, str]
) -> tuple[str, dict[str, Any], Files]:
    """Method, parameters and files; `known` items go by their file_id and are not uploaded.

    Refused(MISSING_ATTACHMENT) where a file cannot be read.
    """
    mode: dict[str, Any] = {"parse_mode": "HTML"} if as_html else {}
    keys: dict[str, Any] = {"reply_markup": step.keyboard} if step.keyboard else {}
    text = step.text if as_html else plain(step.text)
    if not step.items:
        no_preview = {"link_preview_options": {"is_disabled": True}}
        return "sendMessage", {"chat_id": chat, "text": text, **mode, **no_preview, **keys}, {}
    caption = {"caption": text, **mode} if text else {}
    kind = "photo" if isinstance(step.items[0], Picture) else "document"
    if len(step.items) == 1:
        item = step.items[0]
        params = {"chat_id": chat, **caption, **keys}
        if item in known:
            return f"send{kind.title()}", {**params, kind: known[item]}, {}
        return f"send{kind.title()}", params, {kind: _upload(item, 1)}
    media: list[dict[str, Any]] = []
    files: Files = {}
    for number, item in enumerate(step.items, 1):
        if item not in known:
            files[f"file{number}"] = _upload(item, number)
        media.append({"type": kind, "media": known.get(item, f"attach://file{number}")})
    media[0] |= caption
    return "sendMediaGroup", {"chat_id": chat, "media": media}, files


def _upload(item: Item, number: int) -> tuple[str, bytes, str]:
    if isinstance(item, Picture):
        return f"picture{number}", item.data, item.mime
    try:
        return item.name, item.path.read_bytes(), item.mime
    except OSError as error:
        raise Refused(Reason.MISSING_ATTACHMENT, f"{item.name}: {error.strerror}") from error


def file_ids(result: Any) -> list[str]:
    """The file_id of each message of a result, the largest size of a photo; empty where none."""
    messages = result if isinstance(result, list) else [result]
    return [_file_id(message) for message in messages]


def _file_id(message: Any) -> str:
    match message:
        case {"photo": [*_, {"file_id": str(found)}]} | {"document": {"file_id": str(found)}}:
            return found
    return ""
