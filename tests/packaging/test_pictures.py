"""The command takes what the manual shows."""

import pictures
from depesha.ui.help.pages import FOLDER


def test_they_lie_where_the_manual_looks() -> None:
    assert pictures.FOLDER == FOLDER / "pictures"


def test_every_language_and_look_was_taken() -> None:
    taken = {path.stem for path in pictures.FOLDER.glob("*.png")}
    names = {stem.rsplit("-", 2)[0] for stem in taken}
    assert {"contacts", "card", "editor", "preflight", "results", "journal", "settings"} == names
    expected = {
        f"{name}-{language}-{look}"
        for name in names
        for language in pictures.LANGUAGES
        for look in pictures.LOOKS
    }
    assert taken == expected
