"""What is asked before a message goes once more, and what the buttons do."""

from types import SimpleNamespace

from depesha.ui.journal.actions import question


def entry(state):
    return SimpleNamespace(state=state)


def test_the_question_tells_who_would_get_it_twice():
    assert question([entry("failed")]) == "Send the same message once more to 1 person?"
    asked = question([entry("failed"), entry("unknown"), entry("delivered")])
    assert asked.startswith("Send the same message once more to 3 people?")
    assert "2 of them" in asked
