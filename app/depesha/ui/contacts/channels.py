"""By which channels a contact is written to first, and where each of them leads."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.people import Contact, address_of
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.tick_list import TickList
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.delivery.office import Office


@dataclass(frozen=True, slots=True)
class Way:
    """A channel, as far as a card needs it."""

    id: str
    title: str
    field: str
    """The field of a contact that holds its address; empty where its plugin is gone."""


def ways_of(office: "Office", contact: Contact) -> list[Way]:
    """All channels in the contact's order, then the others; for a thread of errands."""
    known = {
        one.id: Way(one.id, _(one.title), one.address_field)
        for one in office.host.channels().values()
    }
    gone = {id_: Way(id_, id_, "") for id_ in contact.preferred_channels if id_ not in known}
    both = known | gone
    order = dict.fromkeys([*contact.preferred_channels, *both])
    return [both[id_] for id_ in order]


class ChannelsPane(ttk.Frame):
    """Ticked channels come first, from top to bottom; none ticked is as the office has it."""

    def __init__(self, parent: tk.Misc, services: Services, changed: Callable[[], object]) -> None:
        px = services.theme.px
        super().__init__(parent)
        self._services = services
        self._changed = changed
        page = Scrolled(self, services.theme)
        page.pack(fill="both", expand=True)
        self.inside = ttk.Frame(page.inside, padding=px(12))
        self.inside.pack(fill="both", expand=True)
        said = _("Tick the channels by which this contact is to be written to, the best one first."
                 " Where none is ticked, it goes as the office does it.")  # fmt: skip
        Wrapped(self.inside, said, "Quiet.TLabel").pack(fill="x", pady=(0, px(8)))
        self.list: TickList | None = None
        self._state = ttk.Label(self.inside, style="Strong.TLabel")

    @property
    def preferred(self) -> tuple[str, ...]:
        """Ids of the ticked channels, first choice first."""
        return tuple(self.list.ticked) if self.list is not None else ()

    def show(self, contact: Contact, ways: Sequence[Way]) -> None:
        """Show a contact's choice."""
        if self.list is not None:
            self.list.destroy()
        titles = [(way.id, self._title(contact, way)) for way in ways]
        self.list = TickList(
            self.inside,
            self._services.theme,
            titles,
            height=max(4, len(titles)),
            changed=self._told,
        )
        self.list.show([way.id for way in ways], contact.preferred_channels)
        self.list.pack(fill="x")
        self._state.pack(anchor="w", pady=(self._services.theme.px(12), 0), after=self.list)
        self._tell()

    def _title(self, contact: Contact, way: Way) -> str:
        address = address_of(contact, way.field) if way.field else ""
        seen = self._services.office.masked({way.field: address})[way.field]
        if seen and way.field == "telegram":
            seen = _("subscribed, chat {number}").format(number=seen)
        return f"{way.title} · {seen or _nowhere(way)}"

    def _told(self) -> None:
        self._tell()
        self._changed()

    def _tell(self) -> None:
        chosen = bool(self.preferred)
        self._state.configure(text=_("In this contact’s order") if chosen else _("As the office"))


def _nowhere(way: Way) -> str:
    if not way.field:
        return _("its plugin is not there")
    return _("not subscribed") if way.field == "telegram" else _("no address")
