"""Every state has a name in both languages."""

import pytest

from depesha.api.i18n import use_language
from depesha.domain import words
from depesha.domain.states import TOTALS, MailingState, State


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_state_has_its_own_name(language):
    use_language(language)
    names = [words.state_title(state) for state in State]
    assert len(set(names)) == len(State)
    assert len({words.mailing_title(state) for state in MailingState}) == len(MailingState)
    assert [words.total_title(name) for name in TOTALS]


def test_only_the_programs_own_reasons_are_explained():
    assert words.why_text("restored")
    assert words.why_text("late_start")
    assert words.why_text("login") == ""
