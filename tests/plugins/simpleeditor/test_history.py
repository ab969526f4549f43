"""Undo goes back by steps that a person would call steps."""

from depesha_simpleeditor.history import LIMIT, History


def test_back_and_forth():
    history = History("")
    history.note("a")
    history.note("b")
    assert [history.undo(), history.undo(), history.undo()] == ["a", "", None]
    assert [history.redo(), history.redo(), history.redo()] == ["a", "b", None]


def test_typing_is_one_step():
    history = History("")
    for text in ("п", "пр", "при"):
        history.note(text, typing=True)
    history.note("при ")
    history.note("при в", typing=True)
    assert [history.undo(), history.undo(), history.undo()] == ["при ", "при", ""]


def test_after_an_undo_typing_begins_a_step():
    history = History("")
    history.note("а", typing=True)
    history.undo()
    history.note("б", typing=True)
    assert history.redo() is None
    assert history.undo() == ""


def test_a_change_after_an_undo_forgets_what_was_undone():
    history = History(0)
    history.note(1)
    history.undo()
    history.note(2)
    assert history.redo() is None
    assert history.present == 2


def test_memory_is_bounded():
    history = History(0)
    for state in range(1, LIMIT * 2):
        history.note(state)
    steps = 0
    while history.undo() is not None:
        steps += 1
    assert steps == LIMIT - 1
