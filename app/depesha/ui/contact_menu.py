"""*Contact*: the ways to write to and call the chosen people, the same everywhere."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from depesha.api.i18n import _, pgettext
from depesha.domain.rights import Right
from depesha.ui.allowed import able
from depesha.ui.commands import Command
from depesha.ui.services import Services

if TYPE_CHECKING:
    from depesha.api.channel import Channel
    from depesha.delivery.selection import Selection

ICONS = {"email": "mail", "sms": "message-square", "telegram": "send"}
SHORTCUTS = {"email": "Ctrl+Shift+E", "sms": "Ctrl+Shift+S"}


def contact_command(
    services: Services,
    chosen: "Callable[[], Selection]",
    any_chosen: Callable[[], bool],
    more: Sequence[Command] = (),
) -> Command:
    """The button with its menu: a command for each channel, foreign ones included, then `more`."""
    doors = services.doors

    def write(channel_id: str) -> Callable[[], None]:
        return lambda: doors.write(channel_id, chosen())

    ways = [
        Command(
            f"contact.write.{channel.id}",
            _(channel.write_title) or _("Write: {channel}").format(channel=_(channel.title)),
            write(channel.id),
            icon=ICONS.get(channel.id, "plug"),
            shortcut=SHORTCUTS.get(channel.id, ""),
            enabled=any_chosen,
        )
        for channel in _channels(services)
    ]
    call = Command(
        "contact.call", _("Call"), lambda: doors.call(chosen()), icon="phone",
        shortcut="Ctrl+Shift+C", enabled=able(services, Right.PHONES, any_chosen),
    )  # fmt: skip
    chat = [
        Command("contact.chat", _("Open chat"), lambda: _open_chat(services, chosen()),
                icon="messages-square", enabled=any_chosen)
    ] if any(one.live for one in _channels(services)) else []  # fmt: skip
    return Command(
        "contact", pgettext("verb", "Contact"), lambda: None, icon="phone", menu="contact",
        children=(call, *chat, *ways, *more),
    )  # fmt: skip


def _open_chat(services: Services, people: "Selection") -> None:
    """With the first of them: one talks with one person at a time."""
    if people.contacts:
        services.doors.chat(("contact", people.contacts[0]))
    elif people.employees:
        services.doors.chat(("employee", people.employees[0]))


def _channels(services: Services) -> "list[type[Channel[Any]]]":
    # Loading plugins takes longer than a click may; the window does it after its first picture.
    office = services.office
    return list(office.host.channels().values()) if office.knows_plugins else []
