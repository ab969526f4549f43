"""From a message to the calls that carry it, one call wherever MAX allows it.

The first call has the first part of the text with up to eleven pictures, or with the first file;
more pictures, each further file and each further part of the text is a call of its own. Buttons
stand below the last part of the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from depesha.api import Attachment, Message, Picture, _
from depesha_max.limits import BUTTON_TEXT, BUTTONS, PICTURES, TEXT, buttons, markup
from depesha_max.splitting import split

Item = Picture | Attachment


@dataclass(frozen=True, slots=True)
class Step:
    """One call: a text with pictures, or with one file."""

    text: str = ""
    items: tuple[Item, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()
    """Words and address."""
    ask_phone: bool = False


def steps(message: Message) -> list[Step]:
    """The calls, in order; at least one."""
    text, links = buttons(markup(message))
    texts = [Step(part) for part in split(text, TEXT)]
    if texts:
        own = [(one.text.strip()[:BUTTON_TEXT] or one.url, one.url) for one in message.buttons]
        shown = tuple([*links, *own][:BUTTONS])
        texts[-1] = replace(texts[-1], buttons=shown, ask_phone=message.ask_phone)
    pictures = message.pictures
    groups: list[tuple[Item, ...]] = [
        *(pictures[at : at + PICTURES] for at in range(0, len(pictures), PICTURES)),
        *((one,) for one in message.attachments),
    ]
    if texts and groups:
        texts[0] = replace(texts[0], items=groups.pop(0))
    return [*texts, *(Step(items=group) for group in groups)] or [Step()]


def address(chat: str) -> dict[str, str]:
    """The parameter that names whom it goes to: a person, or a group chat by its minus."""
    return {"chat_id" if chat.startswith("-") else "user_id": chat}


def body(step: Step, uploaded: Mapping[Item, str]) -> dict[str, Any]:
    """What is posted; `uploaded` has the token of each of the step's items."""
    attachments: list[dict[str, Any]] = [
        {"type": kind(item), "payload": {"token": uploaded[item]}} for item in step.items
    ]
    rows = [[{"type": "link", "text": words, "url": url}] for words, url in step.buttons]
    if step.ask_phone:
        rows.append([{"type": "request_contact", "text": _("Share my phone number")}])
    if rows:
        attachments.append({"type": "inline_keyboard", "payload": {"buttons": rows}})
    text = {"text": step.text, "format": "html"} if step.text else {}
    return {**text, **({"attachments": attachments} if attachments else {})}


def kind(item: Item) -> str:
    """What MAX calls it."""
    return "image" if isinstance(item, Picture) else "file"
