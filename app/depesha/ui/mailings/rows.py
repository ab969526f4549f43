"""Mailings as rows of a table, and the filters that people ask for."""

from collections.abc import Callable, Sequence

from depesha.api.i18n import N_, _
from depesha.delivery.office import Office
from depesha.delivery.progress import Progress, progress_of
from depesha.domain.errors import DepeshaError
from depesha.domain.states import MailingState
from depesha.domain.words import mailing_title, total_title
from depesha.store import mailing_list
from depesha.store.mailing_list import Wanted
from depesha.ui.table import Column, Row

FILTERS = {
    "all": N_("All"),
    "to_come": N_("To come"),
    "going": N_("Going on"),
    "over": N_("Over"),
}
_GOING = (MailingState.RUNNING, MailingState.PAUSED, MailingState.HELD)
_OVER = (MailingState.DONE, MailingState.STOPPED)
_TAGS = {MailingState.HELD: "warning", MailingState.STOPPED: "quiet"}
_COUNTS = ("accepted", "delivered", "failed", "unknown", "skipped")


def wanted_of(chosen: str, text: str, now: float) -> Wanted:
    """What one of FILTERS and a typed text ask for."""
    if chosen == "to_come":
        return Wanted(states=_GOING, to_come_at=now, text=text)
    if chosen == "going":
        return Wanted(states=_GOING, begun_by=now, text=text)
    return Wanted(states=_OVER if chosen == "over" else (), text=text)


def columns() -> list[Column]:
    """The columns of the table."""
    return [
        Column("number", "№", 50, right=True, sortable=False),
        Column("title", _("Title"), 240, sortable=False),
        Column("channel", _("Way of sending"), 115, sortable=False),
        Column("state", _("State"), 130, sortable=False),
        Column("start", _("Begins"), 145, sortable=False),
        Column("people", _("Recipients"), 105, right=True, sortable=False),
        *(Column(name, total_title(name), 112, right=True, sortable=False) for name in _COUNTS),
        Column("author", _("Author"), 110, sortable=False, shown=False),
        Column("template", _("Template"), 150, sortable=False, shown=False),
    ]


def fetcher(office: Office) -> Callable[[Sequence[int]], dict[int, Row]]:
    """What reads the rows in sight, with their numbers as they are now."""

    def fetch(ids: Sequence[int]) -> dict[int, Row]:
        found = mailing_list.get_many(office.database.reader, ids)
        return {one.id: row_of(office, progress_of(office, one)) for one in found}

    return fetch


def row_of(office: Office, progress: Progress) -> Row:
    """One mailing."""
    mailing = progress.mailing
    state = _("Scheduled") if progress.to_come else mailing_title(mailing.state)
    cells = {
        "number": str(mailing.id),
        "title": mailing.title,
        "channel": _channel(office, mailing.channel, mailing.mode),
        "state": state,
        "start": f"{office.clock.local(mailing.start_at):%d.%m.%Y %H:%M}",
        "people": str(progress.total),
        "author": mailing.author,
        "template": mailing.template,
    } | {name: str(progress.counts[name] or "") for name in _COUNTS}
    tag = _TAGS.get(MailingState(mailing.state), "")
    return Row(cells, (tag,) if tag else ())


def _channel(office: Office, channel: str, mode: str) -> str:
    try:
        title = _(office.channel(channel).title)
    except DepeshaError:  # its plugin is gone
        title = channel
    return _("{channel} (test mode)").format(channel=title) if mode == "test" else title
