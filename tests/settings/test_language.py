"""The language is known before anything else of the settings is read."""

import pytest

from depesha.domain.errors import InputError
from depesha.settings.language import language_of
from depesha.settings.profile import Profile


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", ""),
        ('[office]\nlanguage = "ru"\n', "ru"),
        ('[office]\nlanguage = "en"\nname = "x"\n', "en"),
        ('[office]\nlanguage = "fr"\n', ""),
        ("[office]\nlanguage = 5\n", ""),
        ("office = 5\n", ""),
    ],
)
def test_what_the_file_says(tmp_path, text, language) -> None:
    profile = Profile(tmp_path)
    profile.settings_file.write_text(text, encoding="utf-8")
    assert language_of(profile) == language


def test_a_damaged_file_is_said(tmp_path) -> None:
    profile = Profile(tmp_path)
    profile.settings_file.write_text('[office\nlanguage = "ru"\n', encoding="utf-8")
    with pytest.raises(InputError):
        language_of(profile)
    assert language_of(Profile(tmp_path / "nowhere")) == ""
