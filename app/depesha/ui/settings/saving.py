"""Saving what was typed into forms: all or nothing, secrets apart, never on Tk's thread."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from depesha.api import Secret
from depesha.api.i18n import _
from depesha.ui.services import Services


class Fields(Protocol):
    """What was typed into a part of a page: a Form, or something like it."""

    @property
    def changes(self) -> Mapping[str, str]:
        """Key → text of what differs from what was shown; secrets left out."""

    @property
    def secrets(self) -> Mapping[str, Secret]:
        """Key → secret that was typed; an empty one is to be forgotten."""

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""

    def valid(self) -> bool:
        """Whether all of it is allowed; says in place what is not."""


def save_forms(
    services: Services,
    forms: Sequence[Fields],
    then: Callable[[], object],
    more: Mapping[str, str] | None = None,
) -> None:
    """Save the forms and `more`, key → text, then call `then`; where something typed is wrong, the
    forms say so, and nothing is saved."""
    valid = [form.valid() for form in forms]  # all of them say what is wrong
    if not all(valid):
        return
    settings = services.office.settings
    changes = {key: text for form in forms for key, text in form.changes.items()}
    secrets = {key: value for form in forms for key, value in form.secrets.items()}

    def work() -> str:
        # The keyring may ask a person to unlock it: not on this thread.
        settings.change({**(more or {}), **changes})
        places = {settings.set_secret(key, value) for key, value in secrets.items()}
        return " ".join(place.sentence for place in sorted(places))

    def saved(where: str) -> None:
        services.notices.good(" ".join(part for part in (_("Saved."), where) if part))
        services.engine.wake()
        then()

    services.bridge.run(work, saved)
