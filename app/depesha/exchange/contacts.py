"""Import of contacts."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from depesha.api import _
from depesha.domain.people import Contact, Kind
from depesha.exchange.columns import Columns, Layout
from depesha.exchange.contact_values import ContactValues, merged
from depesha.exchange.importing import How, run
from depesha.exchange.log import Log
from depesha.exchange.people import complaint
from depesha.exchange.references import References
from depesha.exchange.report import Outcome, Problem, Report
from depesha.exchange.row import Cells, NumberedRow
from depesha.exchange.seen import Seen
from depesha.exchange.words import is_company
from depesha.store import contacts, matching
from depesha.store.database import Connection, Database

_USUAL = How()


def import_contacts(db: Database, path: Path, how: How = _USUAL) -> Report:
    """Add and update contacts from a file of any known format, all in one transaction.

    A contact is the same as a stored one by the rules of `store.contacts.find_existing`, or by its
    name where nothing surer is known of one of the two. An empty cell leaves what is stored, but
    for balances: an empty one is zero. A value that cannot be read is left out and reported, its
    contact is taken. Raises InputError; then nothing was changed.
    """
    return run(db, path, "contacts", partial(_Contacts, how.region), how)


class _Contacts:
    def __init__(
        self, region: str, c: Connection, layout: Layout, columns: Columns, log: Log
    ) -> None:
        self._c = c
        self._of = columns.of
        self._log = log
        self._values = ContactValues(columns.of, layout, References(c, log), region)
        self._seen = Seen()
        self._orphans: list[tuple[int, str, NumberedRow]] = []

    def take(self, row: NumberedRow) -> None:
        """One contact."""
        cells = Cells(row.cells, self._of)
        values = self._values.read(cells)
        addressed = any(values.get(f) for f in ("mobile_phone", "work_phone", "email"))
        if text := complaint(cells, values["name"], addressed=addressed):
            self._log.settle(Outcome.REJECTED, [row], [Problem(text), *cells.problems])
            return
        parent = cells.text("parent")
        if parent and (ids := matching.named(self._c, parent)):
            values["parent_id"] = ids[0]
        id_, outcome = self._store(values, cells)
        if parent and values.get("parent_id") in {None, id_}:
            self._orphans.append((id_, parent, row))
        self._log.settle(outcome, [row], cells.problems)

    def _store(self, values: dict[str, Any], cells: Cells) -> tuple[int, Outcome]:
        draft = Contact(**values)
        new = matching.is_new(self._c, draft)
        id_ = None if new else self._find(draft)
        if id_ is not None:
            return id_, self._update(id_, values, cells)
        if "kind" not in values and is_company(draft.name, draft.inn):
            draft = replace(draft, kind=Kind.COMPANY)
        if not new:
            self._warn_of_sharing(draft, cells)
        id_ = contacts.insert(self._c, draft)
        self._seen.add(id_)
        return id_, Outcome.ADDED

    def _find(self, draft: Contact) -> int | None:
        found = contacts.find_existing(self._c, draft)
        if found or (draft.code and not draft.external_id):
            return found
        namesakes = contacts.get_many(self._c, matching.named(self._c, draft.name)[:2])
        # One of the two is known by nothing but the name: the same list again, or a mended row.
        if len(namesakes) != 1 or all(map(matching.is_known, (draft, *namesakes))):
            return None
        phones = {draft.work_phone, namesakes[0].work_phone, ""}
        return namesakes[0].id if len(phones) <= 2 else None

    def _update(self, id_: int, values: dict[str, Any], cells: Cells) -> Outcome:
        if values.get("parent_id") == id_:
            values = {name: value for name, value in values.items() if name != "parent_id"}
        if not self._seen.add(id_):
            cells.note(_("The same contact stands in an earlier row; the two were joined."))
            values = ContactValues.without_gaps(values, cells)
        stored = contacts.get(self._c, id_)
        assert stored
        new = replace(stored, **merged(stored, values))
        if new == stored:
            return Outcome.UNCHANGED
        if (new.mobile_phone, new.email) != (stored.mobile_phone, stored.email):
            self._warn_of_sharing(new, cells)
        contacts.update(self._c, new)
        return Outcome.UPDATED

    def _warn_of_sharing(self, contact: Contact, cells: Cells) -> None:
        if other := matching.sharing(self._c, contact):
            text = _("“{name}” has the same phone or e-mail. Both contacts were kept.")
            cells.note(text.format(name=other))

    def finish(self) -> None:
        """Parents that stand below their children."""
        for id_, parent, row in self._orphans:
            ids = [found for found in matching.named(self._c, parent) if found != id_]
            child = contacts.get(self._c, id_)
            if child and ids:
                contacts.update(self._c, replace(child, parent_id=ids[0]))
            else:
                text = _("There is no contact “{name}” to be the parent.").format(name=parent)
                self._log.tell(row, Problem(text, self._of["parent"][0], parent))
