"""The one call for preview and delivery, seen from outside."""

from collections.abc import Callable
from typing import Any

import pytest

from depesha.api import Picture, Style
from depesha.render import template
from depesha.render.problems import TemplateError
from depesha.render.values import Values

Render = Callable[..., template.Rendered]

# The sample that the original product's editors show, with all ten of its macros.
SAMPLE = """<b>Уважаемый, {КЛИЕНТ.ИМЯ}!</b>
Ваш баланс фактический составляет {БАЛАНС.ФАКТИЧЕСКИЙ} {ВАЛЮТА.СИМВОЛ}
Ваш баланс просроченный составляет {БАЛАНС.ПРОСРОЧЕННЫЙ} {ВАЛЮТА.СИМВОЛ}
Для вашей категории {КЛИЕНТ.КАТЕГОРИЯ} у нас действует специальная акция на масла.
Менеджер {МЕНЕДЖЕР.ИМЯ}: телефон {МЕНЕДЖЕР.ТЕЛЕФОН|нет} либо почта {МЕНЕДЖЕР.ПОЧТА}.
Ваши текущие телефон и email {КЛИЕНТ.ТЕЛЕФОН}, {КЛИЕНТ.ПОЧТА}"""

FILLED = """Уважаемый, Ромашка!
Ваш баланс фактический составляет 48200,00 р.
Ваш баланс просроченный составляет 0,00 р.
Для вашей категории Опт у нас действует специальная акция на масла.
Менеджер Анна Ким: телефон нет либо почта anna@office.example.
Ваши текущие телефон и email +79161234567, office@romashka.example"""


def test_a_letter(render: Render) -> None:
    made = render(SAMPLE, subject="Баланс на {ДАТА}", language="ru")
    assert made.subject == "Баланс на 23.11.2026"
    assert made.text == FILLED
    assert made.html.startswith('<!DOCTYPE html>\n<html lang="ru">')
    assert '<meta charset="utf-8">' in made.html
    bold = FILLED.replace("Уважаемый, Ромашка!", "<b>Уважаемый, Ромашка!</b>")
    assert bold.replace("\n", "<br>\n") in made.html
    assert made.missing == ()


def test_telegram(render: Render) -> None:
    made = render(SAMPLE, Style.TAGS, subject="not read {НЕТ.ТАКОГО}")
    assert made.html == FILLED.replace("Уважаемый, Ромашка!", "<b>Уважаемый, Ромашка!</b>")
    assert (made.subject, made.text) == ("", FILLED)


def test_sms(render: Render) -> None:
    made = render("\ufeff" + SAMPLE.replace(" ", "\u00a0") + "\r\n", Style.TEXT)
    assert (made.text, made.html, made.subject) == (FILLED, "", "")


def test_every_built_in_macro_has_its_value(render: Render) -> None:
    made = render(
        "{КЛИЕНТ.КОД}|{ДОКУМЕНТ.ТИП}|{ДОКУМЕНТ.НОМЕР}|{ДОКУМЕНТ.ДАТА}|{ДОКУМЕНТ.СУММА}|"
        "{ДОКУМЕНТ.СОСТОЯНИЕ}|{ФИРМА.ИМЯ}|{ДАТА}|{ПОЛЕ.Скидка}|{Скидка}",
        Style.TEXT,
    )
    expected = "17|Заказ клиента|АБ-12/3|02.11.2026|10,50|готов|Автомир|23.11.2026|5|5"
    assert made.text == expected


def test_empty_macros_are_named_once_and_only_where_they_show(render: Render) -> None:
    body = (
        "{КЛИЕНТ.ИМЯ} {КЛИЕНТ.ИМЯ} {МЕНЕДЖЕР.ИМЯ|отдел} {{ КЛИЕНТ.ПОЧТА|upper }} "
        "{% if КЛИЕНТ.КАТЕГОРИЯ %}{КЛИЕНТ.КОД}{% endif %}{{ ДАТА or 'скоро' }}{ДОКУМЕНТ.ДАТА}"
    )
    made = render(body, subject="{КЛИЕНТ.ТЕЛЕФОН}", given={"CLIENT.NAME": "  "})
    assert made.missing == ("CLIENT.PHONE", "CLIENT.NAME", "CLIENT.EMAIL", "DOCUMENT.DATE")
    assert "отдел" in made.text
    assert "скоро" in made.text


