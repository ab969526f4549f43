"""All macros, in the person's language, found by any of their names."""

from depesha.api.i18n import use_language
from depesha.domain.macros import BUILT_IN, resolve
from depesha.ui.editor.macro_list import matching, offers


def test_every_macro_that_has_a_text_is_offered():
    found = offers(["Скидка"])
    texts = [offer.text.strip("{}") for offer in found]
    assert [resolve(text, ["Скидка"]).name for text in texts] == [
        *(macro.name for macro in BUILT_IN if macro.type != "lines"), "FIELD.скидка",
    ]  # fmt: skip


def test_names_are_of_the_language_in_force():
    assert offers([])[0].text == "{CLIENT.NAME}"
    use_language("ru")
    first = offers([])[0]
    assert (first.text, first.other) == ("{КЛИЕНТ.ИМЯ}", "{CLIENT.NAME}")


def test_they_are_found_in_both_languages_and_by_what_they_mean():
    found = offers(["Скидка"])
    assert [one.text for one in matching(found, "клиент имя")] == ["{CLIENT.NAME}"]
    assert [one.text for one in matching(found, "overdue")] == ["{BALANCE.OVERDUE}"]
    assert [one.text for one in matching(found, "скид")] == ["{FIELD.Скидка}"]
    assert len(matching(found, "")) == len(found)
    assert matching(found, "нет такого") == []
