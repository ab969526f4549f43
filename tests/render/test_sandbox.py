"""Escapes and bombs: refused before anything runs, or stopped within bounds."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from depesha.api import Style
from depesha.domain.people import Line
from depesha.render import sandbox, template
from depesha.render.formats import NOTHING, State
from depesha.render.problems import RenderError, TemplateError
from depesha.render.values import Values

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ КЛИЕНТ.__class__ }}",
    "{{ КЛИЕНТ.ИМЯ.__class__ }}",
    "{{ КЛИЕНТ['__class__'] }}",
    "{{ КЛИЕНТ.ИМЯ['__class__'] }}",
    "{{ КЛИЕНТ.ИМЯ|attr('__class__') }}",
    "{{ ''|attr('format') }}",
    "{{ '{0.__class__}'.format(КЛИЕНТ.ИМЯ) }}",
    "{{ '{0.__class__}'|format(КЛИЕНТ.ИМЯ) }}",
    "{{ '%s'|format(1) }}",
    "{{ КЛИЕНТ.ИМЯ.format_map({}) }}",
    "{{ self }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__['os'].popen('id') }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ dict() }}",
    "{{ config }}",
    "{{ request }}",
    "{{ url_for.__globals__ }}",
    "{{ state }}",
    "{{ v0 }}",
    "{{ loop }}",
    "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% for x in [1] %}{{ loop.cycle }}{% endfor %}",
    "{% for x in [1] %}{{ loop['nextitem'] }}{% endfor %}",
    "{% for x in [1] %}{{ x.real }}{% endfor %}",
    "{% for x in ДОКУМЕНТ.СТРОКИ %}{{ x.__class__ }}{% endfor %}",
    "{% for x in ДОКУМЕНТ.СТРОКИ %}{{ x.ЦЕНА.as_tuple }}{% endfor %}",
    "{% for x in ДОКУМЕНТ.СТРОКИ %}{{ x }}{% endfor %}",
    "{% for x in ''.__class__ %}{% endfor %}",
    "{% for x in КЛИЕНТ.ИМЯ %}{{ x }}{% endfor %}",
    "{% for x, y in ДОКУМЕНТ.СТРОКИ %}{% endfor %}",
    "{% for x in ДОКУМЕНТ.СТРОКИ recursive %}{% endfor %}",
    "{% for КЛИЕНТ in ДОКУМЕНТ.СТРОКИ %}{% endfor %}",
    "{% set x = 1 %}",
    "{% set x %}a{% endset %}",
    "{% macro f() %}{{ f() }}{% endmacro %}",
    "{% call x() %}{% endcall %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with a=1 %}{% endwith %}",
    "{% autoescape false %}<b>{% endautoescape %}",
    "{% do x() %}",
    "{% debug %}",
    "{{ '<b>'|safe }}",
    "{{ КЛИЕНТ.ИМЯ|safe }}",
    "{{ КЛИЕНТ.ИМЯ|map('upper') }}",
    "{{ [1,2]|map(attribute='__class__') }}",
    "{{ КЛИЕНТ.ИМЯ|tojson }}",
    "{{ КЛИЕНТ.ИМЯ|replace('', 'x') }}",
    "{{ ДОКУМЕНТ.СТРОКИ|sum(attribute='__class__') }}",
    "{{ КЛИЕНТ.ИМЯ|needed('x') }}",
    "{{ КЛИЕНТ.ИМЯ|html(none) }}",
    "{{ [1]|limited(1) }}",
    "{{ {'a': 1} }}",
    "{{ [1, 2] }}",
    "{{ (1, 2)[0] }}",
    "{{ КЛИЕНТ.ИМЯ[0] }}",
    "{{ КЛИЕНТ.ИМЯ[:3] }}",
    "{{ КЛИЕНТ.ИМЯ is mapping }}",
    "{{ КЛИЕНТ.ИМЯ|upper(1, 2) }}",
    "{{ КЛИЕНТ.ИМЯ|default(value='x') }}",
    "{{ ДАТА|date('%100000Y') }}",
    "{{ ДАТА|date('%Z') }}",
    "{{ ДАТА.strftime('%Y') }}",
    "{{ 1 > 0 }}",
    "{{ none }}{{ true }}",
]

BOMBS = [
    "{{ 9**9**9 }}",
    "{{ 'a' * 10**9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ КЛИЕНТ.ИМЯ * 1000000000 }}",
    "{{ [0] * 1000000000 }}",
    "{{ '%1000000000d' % 5 }}",
    "{% if '%1000000000d' is odd %}{% endif %}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ 'a'|truncate(3) }}",
    "{{ 1|number(1000000) }}",
    "{{ range(1000000000)|length }}",
    "{% for x in range(1000000000) %}a{% endfor %}",
    "{{ lipsum(1000000) }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ 1e999 }}",
    "{{ 1" + "0" * 16 + " }}",
    "{{ " + "*".join(["999999999999999"] * 40) + " }}",
    "{{ ДАТА + 999999999999 }}",
    "{{ 1 / 0 }}{{ 1 // 0 }}{{ 1 % 0 }}",
    "{{ " + "~".join(["КЛИЕНТ.ИМЯ"] * 90) + " }}",
    "{{ '" + "x" * 20_001 + "' }}",
    "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "{{ " + "not " * 20_000 + "1 }}",
    "{{ " + "-" * 20_000 + "1 }}",
    "{{ " + "+".join("1" * 20_000) + " }}",
    "{{ 1" + "|abs" * 20_000 + " }}",
    "{{ a" + ".b" * 50_000 + " }}",
    "{{ " + "1 if 1 else " * 5000 + "1 }}",
    "{% for x in " + "[" * 3000 + "]" * 3000 + " %}{% endfor %}",
    "{% if ДАТА %}" * 5000 + "{% endif %}" * 5000,
    "{% if ДАТА %}" * 11 + "{% endif %}" * 11,
    "{% for x in [1] %}" * 3 + "{% endfor %}" * 3,
    "{% for x in [N] %}{% for y in [N] %}x{% endfor %}{% endfor %}".replace("N", "1," * 5000),
    "{% raw %}" * 20_000,
    "{ДАТА}" * 33_000,
    "{{ДАТА}}" * 25_000,
    "{{" * 99_000 + "x",
    "{КЛИЕНТ.ИМЯЯ}" * 14_000,
    "<b>" * 60_000,
    "<a " * 66_000 + "{ДАТЫ}",
    "x" * 200_001,
]


def lines(number: int) -> tuple[Line, ...]:
    return tuple(Line(name="x" * 100, quantity=Decimal(n)) for n in range(number))


@pytest.mark.parametrize("body", ESCAPES)
@pytest.mark.parametrize("fmt", ["simple", "html"])
def test_an_escape_is_refused_before_it_runs(
    problems: Callable[..., Any], body: str, fmt: str
) -> None:
    found = problems(body, format=fmt)
    assert found
    assert all(problem.fatal for problem in found)


@pytest.mark.parametrize("body", BOMBS, ids=lambda body: body[:30])
def test_a_bomb_is_refused_in_bounded_time_and_memory(
    problems: Callable[..., Any], body: str
) -> None:
    resource = pytest.importorskip("resource")
    start, peak = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = problems(body)
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 150_000  # KB
    assert found
    assert found[0].fatal
    assert len(found) <= 20
    assert len(str(found[0])) < 500


AT_RUN_TIME = {
    "nested loops": "{% for a in ДОКУМЕНТ.СТРОКИ %}{% for b in ДОКУМЕНТ.СТРОКИ %}x{% endfor %}"
    "{% endfor %}",
    "output": "{% for a in ДОКУМЕНТ.СТРОКИ %}" + "x" * 5000 + "{% endfor %}",
    "a long value": "{КЛИЕНТ.ИМЯ}",
    "joined values": "{{ " + "~".join(["КЛИЕНТ.КОД"] * 45) + " }}",
    "added values": "{{ " + "+".join(["КЛИЕНТ.КОД"] * 30) + " }}",
    "filters": "{% for a in ДОКУМЕНТ.СТРОКИ %}{% if КЛИЕНТ.КОД|upper|lower|upper == 'x' %}"
    "{% endif %}{% endfor %}",
    "a number": "{БАЛАНС.ФАКТИЧЕСКИЙ}",
    "its product": "{{ БАЛАНС.ПРОСРОЧЕННЫЙ * БАЛАНС.ПРОСРОЧЕННЫЙ }}",
    "division": "{{ 1 / (БАЛАНС.ПРОСРОЧЕННЫЙ - БАЛАНС.ПРОСРОЧЕННЫЙ + 0 * 1) if БАЛАНС.ПРОСРОЧЕННЫЙ"
    " > 100 else 1 }}",
}


@pytest.mark.parametrize("body", AT_RUN_TIME.values(), ids=AT_RUN_TIME)
def test_what_only_values_make_dangerous_stops_with_a_sentence(body: str) -> None:
    values = Values(
        {
            "CLIENT.NAME": "x" * 20_001,
            "CLIENT.CODE": "я" * 20_000,
            "DOCUMENT.LINES": lines(2000),
            "BALANCE.ACTUAL": Decimal("1e500000"),
            "BALANCE.OVERDUE": Decimal("9e15"),
        }
    )
    compiled = template.compile(template.Source(body=body), Style.LETTER)
    start = time.process_time()
    with pytest.raises(RenderError, match=r"\w+ \w+"):
        compiled.render(values)
    assert time.process_time() - start < 3


def test_nothing_of_jinja_is_left() -> None:
    env = sandbox.environment()
    assert not env.globals
    assert not set(env.tests) - {"odd", "even"}
    assert "safe" not in env.filters


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ 1 / БАЛАНС.ПРОСРОЧЕННЫЙ }}", "division by zero"),
        ("{% if ДАТА > 5 %}{% endif %}", "kinds"),
    ],
)
def test_a_mistake_in_computing_reads_like_a_sentence(
    problems: Callable[..., Any], body: str, words: str
) -> None:
    assert words in problems(body)[0].sentence


# --- What authors may do -------------------------------------------------------------------------

OF_LINES = (
    "{% for Стр in ДОКУМЕНТ.СТРОКИ if Стр.ЦЕНА > 2 %}{{ Стр.NAME }} {{ Стр.количество }}"
    " {{ Стр.КОЛИЧЕСТВО ~ ' шт' }} {{ Стр.СУММА }}{% else %}пусто{% endfor %}"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ КЛИЕНТ.ИМЯ|upper }} {{ 'ab cd'|title }} {{ 'AB'|lower }}", "РОМАШКА Ab Cd ab"),
        ("{{ 'привет Мир'|capitalize }}{{ '  x '|trim }}", "Привет Мирx"),
        ("{{ 'абвгдежз'|truncate(6) }} {{ 'абв'|truncate(6) }}", "абв... абв"),
        ("{{ МЕНЕДЖЕР.ТЕЛЕФОН|d('нет') }} {{ ДАТА|default('x') }}", "нет 23.11.2026"),
        ("{{ БАЛАНС.ФАКТИЧЕСКИЙ / 3 }} {{ 7 / 2 }} {{ 7 // 2 }} {{ 7 % 4 }}", "16066,67 3,50 3 3"),
        ("{{ БАЛАНС.ФАКТИЧЕСКИЙ * 0.5 }} {{ -БАЛАНС.ФАКТИЧЕСКИЙ|abs }}", "24100,00 48200,00"),
        ("{{ (БАЛАНС.ФАКТИЧЕСКИЙ / 3)|number }}", "16066,66666666666666666666667"),
        ("{{ (БАЛАНС.ФАКТИЧЕСКИЙ / 3)|number(0) }} {{ 5|money }}", "16067 5,00"),
        ("{{ ДАТА|date('%d.%m') }} {{ ДАТА|date('%y') }} {{ (ДАТА + 9) }}", "23.11 26 02.12.2026"),
        ("{{ ДАТА - 23 }}", "31.10.2026"),
        ("{{ 'a' + 'b' ~ 1 ~ ДАТА }}", "ab123.11.2026"),
        ("{{ ДОКУМЕНТ.СТРОКИ|length }} {{ КЛИЕНТ.КОД|count }}", "2 2"),
        ("{% if 3 is odd and not 3 is even %}да{% endif %}", "да"),
        ("{% if КЛИЕНТ.КАТЕГОРИЯ in ['Опт', 'VIP'] %}опт{% else %}розница{% endif %}", "опт"),
        ("{% if БАЛАНС.ПРОСРОЧЕННЫЙ > 0 %}y{% elif ДАТА %}x{% else %}нет{% endif %}", "x"),
        ("{% if 1 < БАЛАНС.ФАКТИЧЕСКИЙ <= 48200 %}x{% endif %}", "x"),
        ("{{ 'a' }}{{ ' ' }}{{ 'b' }}", "a b"),
        ("{{ 'да' if МЕНЕДЖЕР.ИМЯ else 'нет' }}{{ 'x' if МЕНЕДЖЕР.ТЕЛЕФОН }}", "да"),
        ("{% for x in [7,8] %}{{ loop.index }}{{ x }}{{ ';' if loop.first }}{% endfor %}", "17;28"),
        (OF_LINES, "Фильтр 2 2 шт 10,50"),
        ("{{ поле['СКИДКА'] }} {{ Скидка }} {{ field.скидка }}", "5 5 5"),
        ("{{ ' {% ' }}{# note #}{% raw %}{{ x }}{% endraw %}", "{% {{ x }}"),
    ],
)  # fmt: skip
def test_the_language_of_advanced_templates(
    render: Callable[..., template.Rendered], body: str, text: str
) -> None:
    made = render(body, Style.TEXT)
    assert made.text == text.strip()
    assert made.missing == ()


@pytest.mark.parametrize(
    "body",
    [
        "{{ КЛИЕНТ.ИМЯ * 2 }}",
        "{{ КЛИЕНТ.ИМЯ - 1 }}",
        "{{ 'a' + 1 }}",
        "{{ -КЛИЕНТ.ИМЯ }}",
        "{{ ДАТА * 2 }}",
        "{{ КЛИЕНТ.ИМЯ|money }}",
        "{{ КЛИЕНТ.ИМЯ|date }}",
        "{{ КЛИЕНТ.ИМЯ is odd }}",
        "{% if КЛИЕНТ.ИМЯ > 5 %}{% endif %}",
        "{% if ДАТА > 5 %}{% endif %}",
        "{% for x in ДОКУМЕНТ.СТРОКИ %}{{ x.НАЗВАНИЕ * 2 }}{% endfor %}",
    ],
)
def test_wrong_kinds_of_values_are_problems_before_sending(
    problems: Callable[..., Any], body: str
) -> None:
    assert problems(body)[0].fatal


def test_what_is_unknown_is_neither_less_nor_greater() -> None:
    body = (
        "{% if ДОКУМЕНТ.ДАТА > ДАТА or ДОКУМЕНТ.ДАТА < ДАТА or БАЛАНС.ФАКТИЧЕСКИЙ > 0 "
        "or 0 < БАЛАНС.ФАКТИЧЕСКИЙ %}x{% else %}y{% endif %}{{ ДОКУМЕНТ.ДАТА|date or 'z' }}"
    )
    compiled = template.compile(template.Source(body=body), Style.TEXT)
    made = compiled.render(Values({"DATE": date(2026, 1, 1)}))
    assert (made.text, made.missing) == ("yz", ())


def test_arithmetic_with_an_unknown_number_is_missing_not_wrong() -> None:
    compiled = template.compile(template.Source(body="{{ БАЛАНС.ФАКТИЧЕСКИЙ + 1 }}"), Style.TEXT)
    assert compiled.render(Values({})).missing == ("BALANCE.ACTUAL",)


def test_the_state_runs_out() -> None:
    state = State(steps=2)
    state.spend(2)
    with pytest.raises(RenderError, match="laborious"):
        state.spend(1)


def test_nothing_is_false() -> None:
    assert not NOTHING
    assert not any((NOTHING < 1, NOTHING > 1, NOTHING <= 1, NOTHING >= 1))


def test_a_template_error_carries_its_problems() -> None:
    with pytest.raises(TemplateError) as raised:
        template.compile(template.Source(body="{{ x() }}"), Style.TEXT)
    assert raised.value.exit_code == 2
    assert len(raised.value.problems) == 1
