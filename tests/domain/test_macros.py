"""The grammar of macros: which braces are one, which were meant to be one, which are text."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain import macros

FIELDS = ("Скидка", "Дата договора", "E-mail 2")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("{КЛИЕНТ.ИМЯ}", "CLIENT.NAME"),
        ("{клиент.имя}", "CLIENT.NAME"),
        ("{Client.Name}", "CLIENT.NAME"),
        ("{ КЛИЕНТ . ИМЯ }", "CLIENT.NAME"),
        ("{ДАТА}", "DATE"),
        ("{DATE}", "DATE"),
        ("{ПОЛЕ.Скидка}", "FIELD.скидка"),
        ("{FIELD.СКИДКА}", "FIELD.скидка"),
        ("{Скидка}", "FIELD.скидка"),
        ("{Дата договора}", "FIELD.дата договора"),
        ("{поле.e-mail 2}", "FIELD.e-mail 2"),
    ],
)
def test_one_macro_has_many_spellings(written: str, name: str) -> None:
    (found,) = macros.find(f"a {written} b", FIELDS)
    assert found.macro is not None
    assert (found.macro.name, found.fallback) == (name, None)
    assert f"a {written} b"[found.start : found.end] == written


def test_every_built_in_macro_is_found_by_both_names() -> None:
    for macro in macros.BUILT_IN:
        for name in (macro.name, macro.russian, macro.russian.lower()):
            assert [o.macro for o in macros.find(f"{{{name}}}")] == [macro]


@pytest.mark.parametrize(
    ("written", "fallback"),
    [
        ("{КЛИЕНТ.ИМЯ|клиент}", "клиент"),
        ("{КЛИЕНТ.ИМЯ|уважаемый клиент: <друг> | коллега}", "уважаемый клиент: <друг> | коллега"),
        ("{КЛИЕНТ.ИМЯ|}", ""),
    ],
)
def test_fallback(written: str, fallback: str) -> None:
    assert [o.fallback for o in macros.find(written)] == [fallback]


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("{КЛИЕНТ.ТЕЛЕФОНН}", "КЛИЕНТ.ТЕЛЕФОН"),
        ("{КЛИЕHТ.ИМЯ}", "КЛИЕНТ.ИМЯ"),  # a Latin H
        ("{CLIENT.NAM}", "CLIENT.NAME"),
        ("{МЕНЕДЖЕР.ПОЧТТА|нет}", "МЕНЕДЖЕР.ПОЧТА"),
        ("{Скидкка}", "Скидка"),
        ("{ReportName}", ""),
        ("{ФИО}", ""),
    ],
)
def test_what_was_meant_as_a_macro_is_found_with_the_nearest_name(written: str, near: str) -> None:
    (found,) = macros.find(written, FIELDS)
    assert found.macro is None
    assert macros.nearest(found.name, FIELDS) == near


@pytest.mark.parametrize(
    "text",
    [
        "a{color:red}",
        "@media print{a{color:red}}",
        '{"name": "x", "n": [1, {"a": 2}]}',
        "{}",
        "{ }",
        "{1}",
        "{x}",
        "{см. приложение}",
        "{КЛИЕНТ.ИМЯ",
        "КЛИЕНТ.ИМЯ}",
        "{КЛИЕНТ\n.ИМЯ}",
        "{ НЕ.МАКРОС }",
        "{{ КЛИЕНТ.ИМЯ }}",
        "{% if КЛИЕНТ.ИМЯ %}",
        "{# {КЛИЕНТ.ИМЯ} #}",
    ],
)
def test_other_braces_are_left_alone(text: str) -> None:
    assert macros.find(text) == []


def test_a_custom_field_is_known_only_by_its_exact_name() -> None:
    assert macros.resolve("ПОЛЕ.Скидка") is None
    assert macros.resolve("FIELD.") is None
    assert macros.resolve("ДАТА", ["Дата"]) == macros.resolve("ДАТА")  # the built-in one wins


def test_a_lone_mark_of_jinja_hides_no_macro() -> None:
    text = "{{ {ДАТА} {% {ДАТА} {# {ДАТА}"
    assert len(macros.find(text)) == 3
    assert [text[at : at + 2] for at in macros.lone_marks(text)] == ["{{", "{%", "{#"]


def test_closed_constructs_are_no_lone_marks() -> None:
    assert macros.lone_marks("{{ a }} {% b %} {# c #} }} {") == []


def test_positions_count_from_one() -> None:
    text = "ab\ncd {ДАТА}"
    (found,) = macros.find(text)
    assert macros.position(text, found.start) == (2, 4)
    assert macros.position(text, 0) == (1, 1)


def test_labels_are_what_people_write() -> None:
    assert macros.label("CLIENT.NAME", "ru") == "КЛИЕНТ.ИМЯ"
    assert macros.label("CLIENT.NAME", "en") == "CLIENT.NAME"
    assert macros.label(macros.field_name(" Скидка"), "ru") == "ПОЛЕ.скидка"


def test_lines_have_their_own_fields() -> None:
    assert macros.line_field("цена") == macros.line_field("PRICE")
    assert macros.line_field("ИМЯ") is None


@given(st.text(st.sampled_from("{}|.%#ДАТА \nx"), max_size=60))
def test_occurrences_are_in_order_and_do_not_overlap(text: str) -> None:
    found = macros.find(text)
    edges = [edge for o in found for edge in (o.start, o.end)]
    assert edges == sorted(edges)
    for o in found:
        assert text[o.start] == "{"
        assert text[o.end - 1] == "}"
        assert "\n" not in text[o.start : o.end]


@given(st.text(st.characters(exclude_characters="{}|\n"), max_size=30))
def test_any_fallback_comes_back_whole(fallback: str) -> None:
    assert [o.fallback for o in macros.find(f"{{ДАТА|{fallback}}}")] == [fallback]


@pytest.mark.parametrize("unit", ["{{", "{%", "{#", "{", "{a", "{{}", "{{}}", "{x.", "{x|"])
def test_finding_takes_time_in_proportion_to_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        macros.find(text)
        return time.process_time() - start

    # Ten times the text takes about ten times as long, not a hundred times.
    short = min(seconds(20_000) for _try in range(3))
    assert min(seconds(200_000) for _try in range(3)) < 40 * max(short, 0.001)


def test_names_are_unique_and_ascii_or_cyrillic() -> None:
    names = [name for m in macros.BUILT_IN for name in {m.name, m.russian}]
    assert len(names) == len(set(names))
    assert all(set(m.name) <= set(string.ascii_uppercase + ".") for m in macros.BUILT_IN)
