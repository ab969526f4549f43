"""One language per process, chosen by the office or by the system."""

import pytest

from depesha.api.i18n import N_, _, current_language, ngettext, system_language, use_language


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LC_ALL": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ru"}, "ru"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "ru-RU"}, "ru"),
        ({"LC_ALL": "Russian_Russia.1251"}, "ru"),
    ],
)
def test_the_system_says_which(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected
    use_language("")
    assert current_language() == expected


def test_a_language_we_do_not_speak_is_english() -> None:
    use_language("fr")
    assert current_language() == "en"


def test_words_follow_the_switch() -> None:
    marked = N_("Service")
    assert _(marked) == "Service"
    use_language("ru")
    assert _(marked) == "Сервис"
    assert _("") == ""  # the empty msgid is the catalogue's own header
    use_language("en")
    assert _(marked) == "Service"


def test_english_numbers_need_no_catalogue() -> None:
    assert [ngettext("{n} letter", "{n} letters", n) for n in (1, 2)] == [
        "{n} letter",
        "{n} letters",
    ]
