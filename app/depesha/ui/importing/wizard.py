"""The import of a file as a dialog of five steps. Nothing is stored before the last but one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _
from depesha.domain.errors import DepeshaError
from depesha.ui.importing import rejected
from depesha.ui.importing.columns_page import ColumnsPage
from depesha.ui.importing.file_page import FilePage
from depesha.ui.importing.plan import Plan, mapping_of, run
from depesha.ui.importing.reading_page import ReadingPage
from depesha.ui.importing.report_page import ReportPage
from depesha.ui.importing.working import Progress, Working
from depesha.ui.modal import Modal
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.exchange.preview import Preview
    from depesha.exchange.report import Report

STEPS = {
    "file": N_("The file"),
    "reading": N_("How it is read"),
    "columns": N_("What the columns are"),
    "rehearsal": N_("What would become of the rows"),
    "result": N_("What became of the rows"),
}
_ONWARD = {
    "file": N_("Next"),
    "reading": N_("Next"),
    "columns": N_("Check"),
    "rehearsal": N_("Import"),
    "result": N_("Close"),
}


def open_import(services: Services, what: str) -> None:
    """Begin the import of `contacts`, `employees` or `documents`. Returns at once."""
    from depesha.store import documents

    database = services.office.database
    services.bridge.run(
        lambda: documents.types(database.reader),
        lambda journals: ImportWizard(services, what, journals).begin(),
    )


class ImportWizard(Modal):
    """One page at a time; Enter goes on, Esc gives up. A page that cannot go on says why."""

    def __init__(self, services: Services, what: str, journals: Mapping[str, str]) -> None:
        super().__init__(services.root, services.theme, _("Import"), resizable=True)
        px = self.theme.px
        self._services = services
        self._plan = Plan(what)
        self._preview: Preview | None = None
        self._report: Report | None = None
        self.step = "file"
        self.head = ttk.Label(self.body, style="Title.TLabel")
        self.head.pack(anchor="w", pady=(0, px(10)))
        self.problem = Wrapped(self.body, style="Bad.TLabel")
        self.problem.pack(side="bottom", fill="x", pady=(px(6), 0))
        place = ttk.Frame(self.body, width=px(880), height=px(400))
        place.pack(fill="both", expand=True)
        place.pack_propagate(flag=False)
        self.file = FilePage(place, services, what, journals)
        self.reading = ReadingPage(place, self.theme, self._reread)
        self.columns = ColumnsPage(place, self.theme, lambda: self._say(""))
        self.rehearsal = ReportPage(place, self.theme)
        self.result = ReportPage(place, self.theme)
        self.working = Working(place, services)
        self._buttons_at_foot()
        self._turn("file")

    def begin(self) -> None:
        """Open over the window."""
        self.open(self.file.entry)

    def close(self, answer: object) -> None:
        """See Modal. While rows are taken it only stops that: then one sees how things are."""
        if self.working.running:
            self.working.cancel()
            return
        super().close(answer)
        if self._report is not None and self._services.tabs.front:
            # What is in front shows what has come in.
            self._services.tabs.select(self._services.tabs.front)

    def _buttons_at_foot(self) -> None:
        self.onward = self.add_button("", self._go_on, accent=True)
        self.leave = self.add_button(_("Cancel"), lambda: self.close(None))
        self.back = self.add_button(_("Back"), self._go_back, left=True)
        self.open_rejected = self.add_button(_("Open the rows with remarks"), self._show_rejected)
        self.save_rejected = self.add_button(_("Save them as…"), self._save_rejected)

    # --- From step to step ---------------------------------------------------------------------

    def _turn(self, step: str) -> None:
        self.step = step
        self._say("")
        number = list(STEPS).index(step) + 1
        title = _("{n} of {all}. {step}").format(n=number, all=len(STEPS), step=_(STEPS[step]))
        self.head.configure(text=title)
        self._bring(getattr(self, step))
        self.onward.configure(text=_(_ONWARD[step]))
        self.onward.state(["!disabled"])
        self.back.state(["disabled" if step in {"file", "result"} else "!disabled"])
        self._offer(self.leave, offered=step != "result")
        mended = self._report is not None and self._report.rejected_file is not None
        for button in (self.save_rejected, self.open_rejected):
            self._offer(button, offered=step == "result" and mended)
        first = {"columns": self.columns.tree, "reading": self.onward, "file": self.file.entry}
        first.get(step, self.onward).focus_set()

    def _bring(self, page: ttk.Frame) -> None:
        for other in (*(getattr(self, step) for step in STEPS), self.working):
            other.pack_forget()
        page.pack(fill="both", expand=True)

    def _offer(self, button: ttk.Button, *, offered: bool) -> None:
        if offered:
            button.pack(side="right", padx=(self.theme.px(8), 0))
        else:
            button.pack_forget()

    def _go_on(self) -> None:
        steps: dict[str, Callable[[], object]] = {
            "file": self._open_file,
            "reading": lambda: self._turn("columns"),
            "columns": self._rehearse,
            "rehearsal": self._import,
            "result": lambda: self.close(self._report),
        }
        steps[self.step]()

    def _go_back(self) -> None:
        names = list(STEPS)
        self._turn(names[names.index(self.step) - 1])

    def _say(self, text: str) -> None:
        self.problem.configure(text=text)

    # --- Looking at the file -------------------------------------------------------------------

    def _open_file(self) -> None:
        if not self.file.path.get().strip():
            self._say(_("Choose a file."))
            return
        self._plan = self.file.plan(self._plan)
        self._read(lambda: self._turn("reading"))

    def _reread(self) -> None:
        self._plan = replace(self.reading.plan(self._plan), mapping=())
        self._read(self._fine)

    def _fine(self) -> None:
        self._say("")
        self.onward.state(["!disabled"])

    def _read(self, then: Callable[[], object]) -> None:
        plan, office = replace(self._plan, mapping=()), self._services.office
        region = office.settings.office.region

        def work() -> "Preview":
            from depesha.exchange.preview import preview

            how = plan.how(region, tuple(office.address_fields()))
            return preview(office.database, plan.path, plan.what, how)

        def found(preview: "Preview") -> None:
            if self.winfo_exists():
                self._preview = preview
                self.reading.show(preview, plan)
                self.columns.show(preview, plan.what)
                then()

        self.onward.state(["disabled"])
        self._services.bridge.run(work, found, self._failed, key=f"import.{id(self)}")

    def _failed(self, error: Exception) -> None:
        if not self.winfo_exists():
            return
        # What cannot be read so cannot be gone on with: another encoding must be chosen.
        self.onward.state(["disabled" if self.step == "reading" else "!disabled"])
        if isinstance(error, DepeshaError):
            self._say(str(error))
        else:
            self._say(_("Something went wrong inside Depesha; nothing was changed by it."))
            self._services.notices.error(error)

    # --- Taking its rows -----------------------------------------------------------------------

    def _rehearse(self) -> None:
        assert self._preview is not None
        self._plan = replace(self._plan, mapping=mapping_of(self._preview, self.columns.fields))

        def done(report: "Report") -> None:
            self.rehearsal.show(report)
            self._turn("rehearsal")

        self._work(_("Checking every row"), done, dry_run=True)

    def _import(self) -> None:
        def done(report: "Report") -> None:
            self._report = report
            self.result.show(report)
            self._turn("result")

        self._work(_("Taking the rows"), done, dry_run=False)

    def _work(self, title: str, done: "Callable[[Report], object]", *, dry_run: bool) -> None:
        office, plan, step = self._services.office, self._plan, self.step
        how = replace(plan.how(office.settings.office.region), dry_run=dry_run)
        if not dry_run and self.rehearsal.tree.get_children():
            how = replace(how, rejected=rejected.place_of(office, plan.path))

        def failed(error: Exception) -> None:
            self._turn(step)
            self._failed(error)

        def cancelled() -> None:
            self._turn(step)
            self._say(_("Stopped: nothing was stored."))

        def work(progress: Progress) -> "Report":
            return run(office.database, plan, replace(how, progress=progress))

        self._bring(self.working)
        self._say("")
        for button in (self.onward, self.back):
            button.state(["disabled"])
        self.leave.focus_set()
        self.working.run(title, work, done, failed, cancelled)

    def _show_rejected(self) -> None:
        if self._report is not None and self._report.rejected_file is not None:
            rejected.show(self._services, self._report.rejected_file)

    def _save_rejected(self) -> None:
        if self._report is None or self._report.rejected_file is None:
            return
        try:
            rejected.save_as(self._services, self._report.rejected_file)
        except DepeshaError as error:
            self._say(str(error))
