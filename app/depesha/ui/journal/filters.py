"""The fields above the journal: period, person, address, status, channel, mailing."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from tkinter import ttk

from depesha.api.i18n import N_, _
from depesha.delivery.clock import Clock
from depesha.delivery.moments import moment
from depesha.domain.errors import InputError
from depesha.domain.states import State
from depesha.store.journal import Filter
from depesha.ui.flow import Flow
from depesha.ui.theme import Theme

PERIODS = {
    "today": N_("Today"),
    "week": N_("7 days"),
    "month": N_("31 days"),
    "year": N_("A year"),
    "all": N_("All the time"),
    "dates": N_("Dates…"),
}
_DAYS = {"today": 1, "week": 7, "month": 31, "year": 366}
STATUSES: dict[str, tuple[str, tuple[State, ...]]] = {
    "": (N_("All"), ()),
    "sent": (N_("Sent"), (State.ACCEPTED, State.DELIVERED, State.READ)),
    "delivered": (N_("Delivered"), (State.DELIVERED, State.READ)),
    "failed": (N_("Not sent"), (State.FAILED, State.BOUNCED, State.EXPIRED)),
    "unknown": (N_("Unknown"), (State.UNKNOWN,)),
    "queued": (N_("Still to be sent"), (State.QUEUED, State.SENDING, State.WAITING)),
    "left": (N_("Skipped or cancelled"), (State.SKIPPED, State.CANCELLED)),
    "reserve": (N_("In reserve"), (State.RESERVED, State.SPARED)),
}
"""What people ask for, and the states that it means."""
PAUSE = 250
"""Milliseconds after the last key until the rows are looked for."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the fields say."""

    period: str = "month"
    since: str = ""
    until: str = ""
    """Dates as typed, for the period `dates`; the last day is included."""
    person: str = ""
    address: str = ""
    status: str = ""
    channel: str = ""
    mailing: int | None = None


def filter_of(chosen: Chosen, clock: Clock) -> Filter:
    """The rows that the fields ask for. Raises InputError for a date that is none."""
    since = until = None
    if days := _DAYS.get(chosen.period):
        since = _midnight(clock.local(clock.now()) - timedelta(days=days - 1)).timestamp()
    elif chosen.period == "dates":
        since = moment(chosen.since, clock) if chosen.since else None
        until = _day_after(moment(chosen.until, clock), clock) if chosen.until else None
    return Filter(
        since=since,
        until=until,
        person=chosen.person,
        address=chosen.address,
        states=STATUSES[chosen.status][1],
        channel=chosen.channel,
        mailing_id=chosen.mailing,
    )


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _day_after(at: float, clock: Clock) -> float:
    return _midnight(clock.local(at) + timedelta(days=1)).timestamp()


class FilterBar(Flow):
    """Fields under their names, in as many lines as the width needs."""

    def __init__(self, parent: tk.Misc, theme: Theme, changed: Callable[[], object]) -> None:
        super().__init__(parent, theme.px(8), even=True)
        self._changed = changed
        self._timer = ""
        self._fields: list[ttk.Frame] = []
        self._texts: dict[str, tk.StringVar] = {}
        periods = [(key, _(title)) for key, title in PERIODS.items()]
        statuses = [(key, _(title)) for key, (title, _states) in STATUSES.items()]
        self._period = self._choice(_("Period"), periods, "month")
        self._since = self._entry("since", _("From"), 12)
        self._until = self._entry("until", _("To, inclusive"), 12)
        self._dates = self._fields[-2:]
        self.person = self._entry("person", _("Name or code"), 16)
        self.address = self._entry("address", _("E-mail or phone"), 16)
        self._status = self._choice(_("Status"), statuses, "")
        self._channel = self._choice(_("Way of sending"), [("", _("All"))], "")
        self._mailing = self._choice(_("Mailing"), [("", _("All"))], "")
        self._show_dates()

    @property
    def chosen(self) -> Chosen:
        """What the fields say now."""
        texts = {key: text.get().strip() for key, text in self._texts.items()}
        mailing = self._mailing.value
        return Chosen(
            period=self._period.value, status=self._status.value, channel=self._channel.value,
            mailing=int(mailing) if mailing else None, **texts,
        )  # fmt: skip

    def offer_channels(self, titles: Sequence[tuple[str, str]]) -> None:
        """The channels that can be chosen: ids with titles."""
        self._channel.offer([("", _("All")), *titles])

    def offer_mailings(self, titles: Sequence[tuple[int, str]]) -> None:
        """The mailings that can be chosen, the newest first."""
        self._mailing.offer([("", _("All")), *((str(id_), title) for id_, title in titles)])

    def show(self, chosen: Chosen) -> None:
        """Fill the fields."""
        for key, text in self._texts.items():
            text.set(getattr(chosen, key))
        self._period.pick(chosen.period)
        self._status.pick(chosen.status)
        self._channel.pick(chosen.channel)
        self._mailing.pick("" if chosen.mailing is None else str(chosen.mailing))
        self._soon()

    def mark(self, error: InputError | None) -> None:
        """Show which dates could not be read."""
        for entry in (self._since, self._until):
            entry.state(["!invalid" if error is None else "invalid"])

    def _soon(self, *_names: object) -> None:
        self._show_dates()
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(PAUSE, self._now)

    def _now(self) -> None:
        self._timer = ""
        self._changed()

    def _entry(self, key: str, title: str, width: int) -> ttk.Entry:
        field = self._field(title)
        text = self._texts[key] = tk.StringVar(self)
        entry = ttk.Entry(field, textvariable=text, width=width)
        entry.pack(fill="x")
        text.trace_add("write", self._soon)
        return entry

    def _choice(
        self, title: str, options: Sequence[tuple[str, str]], value: str, width: int = 15
    ) -> "Choice":
        choice = Choice(self._field(title), options, value, self._soon, width)
        choice.pack(fill="x")
        return choice

    def _field(self, title: str) -> ttk.Frame:
        field = ttk.Frame(self)
        ttk.Label(field, text=title, style="Quiet.TLabel").pack(anchor="w")
        self.add(field, grow=True)
        self._fields.append(field)
        return field

    def _show_dates(self) -> None:
        for field in self._dates:
            self.offer(field, shown=self._period.value == "dates")


class Choice(ttk.Combobox):
    """A list of values with titles."""

    def __init__(
        self,
        parent: tk.Misc,
        options: Sequence[tuple[str, str]],
        value: str,
        changed: Callable[[], object],
        width: int,
    ) -> None:
        super().__init__(parent, state="readonly", width=width)
        self._values: list[str] = []
        self.offer(options)
        self.pick(value)
        self.bind("<<ComboboxSelected>>", lambda _event: changed())

    @property
    def value(self) -> str:
        """The chosen one."""
        return self._values[max(0, self.current())]

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options; the choice stays where it is still there."""
        kept = self.value if self._values else ""
        self._values = [value for value, _title in options]
        self.configure(values=[title for _value, title in options])
        self.pick(kept if kept in self._values else self._values[0])

    def pick(self, value: str) -> None:
        """Choose a value that is offered."""
        if value in self._values:
            self.current(self._values.index(value))
