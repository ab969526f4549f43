"""An editor of letters in HTML: the source beside the letter as it will look."""

from typing import Any

from depesha.api import N_, Document, Editor, EditorTools, EditorView, Style, hookimpl


@hookimpl
def editors() -> list[Editor]:
    """One editor, for letters alone."""
    return [Editor("html", N_("HTML"), (Style.LETTER,), ("html",), _build)]


def _build(parent: Any, document: Document, tools: EditorTools) -> EditorView:
    from depesha_htmleditor.view import HtmlEditor

    return HtmlEditor(parent, document, tools)
