"""The place of templates in the window: look, write with one, keep own ones."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk

from depesha.api.i18n import _
from depesha.api.message import Style
from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.domain.errors import DepeshaError
from depesha.render import own
from depesha.render.files import Template
from depesha.ui.commands import Command
from depesha.ui.services import Services
from depesha.ui.templates.browser import TemplateBrowser
from depesha.ui.templates.shelf import Entry
from depesha.ui.toolbar import Toolbar


class TemplatesPlace(ttk.Frame):
    """The browser with a toolbar."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent, padding=services.theme.px(8))
        self._services = services
        self._drafts = DraftFiles(services.office.profile.drafts)
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, services.theme.px(6)))
        self.toolbar = Toolbar(bar, services.theme, ())
        self.toolbar.pack(side="left", fill="x", expand=True)
        self.browser = TemplateBrowser(self, services, self._open, self._marked, drafts=True)
        self.browser.pack(fill="both", expand=True)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        found = [
            Command("templates.new", _("New"), self._new, "plus", "Ctrl+N"),
            Command("templates.edit", _("Open"), self._open, "pencil", "", enabled=self._readable),
            Command("templates.copy", _("Copy"), self._copy, "copy", "", enabled=self._readable),
            Command("templates.delete", _("Delete"), self._delete, "trash-2", "Delete",
                    enabled=self._is_own),
            Command("templates.refresh", _("Refresh"), self.browser.reload, "refresh-cw", "F5"),
        ]  # fmt: skip
        self.toolbar.show(found)
        return found

    def shown(self) -> None:
        """See tabs.View."""
        self.browser.reload()
        self.browser.search.focus_set()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def _marked(self) -> None:
        self.toolbar.refresh()

    def _readable(self) -> bool:
        marked = self.browser.marked
        return marked is not None and marked.template is not None

    def _is_own(self) -> bool:
        marked = self.browser.marked
        return marked is not None and marked.kind != "shipped"

    def _new(self) -> None:
        self._edit(Template(body=""), "")

    def _open(self) -> None:
        entry = self.browser.marked
        if entry is not None and entry.draft:
            self._go_on(entry.draft)
        elif entry is not None and entry.template is not None:
            self._edit(entry.template, entry.name, entry)

    def _go_on(self, draft_id: str) -> None:
        """Write on where one left off."""
        from depesha.ui.editor.opening import open_draft

        draft = self._drafts.load(draft_id)
        if draft is not None:
            open_draft(self._services, replace(draft, open=True))

    def _edit(self, template: Template, name: str, entry: Entry | None = None) -> None:
        from depesha.ui.editor.opening import open_draft

        channel = self._channel_for(template)
        if not channel:
            return
        composition = Composition(
            channel=channel, body=template.body, format=template.format, title=template.title,
            subject=template.subject, template=name,
        )  # fmt: skip
        path = entry.path if entry is not None else None
        open_draft(self._services, Draft(composition, file=str(path or "")))

    def _channel_for(self, template: Template) -> str:
        """The channel a template is for; for one that fits any, the first that takes letters."""
        channels = self._services.office.host.channels()
        if template.channel in channels:
            return template.channel
        letters = [one.id for one in channels.values() if one.style is Style.LETTER]
        return next(iter([*letters, *channels]), "")

    def _copy(self) -> None:
        entry = self.browser.marked
        if entry is None or entry.template is None:
            return
        title = _("{title} (copy)").format(title=entry.title)
        copy = replace(entry.template, title=title)
        folder = self._services.office.profile.templates
        self._change(lambda: own.add(folder, copy), title)

    def _delete(self) -> None:
        entry = self.browser.marked
        if entry is None or entry.kind == "shipped":
            return
        question = _("Delete the template “{title}”?")
        if entry.draft:
            question = _("Delete the unsent text “{title}”?")
        question = question.format(title=entry.title)
        if self._services.dialogs.confirm(_("Delete"), question, _("Delete"), danger=True):
            self._change(lambda: self._remove(entry))

    def _remove(self, entry: Entry) -> None:
        if entry.path is not None:
            own.remove(entry.path)
        else:
            self._drafts.forget(entry.draft)

    def _change(self, act: Callable[[], object], mark: str = "") -> None:
        try:
            act()
        except DepeshaError as error:
            self._services.notices.error(error)
        self.browser.reload(mark)
