"""Names in a file that stand for other things: categories and employees, made where missing."""

from depesha.api import _
from depesha.domain.normal import name_key
from depesha.domain.people import Employee
from depesha.exchange.log import Log
from depesha.exchange.row import Cells
from depesha.store import categories, employees
from depesha.store.database import Connection


class References:
    """Looks names up once per import."""

    def __init__(self, c: Connection, log: Log) -> None:
        self._c = c
        self._log = log
        self._categories: dict[str, int | None] = {}
        self._employees: dict[str, list[int]] = {}
        for employee in employees.everybody(c):
            self._employees.setdefault(name_key(employee.name), []).append(employee.id)

    def category(self, path: str) -> int | None:
        """The category of `Клиенты/Опт`; of several (`* myContacts ::: Опт`) the first own one."""
        if path not in self._categories:
            names = [n.strip() for n in path.split(":::")]
            own = next((n for n in names if n and not n.startswith("*")), "")
            try:
                self._categories[path] = categories.ensure_path(self._c, own)
            except ValueError:
                self._categories[path] = None
        return self._categories[path]

    def employee_in(self, cells: Cells, field: str) -> int | None:
        """The employee whom a field of a row names, if one can be told."""
        for column, name in cells.texts(field)[:1]:
            if found := self.employee(name):
                return found
            text = _("There are several employees named “{name}”.").format(name=name)
            cells.lose(text, column, name)
        return None

    def employee(self, name: str) -> int | None:
        """The employee of that name, added if there is none; None where there are several."""
        namesakes = self._employees.setdefault(name_key(name), [])
        if not namesakes:
            namesakes.append(employees.insert(self._c, Employee(name=name)))
            self._log.note(
                _(
                    "The employee “{name}” was not known and has been added. Fill in phone and"
                    " e-mail, or import the employees."
                ).format(name=name)
            )
        return namesakes[0] if len(namesakes) == 1 else None
