"""*Call*: hands a number to whatever the system calls with."""

import webbrowser
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.rights import Right
from depesha.ui.allowed import allowed
from depesha.ui.notices import Notice
from depesha.ui.services import Services

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection
    from depesha.domain.people import Person


def numbers_of(person: "Person") -> list[str]:
    """The person's numbers, the mobile one first, each once."""
    return list(dict.fromkeys(filter(None, (person.mobile_phone, person.work_phone))))


def call(services: Services, people: "Selection") -> None:
    """Call the first of the people; asks which number where there are several."""
    if not allowed(services, Right.PHONES):
        return
    database = services.office.database

    def first() -> "Person | None":
        chunk: list[Person] = next(iter(people.chunks(database.reader)), [])
        return chunk[0] if chunk else None

    services.bridge.run(first, lambda person: _dial(services, person))


def _dial(services: Services, person: "Person | None") -> None:
    if person is None:
        return
    numbers = numbers_of(person)
    if not numbers:
        services.notices.show(
            Notice(_("{name} has no phone number.").format(name=person.shown_name), "warning")
        )
        return
    chosen: int | None = 0
    if len(numbers) > 1:
        chosen = services.dialogs.choose(_("Call"), person.shown_name, numbers)
    if chosen is not None:
        webbrowser.open(f"tel:{numbers[chosen]}")
