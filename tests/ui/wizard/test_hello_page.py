"""The language and the name."""


def test_it_begins_with_the_language_in_force(steps) -> None:
    page = steps.page
    assert page.language.get() == "en"
    assert not page.other_language
    assert [one["text"] for one in page.choices] == ["Русский", "English"]
    page.language.set("ru")
    page.entry.insert(0, "  Ромашка ")
    assert page.other_language
    assert page.changes == {"office.language": "ru", "office.name": "Ромашка"}
