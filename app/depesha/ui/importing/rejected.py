"""The rows that are to be mended: where their file lies, and how it is opened and saved."""

from pathlib import Path

from depesha.api.i18n import _
from depesha.delivery.office import Office
from depesha.domain.errors import DepeshaError, InputError, in_words
from depesha.ui.opening import open_file
from depesha.ui.services import Services


def place_of(office: Office, source: Path) -> Path:
    """A new name among the reports: a list that is being mended is not written over."""
    now = office.clock.local(office.clock.now())
    name = _("{file} – remarks {moment:%Y-%m-%d %H-%M-%S}").format(file=source.stem, moment=now)
    return office.profile.reports / f"{name}.csv"


def show(services: Services, path: Path) -> None:
    """Open the file in the system's program for tables."""
    try:
        open_file(path)
    except DepeshaError as error:
        services.notices.error(error)


def save_as(services: Services, path: Path) -> Path | None:
    """Ask for a place and put a copy there. Raises InputError where that cannot be written."""
    from depesha.exchange.atomic import replacing

    target = services.dialogs.save_file(_("Rows with remarks"), path.name, [("csv", "*.csv")])
    if target is None:
        return None
    try:
        rows = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("{path} cannot be read: {error}.").format(path=path, error=in_words(error))
        ) from error
    with replacing(target) as part:
        part.write_bytes(rows)
    return target
