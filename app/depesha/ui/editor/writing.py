"""What stands below the parameters: the editor of the person's choice, and how it is exchanged."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from depesha.api.channel import Channel
from depesha.api.editors import Document, Editor, EditorView
from depesha.api.i18n import _
from depesha.domain.errors import DepeshaError
from depesha.ui.editor.formats import converted
from depesha.ui.editor.tools import Rendered, Tools
from depesha.ui.services import Services


def fitting(editors: Sequence[Editor], channel: type[Channel[Any]]) -> list[Editor]:
    """The editors for texts of a channel, the simple ones first."""
    found = [editor for editor in editors if channel.style in editor.styles]
    return sorted(found, key=lambda editor: "simple" not in editor.formats)


class WritingArea(ttk.Frame):
    """An editor, and above it, where there are several, the choice of them."""

    def __init__(
        self, parent: tk.Misc, services: Services, channel: type[Channel[Any]],
        changed: Callable[[], None], render: Callable[[Document, Rendered], None],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._services = services
        self._channel = channel
        self._told = changed
        self._render = render
        self.view: EditorView | None = None
        self.editor = ""
        """The id of the editor that is open."""
        self.fields: tuple[str, ...] = ()
        self._showing = False
        self._chosen = tk.StringVar(self)
        self.switch = ttk.Frame(self)
        self._lost = ttk.Label(self, style="Warning.TLabel", justify="left")

    def open(self, document: Document, wanted: str = "") -> None:
        """Open a document in the wanted editor if it can take it, else in the first that can."""
        able = [one for one in self._editors() if document.format in one.formats]
        able.sort(key=lambda one: one.id != wanted)
        for editor in able:
            if self._build(editor, document):
                return
        self.editor, self.view = "", None
        self._lost.configure(
            text=_("No editor can open this text. Look into the plugins, whether one has failed.")
        )
        self._lost.pack(anchor="w", pady=self._services.theme.px(12))

    def document(self) -> Document:
        """The text as it stands."""
        return self.view.document() if self.view else Document()

    def show(self, document: Document) -> None:
        """Another text in place of the present one, which undo brings back."""
        if self.view is not None and document.format in self._formats():
            self.view.show(document)
        else:
            self.open(document)

    def changed(self) -> None:
        """See tools.Writing."""
        if not self._showing:
            self._told()

    def render(self, document: Document, then: Rendered) -> None:
        """See tools.Writing."""
        self._render(document, then)

    def _formats(self) -> Sequence[str]:
        return next((one.formats for one in self._editors() if one.id == self.editor), ())

    def _editors(self) -> list[Editor]:
        host = self._services.office.host
        return fitting(list(host.editors().values()), self._channel)

    def _build(self, editor: Editor, document: Document) -> bool:
        place = ttk.Frame(self)
        tools = Tools(self._services, place, self._channel, self)
        self._showing = True
        try:
            view = editor.build(place, document, tools)
        except DepeshaError as error:
            place.destroy()
            self._services.notices.error(error)
            return False
        finally:
            self._showing = False
        for child in self.winfo_children():
            if child not in {place, self.switch, self._lost}:
                child.destroy()
        self._lost.pack_forget()
        self.view, self.editor = view, editor.id
        self._fill_switch()
        view.widget.pack(fill="both", expand=True)
        place.pack(fill="both", expand=True)
        return True

    def _fill_switch(self) -> None:
        editors = self._editors()
        for child in self.switch.winfo_children():
            child.destroy()
        self.switch.pack_forget()
        if len(editors) < 2:
            return
        self._chosen.set(self.editor)
        for editor in editors:
            ttk.Radiobutton(
                self.switch, text=_(editor.title), value=editor.id, variable=self._chosen,
                command=lambda editor=editor: self._exchange(editor),  # type: ignore[misc]
            ).pack(side="left", padx=(0, self._services.theme.px(12)))  # fmt: skip
        self.switch.pack(anchor="w", pady=(0, self._services.theme.px(4)))

    def _exchange(self, editor: Editor) -> None:
        document = self.document()
        if editor.id == self.editor:
            return
        if document.format not in editor.formats:
            wanted = editor.formats[0]
            if wanted == "simple" and document.body.strip() and not self._may_lose():
                self._chosen.set(self.editor)
                return
            document = converted(document, wanted)
        if self._build(editor, document):
            self._told()
        else:
            self._chosen.set(self.editor)
            self._fill_switch()

    def _may_lose(self) -> bool:
        return self._services.dialogs.confirm(
            _("Another editor"),
            _("Only bold, italic, underlined, struck text, links and pictures will be kept of the"
              " HTML. Go on?"),
            _("Go on"),
        )  # fmt: skip
