"""What is set for the office as a whole."""

import tkinter as tk

from depesha.api.i18n import _
from depesha.ui.services import Services
from depesha.ui.settings.form import Form
from depesha.ui.settings.page import Page
from depesha.ui.wrapped import Wrapped


class OfficePage(Page):
    """The section `office`, and where the profile lies."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent, services, _("Office"))
        self.reload()

    def fill(self) -> None:
        """See Page."""
        settings, theme = self.services.office.settings, self.services.theme
        form = Form(self.body, theme, settings.fields("office"), self.touched)
        form.pack(fill="x")
        self.forms = [form]
        place = _("Everything of this office lies in {folder}").format(
            folder=self.services.office.profile.root
        )
        Wrapped(self.body, place, "Quiet.TLabel").pack(fill="x", pady=(theme.px(16), 0))
