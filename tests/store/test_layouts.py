"""Remembered layouts."""

from depesha.store import layouts


def test_the_last_choice_for_a_layout_is_remembered(c):
    assert layouts.get(c, "abc") is None
    layouts.put(c, "abc", {"name": "Имя", "phone": "Тел."})
    layouts.put(c, "other", {})
    layouts.put(c, "abc", {"name": "ФИО"})
    assert layouts.get(c, "abc") == {"name": "ФИО"}
    assert layouts.get(c, "other") == {}
