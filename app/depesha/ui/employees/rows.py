"""What the table of employees shows, and what of them is exported."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _
from depesha.ui.table import Column, Row

if TYPE_CHECKING:
    from depesha.delivery.office import Office
    from depesha.domain.people import Employee
    from depesha.exchange.export import Column as Exported

TITLES = {
    "code": N_("Code"),
    "name": N_("Name"),
    "position": N_("Position"),
    "department": N_("Department"),
    "firm": N_("Own firm"),
    "email": N_("E-mail"),
    "work_phone": N_("Work phone"),
    "mobile_phone": N_("Mobile phone"),
}
_WIDTHS = {"code": 64, "name": 220, "position": 150, "firm": 140, "email": 180}


def columns() -> list[Column]:
    """All columns of the table."""
    return [
        Column(key, _(title), _WIDTHS.get(key, 130), right=key == "code")
        for key, title in TITLES.items()
    ]


def fetcher(office: "Office") -> Callable[[Sequence[int]], dict[int, Row]]:
    """What reads the rows in sight."""

    def fetch(ids: Sequence[int]) -> dict[int, Row]:
        from depesha.store import employees

        return {
            one.id: Row({key: str(getattr(one, key)) for key in TITLES})
            for one in employees.get_many(office.database.reader, ids)
        }

    return fetch


def exported(_c: object) -> "list[Exported[Employee]]":
    """The columns of the file, which an import reads back."""
    from depesha.exchange.export import Column as Exported

    return [Exported(key, _(title), attrgetter(key)) for key, title in TITLES.items()]
