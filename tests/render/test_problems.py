"""How problems read."""

import pytest

from depesha.api.i18n import use_language
from depesha.render.problems import Problem, RenderError, TemplateError


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("body", 0, 0, "No."), "Text: No."),
        (Problem("subject", 1, 0, "No."), "Subject, line 1: No."),
        (Problem("attachment", 2, 7, "No."), "Attachment, line 2, position 7: No."),
    ],
)
def test_a_problem_says_its_place(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_an_error_says_the_first_and_counts_the_rest() -> None:
    one = Problem("body", 3, 0, "No.")
    assert str(TemplateError((one,))) == "Text, line 3: No."
    assert str(TemplateError((one, one))) == "Text, line 3: No. (1 more problem)"
    assert str(TemplateError((one,) * 3)) == "Text, line 3: No. (2 more problems)"


def test_both_are_errors_for_people() -> None:
    assert TemplateError((Problem("body", 0, 0, "No."),)).exit_code == 2
    assert RenderError("No.").exit_code == 2
    use_language("ru")
    assert str(Problem("body", 0, 0, "Нет.")).endswith(": Нет.")
