"""Import of employees."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from depesha.api import _
from depesha.domain.people import Employee
from depesha.exchange.columns import Columns, Layout
from depesha.exchange.importing import How, run
from depesha.exchange.log import Log
from depesha.exchange.people import complaint, emails_of, name_of, phones_of
from depesha.exchange.report import Outcome, Problem, Report
from depesha.exchange.row import Cells, NumberedRow
from depesha.exchange.seen import Seen
from depesha.store import employees
from depesha.store.database import Connection, Database

_TEXTS = ("position", "department", "firm")
_USUAL = How()


def import_employees(db: Database, path: Path, how: How = _USUAL) -> Report:
    """Add and update employees, as `import_contacts` does; they are found by their names."""
    return run(db, path, "employees", partial(_Employees, how.region), how)


class _Employees:
    def __init__(
        self, region: str, c: Connection, _layout: Layout, columns: Columns, log: Log
    ) -> None:
        self._region = region
        self._c = c
        self._of = columns.of
        self._log = log
        self._seen = Seen()

    def take(self, row: NumberedRow) -> None:
        """One employee."""
        cells = Cells(row.cells, self._of)
        values = self._read(cells)
        text = complaint(cells, values["name"], addressed=len(values) > 1)
        if text:
            self._log.settle(Outcome.REJECTED, [row], [Problem(text), *cells.problems])
        else:
            self._log.settle(self._store(values, cells), [row], cells.problems)

    def _read(self, cells: Cells) -> dict[str, str]:
        values = {name: cells.text(name) for name in _TEXTS}
        phones = phones_of(cells, self._region)
        values["mobile_phone"], values["work_phone"] = phones.mobile, phones.work
        values["email"], more = emails_of(cells)
        for lost in filter(None, (*phones.others, phones.extension, *more)):
            cells.lose(_("{value} was left out: there is no room for more.").format(value=lost))
        return {"name": name_of(cells), **{n: v for n, v in values.items() if v}}

    def _store(self, values: dict[str, str], cells: Cells) -> Outcome:
        draft = Employee(**values)  # type: ignore[arg-type]
        id_ = employees.find_existing(self._c, draft)
        if id_ is None:
            self._seen.add(employees.insert(self._c, draft))
            return Outcome.ADDED
        if not self._seen.add(id_):
            cells.note(_("The same employee stands in an earlier row; the two were joined."))
        stored = employees.get(self._c, id_)
        assert stored
        new = replace(stored, **values)  # type: ignore[arg-type]
        if new == stored:
            return Outcome.UNCHANGED
        employees.update(self._c, new)
        return Outcome.UPDATED

    def finish(self) -> None:
        """Nothing waits for the end."""
