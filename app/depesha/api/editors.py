"""Editors of message texts, offered by the hook `editors`.

An editor is described by an `Editor`; its widgets come into being inside `build(parent, document,
tools)`, on the window's thread, and only there may a plugin import Tk. What surrounds the text
(whom it goes to, subject, attachments, templates, preview, sending) is the window's own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from depesha.api.message import Picture, Style

Format = Literal["simple", "html"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its author wrote it, macros and all."""

    body: str = ""
    """Lines end in LF."""
    format: Format = "simple"
    """simple: text with `<b> <i> <s> <u> <a href="">` and `<img src="cid:…">`, everything else as
    it is. html: HTML, which is sanitised before it is sent."""
    pictures: tuple[Picture, ...] = ()
    """Those that the body shows by their cid."""


class EditorView(Protocol):
    """What `build` returns. Called on the window's thread."""

    @property
    def widget(self) -> Any:
        """The Tk widget, a child of `parent`; the window lays it out."""

    def document(self) -> Document:
        """The text as it stands."""

    def show(self, document: Document, /) -> None:
        """Take this text in place of the present one. The person can undo it."""

    def insert(self, text: str, /) -> None:
        """Write something where the cursor is, e.g. a macro."""

    def focus(self) -> None:
        """Take the keyboard."""


class HtmlView(Protocol):
    """Shows a rendered letter; nothing is fetched and no link opens by itself."""

    @property
    def widget(self) -> Any:
        """The Tk widget."""

    def show(self, html: str, pictures: Sequence[Picture] = (), text: str = "") -> None:
        """Show a document; `text` stands in for it where HTML cannot be shown."""


class EditorTools(Protocol):
    """What the window lends to an editor. Everything belongs to the window's thread."""

    @property
    def style(self) -> Style:
        """The shape of message that the text becomes: with TEXT there is nothing to mark bold."""

    def changed(self) -> None:
        """Say that the document is another one now; after every change, also each letter typed."""

    def macros_in(self, text: str, /) -> list[tuple[int, int, bool]]:
        """Where macros stand: `text[start:end]`, and whether each is known."""

    def pick_macro(self) -> None:
        """Let the person find a macro; it is handed to the view's `insert`."""

    def ask_link(self, address: str = "") -> str | None:
        """Ask for a link's address; empty takes the link away, None changes nothing."""

    def paste_picture(self, then: Callable[[Picture], None], /) -> bool:
        """Whether the clipboard holds a picture; if so it is fetched, made small enough to be sent,
        and handed to `then`. What is wrong with it is said."""

    def choose_picture(self, then: Callable[[Picture], None], /) -> None:
        """Let the person choose a file; the picture is made small enough and handed to `then`."""

    def photo(self, picture: Picture, width: int) -> Any:
        """A Tk image of the picture, at most so many pixels wide; None for one that is damaged."""

    def html_view(self, parent: Any) -> HtmlView:
        """A view of rendered letters."""

    def render(
        self, document: Document, then: Callable[[str, Sequence[Picture], str], None], /
    ) -> None:
        """Make the message of the first chosen person, then call `then(html, pictures, text)`.

        It is made on another thread; of several asked for only the newest is heard. Where it
        cannot be made, `html` is empty and `text` says why.
        """

    def shortcuts(self, widget: Any, shortcuts: Mapping[str, Callable[[], object]]) -> None:
        """Call a function at its keys (`Ctrl+B`, `Ctrl+Shift+I`) under every layout."""

    def px(self, size: float) -> int:
        """Pixels for a size that fits letters of the usual size."""

    def icon(self, name: str) -> Any:
        """A symbol of the window's own set as a Tk image, e.g. `bold`, `link`, `image`."""

    def colour(self, role: str) -> str:
        """The colour in force of `ground`, `panel`, `text`, `quiet`, `line`, `accent`, `bad`,
        `macro` or `selected`."""

    def watch(self, widget: Any, repaint: Callable[[], object]) -> None:
        """Call `repaint` now and whenever colours or sizes change, as long as the widget lives."""

    def hint(self, widget: Any, text: str) -> None:
        """A hint beside a widget under the pointer."""


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor that a person may choose for a text."""

    id: str
    title: str
    """Marked with `N_`."""
    styles: tuple[Style, ...]
    """Of the channels whose texts it edits."""
    formats: tuple[Format, ...]
    """What it can take in and hand back."""
    build: Callable[[Any, Document, EditorTools], EditorView]
    """`build(parent, document, tools)` makes the widgets."""
