"""Every reason has words in both languages."""

import pytest

from depesha.api import Reason
from depesha.api.i18n import use_language
from depesha.domain import reasons


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_says_what_and_what_to_do(reason):
    english = reasons.title(reason), reasons.cure(reason)
    use_language("ru")
    russian = reasons.title(reason), reasons.cure(reason)
    assert all(english)
    assert all(russian)
    assert str(reason) not in english
    assert english[0] != russian[0]


def test_a_word_from_another_version_is_shown_as_it_is():
    assert reasons.title("struck_by_lightning") == "struck_by_lightning"
    assert reasons.cure("struck_by_lightning") == ""
