"""*Contact* on documents: the same ways as for their contacts, telling of them, sending them."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from depesha.api.i18n import _
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError
from depesha.store.database import Connection
from depesha.ui.commands import Command
from depesha.ui.contact_menu import contact_command
from depesha.ui.services import Services

CHANNEL = "email"
"""What carries files of any kind to anybody."""
MOST = 50
"""Documents that are sent in one letter."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One contact's documents, ready to be written about."""

    contact_id: int
    subject: str
    files: tuple[str, ...]
    document_id: int | None
    """Where it is one: its macros can be used, and its journal tells of the letter."""


def document_contact(
    services: Services,
    chosen: "Callable[[], array[int]]",
    contacts: "Callable[[], array[int]]",
    any_chosen: Callable[[], bool],
) -> Command:
    """The button with its menu, for the chosen documents and their contacts."""
    send = Command(
        "documents.send", _("Send documents"), lambda: send_documents(services, chosen()),
        "paperclip", enabled=any_chosen,
    )  # fmt: skip
    notify = Command(
        "documents.notify", _("Notify the customer…"), lambda: _notify(services, chosen()), "bell",
        enabled=any_chosen,
    )  # fmt: skip
    return contact_command(
        services, lambda: Selection(contacts=contacts()), any_chosen, (notify, send)
    )


def _notify(services: Services, ids: Sequence[int]) -> None:
    from depesha.ui.documents.notifying import notify

    notify(services, ids)


def send_documents(services: Services, ids: Sequence[int]) -> None:
    """Open a letter to the documents' contact with their files."""
    database = services.office.database

    def open_letter(parcel: Parcel) -> None:
        from depesha.delivery.composition import Composition
        from depesha.delivery.drafts import Draft
        from depesha.ui.editor import opening

        composition = Composition(
            channel=CHANNEL, body="", subject=parcel.subject, attachments=parcel.files,
            people=Selection(contacts=array("q", [parcel.contact_id])),
            document_id=parcel.document_id,
        )  # fmt: skip
        opening.open_draft(services, Draft(composition))

    services.bridge.run(lambda: parcel_of(database.reader, ids), open_letter)


def parcel_of(c: Connection, ids: Sequence[int]) -> Parcel:
    """What goes into the letter. Raises InputError where it would go to the wrong people, or a
    file is not where the document says."""
    from depesha.store import documents

    if len(ids) > MOST:
        raise InputError(_("At most {n} documents go into one letter.").format(n=MOST))
    found = documents.get_many(c, ids)
    contacts = {one.contact_id for one in found}
    if len(contacts) != 1:
        raise InputError(
            _("These documents are of several contacts. Choose those of one: nobody is to get"
              " another's papers.")
        )  # fmt: skip
    files = tuple(dict.fromkeys(path for one in found for path in one.files))
    if not files:
        raise InputError(_("No files are attached to these documents."))
    if missing := [path for path in files if not Path(path).is_file()]:
        raise InputError(
            _("These files are not there any more: {files}").format(files=", ".join(missing))
        )
    numbers = ", ".join(one.number for one in found)
    subject = _("Documents: {numbers}").format(numbers=numbers)
    return Parcel(contacts.pop(), subject, files, found[0].id if len(found) == 1 else None)
