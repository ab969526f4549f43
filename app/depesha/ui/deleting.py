"""Deleting records: asked first, all or none, then what shows them is told."""

import tkinter as tk
from collections.abc import Callable, Sequence

from depesha.api.i18n import _
from depesha.domain.rights import Right
from depesha.store.database import Connection
from depesha.ui.allowed import allowed
from depesha.ui.services import Services


def delete_asked(
    services: Services,
    view: tk.Misc,
    question: str,
    ids: Sequence[int],
    delete: Callable[[Connection, int], object],
    then: Callable[[], object],
) -> None:
    """Delete the records if the person says so; `then` is called when they are gone, if the view
    that shows them is still there.

    Whatever `delete` refuses is said by the window, and nothing is deleted.
    """
    if not ids or not allowed(services, Right.DELETE):
        return
    if not services.dialogs.confirm(_("Delete"), question, _("Delete"), danger=True):
        return
    database = services.office.database

    def work() -> None:
        with database.write() as c:
            for id_ in ids:
                delete(c, id_)

    # Without an owner: a refusal is to be heard even where the view was closed meanwhile.
    services.bridge.run(work, lambda _none: view.winfo_exists() and then())
