"""`depesha doctor`: is everything in order on this machine? Changes and sends nothing."""

import argparse
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from depesha import __version__
from depesha.api.i18n import N_, _
from depesha.cli.output import give, say
from depesha.cli.parser import command
from depesha.delivery.office import Office
from depesha.domain.errors import DepeshaError
from depesha.domain.states import Mode
from depesha.store import health
from depesha.store.database import faults_in_words

ROOM = 200_000_000
"""Bytes that should be free where the database lies."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report."""

    name: str
    well: bool
    says: str


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "doctor", _("check that everything is in order"))
    parser.set_defaults(run=run)


def run(office: Office, args: argparse.Namespace) -> int:
    """All checks, each on its own; 1 if any found a fault."""
    checks = [check for title, look in LOOKS for check in _guarded(title, look, office)]
    if args.json:
        give([{"check": one.name, "well": one.well, "says": one.says} for one in checks])
    else:
        for one in checks:
            say(f"{'+' if one.well else '!'} {one.name}: {one.says}")
    return 0 if all(one.well for one in checks) else 1


def _guarded(
    title: str, look: Callable[[Office], Iterator[Check]], office: Office
) -> Iterator[Check]:
    try:
        yield from look(office)
    except (DepeshaError, OSError) as error:
        yield Check(_(title), well=False, says=str(error))


def _versions(_office: Office) -> Iterator[Check]:
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Check("Depesha", well=True, says=f"{__version__}, {system}")


def _profile(office: Office) -> Iterator[Check]:
    root = office.profile.database.parent
    free = shutil.disk_usage(root).free
    says = _("{path}, {free} MB free").format(path=root, free=free // 1_000_000)
    yield Check(_("Profile"), well=free > ROOM, says=says)


def _settings(office: Office) -> Iterator[Check]:
    for row in office.settings.rows():
        if row.problem and not row.secret:
            yield Check(row.key, well=False, says=row.problem)


def _database(office: Office) -> Iterator[Check]:
    with faults_in_words(office.profile.database):
        faults = health.faults(office.database.reader)
        figures = health.figures(office.database.reader)
    says = _("{contacts} contacts, {mailings} mailings, {deliveries} messages").format(**figures)
    yield Check(_("Database"), well=not faults, says="; ".join(faults) or says)


def _secrets(office: Office) -> Iterator[Check]:
    place = office.settings.secret_place()
    yield Check(_("Passwords"), well=place != "session", says=place.sentence)


def _plugins(office: Office) -> Iterator[Check]:
    for one in office.host.plugins():
        well = one.state in {"active", "disabled"}
        says = str(one.state) if well else f"{one.state}: {one.problem}"
        yield Check(_("Plugin {name}").format(name=one.name), well=well, says=says)


def _accounts(office: Office) -> Iterator[Check]:
    for channel in sorted(office.host.channels()):
        mode = Mode(office.settings.channel(channel).mode)
        for name in office.accounts.names(channel):
            title = f"{channel}.{name}"
            try:
                office.accounts.open(channel, name)
            except DepeshaError as error:
                yield Check(title, well=mode is not Mode.ON, says=str(error))
            else:
                yield Check(title, well=True, says=_("filled in, mode {mode}").format(mode=mode))


LOOKS = (
    (N_("Depesha"), _versions),
    (N_("Profile"), _profile),
    (N_("Settings"), _settings),
    (N_("Database"), _database),
    (N_("Passwords"), _secrets),
    (N_("Plugins"), _plugins),
    (N_("Accounts"), _accounts),
)
