"""The usual editor of texts: bold, italic, struck, underlined, links, pictures, macros."""

from typing import Any

from depesha.api import N_, Document, Editor, EditorTools, EditorView, Style, hookimpl


@hookimpl
def editors() -> list[Editor]:
    """One editor for every style of message."""
    return [Editor("simple", N_("Text"), tuple(Style), ("simple",), _build)]


def _build(parent: Any, document: Document, tools: EditorTools) -> EditorView:
    from depesha_simpleeditor.view import SimpleView

    return SimpleView(parent, document, tools)
