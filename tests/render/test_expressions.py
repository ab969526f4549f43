"""Which expressions get through, and as what."""

import pytest
from jinja2 import nodes

from depesha.api.i18n import use_language
from depesha.domain import macros
from depesha.render.expressions import (
    MAX_EXPRESSION,
    ExpressionReader,
    LoopVariable,
    Refused,
    as_counted,
    filtered,
    literals,
    unavailable,
    unknown,
)
from depesha.render.sandbox import environment

LOOPS = {"Стр": LoopVariable("i0", is_line=True), "x": LoopVariable("i1", is_line=False)}


def parsed(text: str) -> nodes.Expr:
    output = environment().parse(f"{{{{ {text} }}}}").body[0]
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


def read(text: str, *, shown: bool = True) -> nodes.Expr:
    reader = ExpressionReader(["Скидка"], lambda macro: "v_" + macro.name, LOOPS)
    return reader.read(parsed(text), shown=shown)


def macro(name: str, *, needed: bool) -> nodes.Expr:
    node = nodes.Name("v_" + name, "load")
    return filtered(node, "needed", name) if needed else node


@pytest.mark.parametrize("text", ["КЛИЕНТ.ИМЯ", "client.Name", "КЛИЕНТ['имя']"])
def test_a_path_is_a_macro_by_any_of_its_names(text: str) -> None:
    assert read(text) == macro("CLIENT.NAME", needed=True)
    assert read(text, shown=False) == macro("CLIENT.NAME", needed=False)


@pytest.mark.parametrize(
    "text",
    [
        "ДАТА|d('x')",
        "ДАТА|length",
        "ДАТА or 'x'",
        "'a' if ДАТА else 'b'",
        "not ДАТА",
        "ДАТА == 1",
        "ДАТА is odd",
        "1 in ['a']",
    ],
)
def test_where_a_macro_may_be_empty(text: str) -> None:
    assert not [node for node in read(text).find_all(nodes.Filter) if node.name == "needed"]


@pytest.mark.parametrize(
    "text", ["ДАТА|upper", "'a' ~ ДАТА", "ДАТА + 1", "-ДАТА", "1 if 2 else ДАТА"]
)
def test_where_it_may_not(text: str) -> None:
    found = [node for node in read(text).find_all(nodes.Filter) if node.name == "needed"]
    assert len(found) == 1


def test_a_field_of_a_line_is_looked_up_by_its_english_name() -> None:
    price = read("Стр.ЦЕНА")
    assert price == nodes.Getitem(nodes.Name("i0", "load"), nodes.Const("PRICE"), "load")
    assert as_counted(price) == price
    quantity = read("Стр.quantity")
    assert as_counted(quantity) == filtered(quantity, "number")


def test_no_attribute_is_ever_looked_up_but_of_the_loop() -> None:
    kept = read("loop.index ~ Стр.ЦЕНА ~ x ~ Скидка ~ ДАТА")
    assert [node.attr for node in kept.find_all(nodes.Getattr)] == ["index"]
    names = {node.name for node in kept.find_all(nodes.Name)}
    assert names == {"loop", "i0", "i1", "v_FIELD.скидка", "v_DATE"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("f()", "“(…)” cannot be used"),
        ("2 ** 2", "“**” cannot be used"),
        ("{'a': 1}", "“{…}” cannot be used"),
        ("[1]", "“list” cannot be used"),
        ("ДАТА[0]", "“[…]” cannot be used"),
        ("ДАТА[x]", "“[…]” cannot be used"),
        ("('a' ~ 'b').x", "“concat” cannot be used"),
        ("ДАТЫ", "Did you mean {ДАТА}?"),
        ("Скидки", "Did you mean {Скидка}?"),
        ("ъъъ", "There is no macro “ъъъ”. Braces"),
        ("Стр", "A line of a document has: Стр.ARTICLE"),
        ("Стр.ИМЯЯ", "“Стр.ИМЯЯ” is not known"),
        ("x.y", "“x.y” is not known"),
        ("loop.cycle", "“loop.cycle”"),
        ("1|safe", "“safe” is not known. There are: abs,"),
        ("1 is string", "“string” is not known. There are: even, odd."),
        ("1|d('a', true)", "takes one value at most"),
        ("1|d(default_value=1)", "takes one value at most"),
        ("1e16", "too large"),
        ("10000000000000000", "too large"),
    ],
)
def test_what_is_refused_and_how(text: str, words: str) -> None:
    with pytest.raises(Refused) as raised:
        read(text)
    assert words in raised.value.sentence
    assert raised.value.line == 1


def test_names_are_offered_in_the_language_of_the_interface() -> None:
    use_language("ru")
    with pytest.raises(Refused, match=r"Стр\.АРТИКУЛ, Стр\.НАЗВАНИЕ"):
        read("Стр")


def test_long_expressions_are_refused() -> None:
    assert read("~".join("1" * (MAX_EXPRESSION - 1)))
    with pytest.raises(Refused, match="too long"):
        read("~".join("1" * MAX_EXPRESSION))


def test_literals() -> None:
    assert literals(parsed("[1, 'a']")) == nodes.List([nodes.Const(1), nodes.Const("a")])
    assert literals(parsed("('a', 'b')")) is not None
    assert literals(parsed("[ДАТА]")) is None
    assert literals(parsed("'ab'")) is None


def test_sentences_name_what_people_wrote() -> None:
    assert "“set”" in unavailable(nodes.Assign()).sentence
    assert "“import”" in unavailable(nodes.Import()).sentence
    assert len(unknown("А" * 10_000, ())) < 200
    assert macros.BUILT_IN[0].russian in unknown("КЛИЕНТ.ИМЯЯ", ())
