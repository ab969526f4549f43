"""Signs into white space."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.render.layout import BREAK, CELL, GLUE, LINE, PARAGRAPH, ROW, lay_out
from depesha.render.template import Rendered


@pytest.mark.parametrize(
    ("text", "white"),
    [
        (f"a{BREAK}{BREAK}b", "a\nb"),
        (f"a{BREAK} {PARAGRAPH}  b", "a\n\nb"),
        (f"a{LINE}{BREAK}b", "a\nb"),
        (f"a {LINE}{LINE}b", "a\n\nb"),
        (f"a{LINE}{LINE}{LINE}{PARAGRAPH}b", "a\n\nb"),
        (f"{PARAGRAPH}a{PARAGRAPH}", "a"),
        (f"a{BREAK}-{GLUE}{PARAGRAPH}b", "a\n- b"),
        (f"{PARAGRAPH}{ROW}{CELL}a{CELL}{BREAK}b{BREAK}{CELL}c{BREAK}{ROW}{CELL}d", "a | b | c\nd"),
        (f"a\n\n\nb{BREAK}\nc", "a\n\n\nb\nc"),
        ("  a  \n b ", "a\n b"),
    ],
)
def test_runs(text: str, white: str) -> None:
    assert lay_out(text) == white


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ul>{% for x in [1, 2] %}<li>{{ x }}</li>{% endfor %}</ul>", "- 1\n- 2"),
        ("a<ul>{% for x in [1, 2] %}<li>{{ x }}</li>{% endfor %}</ul>b", "a\n\n- 1\n- 2\n\nb"),
        ("{% for x in [1, 2] %}{{ x }}<br>{% endfor %}b", "1\n2\nb"),
        ("a{% for x in [1, 2] %}<p>{{ x }}</p>{% endfor %}b", "a\n\n1\n\n2\n\nb"),
        ("<table><tr>{% for x in [1, 2] %}<td>{{ x }}</td>{% endfor %}</tr></table>", "1 | 2"),
        ("<table>{% for x in [1, 2] %}<tr><td>{{ x }}</td><td>y</td></tr>{% endfor %}</table>",
         "1 | y\n2 | y"),
        ("<p>a</p>{% if not ДАТА %}<p>b</p>{% endif %}<p>c</p>", "a\n\nc"),
    ],
)  # fmt: skip
def test_loops_break_lines_as_if_written_out(
    render: Callable[..., Rendered], body: str, text: str
) -> None:
    assert render(body, format="html").text == text


SIGNS = st.text(st.sampled_from(f"{LINE}{BREAK}{PARAGRAPH}{ROW}{CELL}{GLUE}ab \n"), max_size=30)


@given(SIGNS)
def test_no_sign_is_left_and_no_word_is_lost(text: str) -> None:
    made = lay_out(text)
    words = [letter for letter in text if letter in "ab"]
    assert [letter for letter in made if letter not in " |\n"] == words
    assert made == made.strip()
    assert " \n" not in made
