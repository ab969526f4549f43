"""A mailing that was, opened in an editor once more: for all, or some, or by another way."""

from collections.abc import Sequence
from dataclasses import replace

from depesha.delivery import control
from depesha.delivery.composition import Composition
from depesha.delivery.copies import copy_of
from depesha.delivery.selection import Selection
from depesha.domain.states import State
from depesha.ui.services import Services


def open_copy(services: Services, mailing_id: int, states: Sequence[State] = ()) -> None:
    """Open the mailing's text for its people in `states`, or for all of them."""
    office = services.office

    def work() -> Composition:
        mailing = control.mailing_of(office.database.reader, mailing_id)
        return copy_of(office, mailing, states)

    services.bridge.run(work, lambda found: open_composition(services, found))


def open_another_way(services: Services, mailing_id: int, people: Selection, channel: str) -> None:
    """Open the mailing's text for these people in the editor of another channel."""
    office = services.office

    def work() -> Composition:
        mailing = control.mailing_of(office.database.reader, mailing_id)
        return replace(copy_of(office, mailing), channel=channel, people=people, account="")

    services.bridge.run(work, lambda found: open_composition(services, found))


def open_composition(services: Services, composition: Composition) -> None:
    """Open an editor on it."""
    from depesha.delivery.drafts import Draft
    from depesha.ui.editor.opening import open_draft

    open_draft(services, Draft(composition))
