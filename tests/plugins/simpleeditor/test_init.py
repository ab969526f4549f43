"""The plugin offers one editor and loads nothing until it is built."""

import depesha_simpleeditor
from depesha.api import Document, Style


def test_one_editor_for_every_style(tk_root, tools):
    (editor,) = depesha_simpleeditor.editors()
    assert set(editor.styles) == set(Style)
    assert editor.formats == ("simple",)
    view = editor.build(tk_root, Document("<b>Привет</b>"), tools)
    assert view.document() == Document("<b>Привет</b>")
