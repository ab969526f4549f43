"""Text to pieces: macros and Jinja2 become the same, and everything else stays text."""

import pytest
from jinja2 import nodes

from depesha.render.grammar import MAX_PROBLEMS, MAX_SOURCE, Block, Grammar, Shown


def test_a_macro_and_a_jinja_expression_are_the_same() -> None:
    grammar = Grammar([])
    before, macro, between, expression, after = grammar.read(
        "a{КЛИЕНТ.ИМЯ}b{{ client.name }}c", "body"
    )
    assert (before, between, after) == ("a", "b", "c")
    for shown in (macro, expression):
        assert isinstance(shown, Shown)
        assert (shown.value, shown.label) == (nodes.Name("v0", "load"), "CLIENT.NAME")
    assert {n: m.name for n, m in grammar.variables.items()} == {"v0": "CLIENT.NAME"}
    assert grammar.problems == []


def test_a_fallback_hides_the_macro_from_the_missing() -> None:
    _, shown, _ = Grammar([]).read("{ДАТА|скоро}", "body")
    assert isinstance(shown, Shown)
    assert shown.label is None


def test_one_grammar_serves_all_parts() -> None:
    grammar = Grammar(["Скидка"])
    grammar.read("{Скидка}{ДАТА}", "subject")
    grammar.read("{ДАТА}{поле.скидка}", "body")
    assert [macro.name for macro in grammar.variables.values()] == ["FIELD.скидка", "DATE"]


def test_blocks_have_a_branch_for_each_test_and_one_for_else() -> None:
    (block,) = Grammar([]).read("{% if ДАТА %}a{% elif 1 %}b{% endif %}", "body")
    assert isinstance(block, Block)
    assert (len(block.tests), block.branches) == (2, [["a"], ["b"], []])
    (loop,) = Grammar([]).read("{% for X in [1] %}{{ X }}{% else %}c{% endfor %}", "body")
    assert isinstance(loop, Block)
    assert (loop.target, loop.tests, loop.branches[1]) == ("i0", [], ["c"])


def test_lines_of_constructs_leave_no_empty_lines() -> None:
    first, block, last = Grammar([]).read("a\n  {% if 1 %}\nb\n  {% endif %}\nc\n", "body")
    assert isinstance(block, Block)
    assert (first, block.branches[0], last) == ("a\n", ["b\n"], "c\n")


@pytest.mark.parametrize("mark", ["{{", "{%", "{#"])
def test_lone_marks_come_back_as_they_were(mark: str) -> None:
    text = f"a {mark} 5 {{color:red}} {mark}"
    assert Grammar([]).read(text, "body") == [text]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("{{ДАТА}", 1, 1), ("a\n {%- if ДАТА", 2, 2), ("{{ДАТА}}\n{{ x", 2, 1), ("{% é", 1, 1)],
)
def test_a_forgotten_closing_mark_is_a_problem(text: str, line: int, column: int) -> None:
    grammar = Grammar([])
    grammar.read(text, "body")
    assert [(p.line, p.column) for p in grammar.problems] == [(line, column)]


def test_the_search_for_problems_ends() -> None:
    grammar = Grammar([])
    grammar.read("{А.Б}" * 100 + "{{ x }}" * 100, "body")
    assert len(grammar.problems) == MAX_PROBLEMS


def test_too_long_is_said_once() -> None:
    grammar = Grammar([])
    assert grammar.read("x" * (MAX_SOURCE + 1), "subject") == []
    assert [problem.part for problem in grammar.problems] == ["subject"]
    assert not grammar.too_long("x" * MAX_SOURCE, "body")


@pytest.mark.parametrize("name", ["КЛИЕНТ", "client", "ДАТА", "loop", "скидка", "поле"])
def test_a_loop_variable_does_not_hide_a_macro(name: str) -> None:
    grammar = Grammar(["Скидка"])
    grammar.read(f"{{% for {name} in [1] %}}{{% endfor %}}", "body")
    assert "is taken" in grammar.problems[0].sentence


def test_loop_variables_end_with_their_loop() -> None:
    grammar = Grammar([])
    grammar.read("{% for Х in [1] %}{{ Х }}{% endfor %}{{ Х }}", "body")
    assert ["“Х”" in problem.sentence for problem in grammar.problems] == [True]