def test_used_names_what_the_style_uses() -> None:
    source = template.Source(
        body="{{ КЛИЕНТ.ИМЯ|d('') }}{Скидка}", subject="{ДАТА}", attachments=("{КЛИЕНТ.КОД}.pdf",)
    )
    letter = template.compile(source, Style.LETTER, ["Скидка"])
    assert letter.used == {"CLIENT.NAME", "FIELD.скидка", "DATE", "CLIENT.CODE"}
    assert template.compile(source, Style.TEXT, ["Скидка"]).used == {"CLIENT.NAME", "FIELD.скидка"}


def test_what_is_not_stored_does_not_change_the_message(data: Values) -> None:
    from depesha.render.values import dumps, loads, narrow

    compiled = template.compile(template.Source(body=SAMPLE), Style.LETTER)
    stored = dumps(narrow(data, compiled.used))
    assert compiled.render(loads(stored)) == compiled.render(data)


@pytest.mark.parametrize("fmt", ["simple", "html"])
def test_pictures_travel_where_they_show(picture: Picture, fmt: str) -> None:
    other = Picture("other.png", "image/png", b"")
    source = template.Source(
        body='a <img src="cid:logo.png"> b',
        format=fmt,  # type: ignore[arg-type]
        pictures=(picture, other),
    )
    letter = template.compile(source, Style.LETTER)
    assert letter.pictures == (picture,)
    assert "other.png" in letter.warnings[0].sentence
    assert 'src="cid:logo.png"' in letter.render(Values({})).html
    assert template.compile(source, Style.TAGS).pictures == (picture, other)
    assert template.compile(source, Style.TEXT).pictures == ()


def test_attachment_paths_are_filled_in(render: Render) -> None:
    made = render("x", attachments=(r"C:\acts\{КЛИЕНТ.КОД}.pdf", "/prices/{ДАТА}.xlsx"))
    assert made.attachments == (r"C:\acts\17.pdf", "/prices/23.11.2026.xlsx")


@pytest.mark.parametrize(
    ("body", "line", "column", "words"),
    [
        ("a\nb {КЛИЕНТ.ИМЯЯ}", 2, 3, "КЛИЕНТ.ИМЯ}?"),
        ("a\n{{ КЛИЕНТ.ИМЯЯ }}", 2, 0, "КЛИЕНТ.ИМЯ}?"),
        ("a\n\n{% if ДАТА %}x", 3, 0, "cannot be understood"),
        ("a\n{% if ДАТА }x", 2, 1, "not closed by “%}”"),
        ("a\n{{ДАТА}", 2, 1, "not closed by “}}”"),
        ("{% include 'x' %}", 1, 0, "“include” cannot be used"),
        ('\n<img src="cid:none">', 2, 0, "no picture “none”"),
        ('<a href="javascript:x">', 1, 0, "has no address"),
        ("{ДОКУМЕНТ.СТРОКИ}", 0, 0, "list"),
    ],
)
def test_problems_say_where_and_what(
    problems: Callable[..., Any], body: str, line: int, column: int, words: str
) -> None:
    (problem,) = problems(body)
    assert (problem.line, problem.column, problem.fatal) == (line, column, True)
    assert words in problem.sentence


def test_all_problems_are_told_at_once() -> None:
    source = template.Source(body="{А.Б} {В.Г} {{ x() }}", subject="{Д.Е}")
    with pytest.raises(TemplateError, match=r"^Subject, line 1, position 1: .*\(3 more problems\)"):
        template.compile(source, Style.LETTER)
    # A subject that the style does not have is not read.
    with pytest.raises(TemplateError, match=r"^Text, line 1, position 1: .*\(2 more problems\)"):
        template.compile(source, Style.TEXT)


@pytest.mark.parametrize(
    "text", ["{{", "{%", "{#", "a {{ 1", "{% 5", "}} %} #}", "скидка {{{{", "{ {% }", "{{ {% {#"]
)
@pytest.mark.parametrize("style", list(Style))
def test_plain_text_need_not_know_jinja(render: Render, text: str, style: Style) -> None:
    assert render(text, style).text == text


def test_importing_the_module_is_cheap() -> None:
    # The module that callers import must stay cheap: Jinja2 comes with the first compile.
    import subprocess
    import sys

    code = "import sys, depesha.render.template; print([m for m in sys.modules if m in "
    code += "('jinja2', 'nh3', 'css_inline', 'tkinter')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
