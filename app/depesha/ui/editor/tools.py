"""What the window lends to editors: see depesha.api.EditorTools."""

import base64
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from depesha.api.channel import Channel
from depesha.api.editors import Document, EditorView
from depesha.api.i18n import _
from depesha.api.message import Picture, Style
from depesha.delivery.pictures import fit_for_mail
from depesha.domain.errors import InputError, in_words
from depesha.domain.macros import find
from depesha.ui.editor import clipboard, macro_list
from depesha.ui.editor.link import ask_link
from depesha.ui.editor.macro_picker import MacroPicker
from depesha.ui.editor.shortcuts import bind_shortcuts
from depesha.ui.services import Services
from depesha.ui.tooltip import Tooltip

Rendered = Callable[[str, Sequence[Picture], str], None]
_PICTURES = "*.png *.jpg *.jpeg *.gif *.webp *.bmp *.tif *.tiff"


class Writing(Protocol):
    """The part of the window in which the editor stands."""

    view: EditorView | None
    fields: tuple[str, ...]
    """Names of the office's own fields."""

    def changed(self) -> None:
        """The text is another one now."""

    def render(self, document: Document, then: Rendered) -> None:
        """Make the first person's message."""


class Tools:
    """One for each editor that is open."""

    def __init__(
        self, services: Services, parent: tk.Misc, channel: type[Channel[Any]], writing: Writing
    ) -> None:
        self._services = services
        self._parent = parent
        self._channel = channel
        self._writing = writing

    @property
    def style(self) -> Style:
        """See EditorTools."""
        return self._channel.style

    def changed(self) -> None:
        """See EditorTools."""
        self._writing.changed()

    def macros_in(self, text: str, /) -> list[tuple[int, int, bool]]:
        """See EditorTools."""
        found = find(text, self._writing.fields)
        return [(one.start, one.end, one.macro is not None) for one in found]

    def pick_macro(self) -> None:
        """See EditorTools."""
        picker = MacroPicker(
            self._parent.winfo_toplevel(), self._services.theme,
            macro_list.offers(self._writing.fields),
        )  # fmt: skip
        chosen = picker.show(picker.entry)
        if chosen and self._writing.view is not None:
            self._writing.view.insert(chosen)
            self._writing.view.focus()

    def ask_link(self, address: str = "") -> str | None:
        """See EditorTools."""
        return ask_link(self._parent.winfo_toplevel(), self._services.theme, address)

    def paste_picture(self, then: Callable[[Picture], None], /) -> bool:
        """See EditorTools."""
        kind = clipboard.offered(self._parent)
        if not kind or self._channel.style is Style.TEXT:
            return False
        read = clipboard.reader(self._parent, kind)
        self._services.bridge.run(lambda: _fitted(read(), ""), then, self._wrong)
        return True

    def choose_picture(self, then: Callable[[Picture], None], /) -> None:
        """See EditorTools."""
        kinds = [(_("Pictures"), _PICTURES)]
        path = self._services.dialogs.open_file(_("Picture from a file"), kinds)
        if path is not None:
            self._services.bridge.run(lambda: _from_file(path), then, self._wrong)

    def photo(self, picture: Picture, width: int) -> tk.PhotoImage | None:
        """See EditorTools."""
        from io import BytesIO

        from PIL import Image

        try:
            image = Image.open(BytesIO(picture.data))
            image.thumbnail((width, width * 4))
            shown = BytesIO()
            image.convert("RGBA").save(shown, "PNG", compress_level=1)
            data = base64.b64encode(shown.getvalue())
            return tk.PhotoImage(master=self._parent, data=data)
        except (OSError, ValueError, tk.TclError):
            return None

    def html_view(self, parent: Any) -> Any:
        """See EditorTools."""
        from depesha.ui.preview.html_view import HtmlView

        return HtmlView(parent, self._services)

    def render(self, document: Document, then: Rendered, /) -> None:
        """See EditorTools."""
        self._writing.render(document, then)

    def shortcuts(self, widget: Any, shortcuts: Mapping[str, Callable[[], object]]) -> None:
        """See EditorTools."""
        bind_shortcuts(widget, shortcuts)

    def px(self, size: float) -> int:
        """See EditorTools."""
        return self._services.theme.px(size)

    def icon(self, name: str) -> tk.PhotoImage:
        """See EditorTools."""
        return self._services.theme.icon(name)

    def colour(self, role: str) -> str:
        """See EditorTools."""
        return str(getattr(self._services.theme.colours, role))

    def watch(self, widget: Any, repaint: Callable[[], object]) -> None:
        """See EditorTools."""
        self._services.theme.watch(widget, repaint)

    def hint(self, widget: Any, text: str) -> None:
        """See EditorTools."""
        Tooltip(widget, text, self._services.theme)

    def _wrong(self, error: Exception) -> None:
        self._services.notices.error(error)


def _fitted(data: bytes, name: str) -> Picture:
    if not data:
        raise InputError(_("The picture could not be taken from the clipboard. Copy it once more."))
    return fit_for_mail(data, name)


def _from_file(path: Path) -> Picture:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("The picture {path} cannot be read: {error}.").format(
                path=path, error=in_words(error)
            )
        ) from error
    return fit_for_mail(data, path.name)
