"""The parts that each style of channel gets."""

from collections.abc import Callable
from typing import Any

import pytest

from depesha.api import Style
from depesha.render.assembly import Assembly
from depesha.render.grammar import Grammar
from depesha.render.template import Rendered, Source


@pytest.mark.parametrize(
    ("style", "subject", "html", "attachments"),
    [(Style.LETTER, True, True, 1), (Style.TAGS, False, True, 1), (Style.TEXT, False, False, 0)],
)
def test_each_style_gets_its_parts(
    style: Style, subject: bool, html: bool, attachments: int
) -> None:
    assembly = Assembly(Source(body="a", subject="b", attachments=("c",)), style, Grammar([]))
    assert bool(assembly.subject()) == subject
    assert len(assembly.attachments()) == attachments
    made, text = assembly.body()
    assert bool(made) == html
    assert text
    assert assembly.problems == []


def test_the_subject_is_one_line(render: Callable[..., Rendered]) -> None:
    assert render("x", subject=" a\r\n  b\t<c> ").subject == "a b <c>"


@pytest.mark.parametrize(("fmt", "text"), [("simple", "a\n\n\n\nb"), ("html", "a\n\nb")])
def test_empty_lines(render: Callable[..., Rendered], fmt: str, text: str) -> None:
    body = {"simple": "\n a  \n\n\n\nb\n\n", "html": "<p>a</p>{% if 1 %}<br><br><br>{% endif %}b"}
    assert render(body[fmt], format=fmt).text == text


def test_language(render: Callable[..., Rendered]) -> None:
    assert '<html lang="uk">' in render("x", language="uk").html
    for wrong in ("", '"><script>', "русский"):
        assert '<html lang="en">' in render("x", language=wrong).html


@pytest.mark.parametrize(
    ("body", "line"),
    [("a\nb<b>", 2), ("{ДАТА}\n\n</i>", 3), ("{% if 1 %}\n{% endif %}\n<b>", 0)],
)
def test_complaints_about_tags_name_the_line_where_it_is_known(
    problems: Callable[..., Any], body: str, line: int
) -> None:
    (problem,) = problems(body)
    assert (problem.line, problem.fatal) == (line, False)


@pytest.mark.parametrize(
    "body",
    [
        "<p {КЛИЕНТ.ИМЯ}>x</p>",
        "<p {% if ДАТА %}title='x'{% endif %}>x</p>",
        "{% if ДАТА %}<table>{% endif %}<tr><td>x</td></tr></table>",
        "<table>{% for x in [1] %}{{ x }}{% endfor %}</table>",
        '<a href="javascript:{ДАТА}">x</a>',
        '<p style="color:{ДАТА}">x</p>',
        '<img src="cid:none">',
        "<div>" * 300,
        "<style>" + "a{}" * 20_000 + "</style>",
    ],
)
def test_html_that_cannot_be_sent_is_refused(problems: Callable[..., Any], body: str) -> None:
    found = problems(body, format="html")
    assert found
    assert all(problem.fatal for problem in found)


def test_html_for_every_style(render: Callable[..., Rendered]) -> None:
    body = (
        "<style>p{margin:0}</style><p>Привет, <strong>{КЛИЕНТ.ИМЯ}</strong>!</p><table>"
        "{% for С in ДОКУМЕНТ.СТРОКИ %}<tr><td>{{ С.НАЗВАНИЕ }}</td><td>{{ С.СУММА }}</td></tr>"
        "{% endfor %}</table>"
    )
    letter, tags, text = (render(body, style, format="html") for style in Style)
    plain = "Привет, Ромашка!\n\nФильтр | 10,50\nМасло <5W> | 2,50"
    assert letter.text == tags.text == text.text == plain
    assert tags.html == plain.replace("Ромашка", "<b>Ромашка</b>").replace("<5W>", "&lt;5W&gt;")
    assert '<p style="margin: 0;">Привет, <strong>Ромашка</strong>!</p>' in letter.html
    assert letter.html.count("<tr>") == 2
    assert text.html == ""
