"""Who works at this computer, and what each role may see and do."""

import tkinter as tk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.rights import Right
from depesha.ui.restart import offer_restart
from depesha.ui.services import Services
from depesha.ui.settings.page import Page
from depesha.ui.settings.rights_form import RightsForm
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesha.domain.people import Employee


class RightsPage(Page):
    """The section `rights`. Whoever may not change settings says here who they are, no more."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent, services, _("Rights"))
        self.form: RightsForm | None = None
        self.reload()

    def fill(self) -> None:
        """See Page."""
        office = self.services.office
        said = _("This keeps honest people from mistakes. It is no lock: whoever sits at this"
                 " computer can say that they are somebody else, and nobody is asked for a"
                 " password.")  # fmt: skip
        Wrapped(self.body, said, "Quiet.TLabel").pack(fill="x", pady=(0, self.services.theme.px(8)))
        access = office.settings.access

        def read() -> "list[Employee]":
            from depesha.store import employees

            return employees.everybody(office.database.reader)

        def show(staff: "list[Employee]") -> None:
            form = self.form = RightsForm(
                self.body, self.services.theme, access, staff, self.touched,
                open_=office.may(Right.SETTINGS),
            )  # fmt: skip
            form.pack(fill="x")
            self.forms = [form]
            self.touched()

        self.services.bridge.run(read, show, key="settings.rights", owner=self)

    def save(self, then: "Callable[[], object]" = lambda: None) -> None:
        """See Page; tables and commands ask for rights once, so that the window begins anew."""

        def saved() -> None:
            offer_restart(self.services)
            then()

        super().save(saved)
