"""The message of the first chosen person while it is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.api.message import Picture
from depesha.delivery.composition import Composition, lookup_of, mailing_of
from depesha.delivery.office import Office
from depesha.delivery.preview import Previewer, seen
from depesha.domain.errors import DepeshaError
from depesha.domain.people import Contact, Person
from depesha.store import contacts
from depesha.ui.editor.statistics import Bill


@dataclass(frozen=True, slots=True)
class Sample:
    """What that person would get; where it cannot be made, only why."""

    html: str = ""
    text: str = ""
    pictures: Sequence[Picture] = ()
    problem: str = ""


def sample_of(office: Office, composition: Composition, channel: type[Channel[Any]]) -> Sample:
    """For the first chosen person, else the first in the directory, else somebody made up."""
    c = office.database.reader
    try:
        previewer = Previewer(
            c, mailing_of(composition, office.clock), composition.pictures, composition.people,
            channel, lookup_of(office, composition), office.clock,
        )  # fmt: skip
        found = seen(previewer.of(c, _somebody(office, composition)), office.masking)
    except DepeshaError as error:
        return Sample(problem=str(error))
    if found.message is None:
        return Sample(problem=found.problem)
    message = found.message
    return Sample(message.html, message.text, message.pictures)


def bill_of(office: Office, composition: Composition) -> Bill:
    """What an SMS costs by the settings of the account, or of the channel's first one."""
    channel, currency = composition.channel, office.settings.office.currency
    try:
        name = composition.account or next(iter(office.settings.accounts(channel)), "")
        price = office.settings.get(f"{channel}.{name}.price") if name else "0"
        return Bill(Decimal(price or "0"), currency)
    except (DepeshaError, ArithmeticError):
        return Bill()  # a channel without prices, or settings that are damaged


def _somebody(office: Office, composition: Composition) -> Person:
    c = office.database.reader
    person = composition.people.at(c, 0) if composition.people else contacts.first(c)
    return person or Contact(name=_("Sample recipient"), email="name@example.com")
