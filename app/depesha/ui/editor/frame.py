"""The editor of messages: its toolbar, parameters, text and figures."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk

from depesha.api.editors import Document
from depesha.api.i18n import _
from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft
from depesha.delivery.selection import Selection
from depesha.render.files import Template
from depesha.ui.commands import Command
from depesha.ui.editor import sending, templates
from depesha.ui.editor.autosave import Autosave
from depesha.ui.editor.parameters import Callbacks, Parameters
from depesha.ui.editor.sample import Sample, bill_of, sample_of
from depesha.ui.editor.statistics import Bill, figures, has_macros
from depesha.ui.editor.statistics_bar import StatisticsBar
from depesha.ui.editor.tools import Rendered
from depesha.ui.editor.writing import WritingArea
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar

PAUSE = 300
"""Milliseconds without a change before the figures are counted anew."""


class EditorFrame(ttk.Frame):
    """One message that is being written. `done()` closes what holds it, when it was sent."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        draft: Draft,
        done: Callable[[], object],
        hand_over: Callable[[Composition], object] | None = None,
    ) -> None:
        """`hand_over` gets the finished text where somebody waits for it; it is not sent then."""
        super().__init__(parent, padding=services.theme.px(10))
        self.services = services
        self.done = done
        self.hand_over = hand_over
        self._draft = draft
        self.people = draft.composition.people
        self._timer = ""
        self._sent = False
        self.channel = services.office.channel(draft.composition.channel)
        bar = ttk.Frame(self)
        bar.pack(fill="x")
        self.toolbar = Toolbar(bar, services.theme, ())
        self.toolbar.pack(side="left", fill="x", expand=True)
        self.parameters = Parameters(
            self, services, self.channel, Callbacks(self.choose, self.changed),
            lambda: self.writing.fields,
        )  # fmt: skip
        px = services.theme.px
        self.parameters.pack(fill="x", pady=(px(10), px(8)))
        self.problem = ttk.Label(self, style="Bad.TLabel", justify="left")
        self.bind("<Configure>", lambda event: self.problem.configure(wraplength=event.width - 20))
        self.statistics: StatisticsBar | None = None
        if self.channel.metered:
            self.statistics = StatisticsBar(self, services.theme, self._exchange)
            self.statistics.pack(side="bottom", fill="x", pady=(px(8), 0))
        self.writing = WritingArea(self, services, self.channel, self.changed, self._render)
        self.writing.pack(fill="both", expand=True)
        self.autosave = Autosave(self, services, lambda: self.draft)
        self.bind("<Destroy>", self._gone, add=True)
        self._fill(draft)

    # --- What it holds -------------------------------------------------------------------------

    @property
    def file(self) -> str:
        """The own template it was opened from; empty for none."""
        return self._draft.file

    @property
    def draft(self) -> Draft:
        """What is being written, as it stands."""
        return replace(self._draft, composition=self.composition(), editor=self.writing.editor)

    def composition(self, document: Document | None = None) -> Composition:
        """What would be sent; with another text where one is given."""
        document = document or self.writing.document()
        return replace(
            self._draft.composition,
            body=document.body,
            format=document.format,
            pictures=document.pictures,
            subject=self.parameters.subject_text,
            attachments=self.parameters.paths,
            people=self.people,
        )

    def template(self) -> Template:
        """The text as a template."""
        one = self.composition()
        return Template(
            body=one.body, title=one.title, channel=one.channel, subject=one.subject,
            format=one.format,
        )  # fmt: skip

    def show_template(self, template: Template, name: str) -> None:
        """Take a template's text and subject; whom it goes to stays."""
        self._draft = replace(
            self._draft,
            composition=replace(self._draft.composition, title=template.title, template=name),
        )
        if template.subject:
            self.parameters.show(template.subject, self.parameters.paths)
        self.writing.show(Document(template.body, template.format))
        self.changed()

    def show_people(self, people: Selection) -> None:
        """Write to these people."""
        self.people = people
        self.parameters.show_people(people)
        self.changed()

    # --- See tabs.View -------------------------------------------------------------------------

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        found = [
            Command("editor.load", _("Load"), self.load, "folder-open", "Ctrl+O"),
            Command("editor.save", _("Save"), self.save, "save", "Ctrl+S"),
            templates.commands(self),
            Command("editor.preview", _("Preview"), self.preview, "eye", "Ctrl+P"),
            *sending.commands(self),
        ]
        self.toolbar.show(found)
        return found

    def shown(self) -> None:
        """See tabs.View."""
        if self.writing.view is not None:
            self.writing.view.focus()

    def may_close(self) -> bool:
        """See tabs.View: an unsent text is kept, or thrown away, as the person says."""
        if self._sent or self.draft.empty:
            self.autosave.forget()
            return True
        if self.services.tabs.leaving:
            self.autosave.now()
            return True
        answer = self.services.dialogs.choose(
            _("Close"),
            _("This text has not been sent."),
            [_("Keep as a draft"), _("Throw away")],
        )
        if answer is None:
            return False
        if answer == 0:
            self.autosave.set_aside()
        else:
            self.autosave.forget()
        return True

    # --- What a person does --------------------------------------------------------------------

    def choose(self) -> None:
        """Choose whom to write to."""
        people = self.services.doors.choose(self.winfo_toplevel(), self.people)
        if people is not None:
            self.show_people(people)

    def preview(self) -> None:
        """Show each person's own message."""
        from depesha.ui.preview.window import open_preview

        open_preview(
            self.services, self.winfo_toplevel(), self.composition(),
            lambda text: self.services.dialogs.tell(_("Preview"), text),
        )  # fmt: skip

    def send_it(self) -> None:
        """Hand it over to the pre-flight sheet."""
        sending.send(self)

    def changed(self) -> None:
        """Something is another one now: keep it, count it."""
        self.problem.pack_forget()
        self.autosave.changed()
        if self.statistics is not None and not self._timer:
            self._timer = self.after(PAUSE, self._count)

    def sent(self) -> None:
        """It is on its way: nothing of it need be kept."""
        self._sent = True
        if self.winfo_exists():
            self.done()

    def saved(self, template: Template, file: str) -> None:
        """It is an own template now: *Save* writes to the same file again."""
        composition = replace(
            self._draft.composition, title=template.title, template=template.title
        )
        self._draft = replace(self._draft, composition=composition, file=file)
        self.changed()

    def load(self) -> None:
        """Take a template."""
        templates.take(self)

    def save(self) -> None:
        """Keep the text as an own template."""
        templates.keep(self)

    def complain(self, text: str) -> None:
        """Say in place what is missing or wrong, until the next change."""
        self.problem.configure(text=text)
        self.problem.pack(fill="x", after=self.parameters, pady=(0, self.services.theme.px(6)))

    def _fill(self, draft: Draft) -> None:
        one = draft.composition
        self.parameters.show(one.subject, one.attachments)
        self.writing.open(Document(one.body, one.format, one.pictures), draft.editor)
        self.parameters.show_people(one.people)
        if self.parameters.attachments is not None:
            self.parameters.attachments.accept_drops(self)
        if self.statistics is not None:
            self._count()
        office = self.services.office
        self.services.bridge.run(
            lambda: office.lookup.custom_fields(office.database.reader), self._know_fields
        )

    def _gone(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self and self._timer:
            self.after_cancel(self._timer)

    def _know_fields(self, fields: tuple[str, ...]) -> None:
        self.writing.fields = fields

    def _render(self, document: Document, then: Rendered) -> None:
        one, office, channel = self.composition(document), self.services.office, self.channel

        def show(sample: Sample) -> None:
            if self.winfo_exists():
                then(sample.html, sample.pictures, sample.problem or sample.text)

        self.services.bridge.run(
            lambda: sample_of(office, one, channel), show, key=f"sample.{self}"
        )

    def _count(self) -> None:
        self._timer = ""
        one, office, channel = self.composition(), self.services.office, self.channel
        self.services.bridge.run(
            lambda: (sample_of(office, one, channel), bill_of(office, one)),
            lambda found: self._counted(one, *found),
            key=f"count.{self}",
        )

    def _counted(self, one: Composition, sample: Sample, bill: Bill) -> None:
        if self.statistics is None or not self.winfo_exists():
            return
        text = sample.text or one.body
        counted = figures(text, len(one.people), estimate=has_macros(one.body))
        self.statistics.show(counted, one.body, bill)

    def _exchange(self, change: Callable[[str], str]) -> None:
        document = self.writing.document()
        self.writing.show(replace(document, body=change(document.body)))
        self.changed()
