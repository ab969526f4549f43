"""The plugin offers one editor and loads nothing until it is built."""

import depesha_htmleditor
from depesha.api import Document, Style


def test_one_editor_for_letters(tk_root, tools):
    (editor,) = depesha_htmleditor.editors()
    assert (editor.styles, editor.formats) == ((Style.LETTER,), ("html",))
    document = Document("<p>Привет</p>", "html")
    assert editor.build(tk_root, document, tools).document() == document
