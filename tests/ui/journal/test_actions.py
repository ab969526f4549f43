"""What is asked before a message goes once more, and what the buttons do."""

from types import SimpleNamespace

from depesha.ui.journal.actions import people_in, question


def entry(state):
    return SimpleNamespace(state=state)


def test_the_people_of_rows_each_once():
    rows = [SimpleNamespace(person_kind=kind, person_id=one) for kind, one in
            (("contact", 5), ("employee", 5), ("contact", 5), ("contact", 2))]  # fmt: skip
    found = people_in(rows)
    assert (found.contacts.tolist(), found.employees.tolist()) == ([5, 2], [5])


def test_the_question_tells_who_would_get_it_twice():
    assert question([entry("failed")]) == "Send the same message once more to 1 person?"
    asked = question([entry("failed"), entry("unknown"), entry("delivered")])
    assert asked.startswith("Send the same message once more to 3 people?")
    assert "2 of them" in asked
