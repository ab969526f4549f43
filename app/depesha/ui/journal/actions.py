"""What can be done about rows of the journal."""

from array import array
from collections.abc import Callable, Iterator

from depesha.api.i18n import _, ngettext
from depesha.delivery import polling
from depesha.delivery.repeat import THROUGH, repeat_rows
from depesha.delivery.selection import Selection
from depesha.domain.rights import Right
from depesha.domain.states import State
from depesha.store import journal
from depesha.store.journal import Entry
from depesha.ui.allowed import able
from depesha.ui.commands import Command
from depesha.ui.contact_menu import ICONS
from depesha.ui.journal.table import JournalTable
from depesha.ui.sending.copies import open_another_way
from depesha.ui.services import Services

MOST = 500
"""Rows that can be repeated from the journal at once; more are a mailing's business."""
_TWICE = {State.ACCEPTED, State.DELIVERED, State.READ, State.UNKNOWN}


def journal_commands(
    services: Services, table: JournalTable, refresh: Callable[[], object]
) -> list[Command]:
    """The buttons of the journal, for its chosen rows."""
    actions = _Actions(services, table, refresh)
    return [
        Command("journal.refresh", _("Refresh"), refresh, "refresh-cw", "F5"),
        Command("journal.statuses", _("Refresh statuses"), actions.ask, "download"),
        Command("journal.repeat", _("Repeat"), actions.repeat, "redo-2",
                enabled=able(services, Right.SEND, actions.few_chosen)),
        Command("journal.other", _("Repeat by another channel"), lambda: None, "reply",
                children=tuple(_other_ways(services, actions))),
        Command("journal.card", _("Card"), actions.open_card, "user", enabled=actions.one_chosen),
        Command("journal.mailing", _("Mailing"), actions.open_mailing, "chart-bar",
                enabled=actions.one_chosen),
        Command("journal.export", _("Export…"), actions.export, "upload", menu="file",
                enabled=able(services, Right.EXPORT, actions.any_rows)),
    ]  # fmt: skip


def _other_ways(services: Services, actions: "_Actions") -> Iterator[Command]:
    # Loading plugins takes longer than a click may; then commands are asked for once more.
    office = services.office
    known = office.host.channels() if office.knows_plugins else {}
    for id_, channel in known.items():
        yield Command(
            f"journal.other.{id_}", _(channel.title), actions.by_channel(id_),
            ICONS.get(id_, "plug"), enabled=actions.few_chosen,
        )  # fmt: skip


class _Actions:
    def __init__(
        self, services: Services, table: JournalTable, refresh: Callable[[], object]
    ) -> None:
        self._services = services
        self._table = table
        self._refresh = refresh

    def one_chosen(self) -> bool:
        return self._table.table.count_selected == 1

    def few_chosen(self) -> bool:
        return 0 < self._table.table.count_selected <= MOST

    def any_rows(self) -> bool:
        return bool(self._table.table.ids)

    def export(self) -> None:
        from depesha.ui.journal.export import export_journal

        export_journal(self._services, self._table.table.ids, self._table.selected)

    def ask(self) -> None:
        office = self._services.office
        self._services.bridge.run(
            lambda: polling.ask_now(office.database, office.accounts, office.clock),
            lambda found: self._asked(*found),
            key="journal.statuses",
        )

    def _asked(self, asked: int, changed: int) -> None:
        self._services.notices.good(
            ngettext("{n} message asked for", "{n} messages asked for", asked).format(n=asked)
            + ", "
            + ngettext("{n} changed", "{n} changed", changed).format(n=changed)
        )
        self._refresh()

    def repeat(self) -> None:
        self._with_chosen(self._repeat)

    def _repeat(self, found: list[Entry]) -> None:
        services = self._services
        again = [entry for entry in found if entry.state in THROUGH]
        if not again:
            services.dialogs.tell(
                _("Repeat"),
                _("These messages were left out or are still on their way: there is nothing to"
                  " repeat."),
            )  # fmt: skip
            return
        if not services.dialogs.confirm(
            _("Repeat"), question(again), _("Send again"), danger=bool(_twice(again))
        ):
            return
        ids = [entry.id for entry in again]
        services.bridge.run(lambda: repeat_rows(services.office, ids), self._repeated)

    def _repeated(self, count: int) -> None:
        self._services.engine.wake()
        self._services.notices.good(
            ngettext("{n} message is sent again.", "{n} messages are sent again.", count).format(
                n=count
            )
        )
        self._refresh()

    def by_channel(self, channel: str) -> Callable[[], None]:
        """Open the text for the chosen people in that channel's editor."""

        def found(entries: list[Entry]) -> None:
            services, mailings = self._services, {entry.mailing_id for entry in entries}
            if len(mailings) > 1:
                services.dialogs.tell(
                    _("Repeat by another channel"),
                    _("The chosen messages are of several mailings, each with a text of its own."
                      " Choose messages of one mailing."),
                )  # fmt: skip
                return
            for mailing_id in mailings:
                open_another_way(services, mailing_id, people_in(entries), channel)

        return lambda: self._with_chosen(found)

    def open_card(self) -> None:
        def found(entries: list[Entry]) -> None:
            doors = self._services.doors
            for entry in entries[:1]:
                (doors.employee if entry.person_kind == "employee" else doors.contact)(
                    entry.person_id
                )

        self._with_chosen(found)

    def open_mailing(self) -> None:
        def found(entries: list[Entry]) -> None:
            for entry in entries[:1]:
                self._services.doors.results(entry.mailing_id)

        self._with_chosen(found)

    def _with_chosen(self, then: Callable[[list[Entry]], object]) -> None:
        ids, database = self._table.selected.tolist(), self._services.office.database
        self._services.bridge.run(lambda: journal.get_many(database.reader, ids), then)


def people_in(entries: list[Entry]) -> Selection:
    """The people of these rows, each once."""

    def ids(kind: str) -> "array[int]":
        return array("q", dict.fromkeys(e.person_id for e in entries if e.person_kind == kind))

    return Selection(ids("contact"), ids("employee"))


def question(entries: list[Entry]) -> str:
    """What to ask before sending these again, in clear words."""
    asked = ngettext(
        "Send the same message once more to {n} person?",
        "Send the same message once more to {n} people?",
        len(entries),
    ).format(n=len(entries))
    if twice := _twice(entries):
        asked += "\n\n" + ngettext(
            "{n} of them has it already or may have it, and would get it twice.",
            "{n} of them have it already or may have it, and would get it twice.",
            twice,
        ).format(n=twice)
    return asked


def _twice(entries: list[Entry]) -> int:
    return sum(entry.state in _TWICE for entry in entries)
