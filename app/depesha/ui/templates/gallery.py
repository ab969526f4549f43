"""The gallery: choose a template for the text that is being written, or a file."""

import tkinter as tk
from dataclasses import dataclass

from depesha.api.i18n import _
from depesha.domain.errors import InputError
from depesha.render.files import Template, load
from depesha.ui.modal import Modal
from depesha.ui.services import Services
from depesha.ui.templates.browser import TemplateBrowser, Wanted, anything

KINDS = "*.txt *.html *.htm"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was chosen, and what the journal calls it."""

    template: Template
    name: str


class Gallery(Modal):
    """Answers a Taken, or None."""

    def __init__(
        self, parent: tk.Misc, services: Services, channel: str, wanted: Wanted = anything,
        mark: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, services.theme, _("Load a template"), resizable=True)
        self._services = services
        px = services.theme.px
        self.minsize(
            min(px(760), self.winfo_screenwidth() - px(40)),
            min(px(480), self.winfo_screenheight() - px(100)),
        )
        self.browser = TemplateBrowser(
            self.body, services, self._take, self._marked, channel, wanted
        )
        self.browser.pack(fill="both", expand=True)
        self.take = self.add_button(_("Load"), self._take, accent=True)
        self.take.state(["disabled"])
        self.add_button(_("Cancel"), lambda: self.close(None))
        self.add_button(_("From a file…"), self._from_file, left=True)
        self.browser.reload(mark)

    def _marked(self) -> None:
        entry = self.browser.marked
        able = entry is not None and entry.template is not None
        self.take.state(["!disabled" if able else "disabled"])

    def _take(self) -> None:
        entry = self.browser.marked
        if entry is not None and entry.template is not None:
            self.close(Taken(entry.template, entry.name))

    def _from_file(self) -> None:
        kinds = [(_("Templates"), KINDS)]
        path = self._services.dialogs.open_file(_("Load from a file"), kinds)
        if path is None:
            return
        try:
            self.close(Taken(load(path), path.name))
        except InputError as error:
            self._services.dialogs.tell(_("Load from a file"), str(error))


def choose_template(
    services: Services, parent: tk.Misc, channel: str, wanted: Wanted = anything, mark: str = ""
) -> Taken | None:
    """Let a person choose among the wanted templates for a channel, empty for any; the one of the
    title `mark` is marked."""
    gallery = Gallery(parent, services, channel, wanted, mark)
    answer: Taken | None = gallery.show(gallery.browser.search)
    return answer
