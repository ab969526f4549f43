"""Whole messages under every kind of value and every kind of text."""

import html
import re
from collections.abc import Callable
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depesha.api import Picture, Style
from depesha.domain.segments import normalise
from depesha.render import template
from depesha.render.problems import RenderError, TemplateError
from depesha.render.values import Values

FIELDS = ("Сайт", "Скидка")
PICTURE = Picture("p", "image/png", b"")

SIMPLE = (
    "<b>{КЛИЕНТ.ИМЯ}</b> < {{ КЛИЕНТ.ПОЧТА|upper }} <i>{Скидка|<u>}</i> "
    '<a href="https://x.example/{КЛИЕНТ.КОД}?q={КЛИЕНТ.ИМЯ}">{КЛИЕНТ.ИМЯ}</a> '
    '<a href="{Сайт}">сайт</a> <a href="mailto:{КЛИЕНТ.ПОЧТА}">x</a> <img src="cid:p">\n'
    "{% if 1 %}<s>{{ КЛИЕНТ.ИМЯ ~ КЛИЕНТ.КОД }}</s>{% endif %}"
)
PAGE = (
    "<style>.x {color:red} td{padding:1px}</style>"
    '<p class="x" title="{КЛИЕНТ.ИМЯ}">{КЛИЕНТ.ИМЯ} <b>{{ КЛИЕНТ.ПОЧТА|lower }}</b></p>'
    '<table><tr><td width="{Скидка}">{КЛИЕНТ.КОД}</td></tr></table>'
    '<a href="{Сайт}">s</a><a href="https://x.example/{КЛИЕНТ.КОД}?q={КЛИЕНТ.ИМЯ}">q</a>'
    '<img src="cid:p" alt="{КЛИЕНТ.ИМЯ}">'
)
LOOP = "{% for x in ['a', 'b'] %}<ul><li>{{ x }} {КЛИЕНТ.ИМЯ}</li></ul>{% endfor %}"
SOURCES = {
    "simple": template.Source(
        body=SIMPLE, subject="{КЛИЕНТ.ИМЯ} {КЛИЕНТ.КОД}", pictures=(PICTURE,),
        attachments=("/files/{КЛИЕНТ.ИМЯ}/{КЛИЕНТ.КОД}.pdf",),
    ),
    "html": template.Source(body=PAGE, format="html", pictures=(PICTURE,)),
    "html with blocks": template.Source(body=PAGE + LOOP, format="html", pictures=(PICTURE,)),
}  # fmt: skip
COMPILED = {
    (name, style): template.compile(source, style, FIELDS)
    for name, source in SOURCES.items()
    for style in Style
}
MACROS = ("CLIENT.NAME", "CLIENT.EMAIL", "CLIENT.CODE", "FIELD.скидка", "FIELD.сайт")

HOSTILE = [
    "<script>alert(1)</script>",
    "</b></p></td><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "x onload=alert(1) y=",
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "https://x.example/\"><script>",
    "<!-- --><b>",
    "--><b>",
    "]]><b>",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "{{ 7*7 }} {КЛИЕНТ.ИМЯ} {% raw %}",
    "\ufdd0e0\ufdd1 \ufdd0s0\ufdd1 \ufdd3 \ufdd2",
    "a\r\nBcc: all@example\r\n\r\nbody",
    "a\x00b\x0b\x0c\x1b\x7f\u2028\u2029\x85c",
    "../../etc/passwd",
    "..\\..\\x",
    "C:\\x:y*?|",
    "\ud800",
    "<" * 50,
    "😀 ё № «»",
]  # fmt: skip
VALUE = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("<>&\"'/=bi a\n:;#{}%-!\\"), max_size=30),
    st.text(max_size=30),
)


class Shape(HTMLParser):
    """The markup of a document without its texts: what a value must not change."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[Any] = []
        self.addresses: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.seen.append((tag, tuple(found)))
        self.addresses += [found[name] or "" for name in ("href", "src") if name in found]

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("/" + tag,))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("!", data))

    def handle_decl(self, decl: str) -> None:
        self.seen.append(("decl", decl))

    def unknown_decl(self, data: str) -> None:
        self.seen.append(("unknown", data))

    def handle_pi(self, data: str) -> None:
        self.seen.append(("pi", data))


def without_breaks(shape: Shape) -> list[Any]:
    # A line feed in a value is a <br> in HTML; that much is meant.
    return [one for one in shape.seen if one != ("br", ())]


PLAIN = dict.fromkeys(MACROS, "x.example")


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("style", [Style.LETTER, Style.TAGS])
@given(given_values=st.fixed_dictionaries(dict.fromkeys(MACROS, VALUE)))
def test_no_value_adds_markup(name: str, style: Style, given_values: dict[str, str]) -> None:
    compiled = COMPILED[name, style]
    made = compiled.render(Values({**PLAIN, **given_values}))
    shape, plain = Shape(made.html), Shape(compiled.render(Values(PLAIN)).html)
    assert without_breaks(shape) == without_breaks(plain)
    for address in shape.addresses:
        assert re.match(r"(https?://|mailto:|tel:|cid:p$|$)", address, re.IGNORECASE)
        assert not re.search(r"[\s<>\"]", address)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", SOURCES)
def test_hostile_values_arrive_as_text(name: str, value: str) -> None:
    made = COMPILED[name, Style.LETTER].render(Values({**PLAIN, "CLIENT.NAME": value}))
    visible = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800\ufdd0-\ufdd3]", "", value)
    visible = visible.replace("\r\n", "\n")
    assert visible.strip() in made.text
    # As a browser reads it.
    words = html.unescape(
        re.sub("<[^>]*>", "", made.html.replace("<br>\n", "\n").replace("<br>", ""))
    )
    assert visible.strip() in words


@given(VALUE, VALUE)
@example("\r\n", "x")
def test_no_value_leaves_its_line_or_its_folder(name: str, code: str) -> None:
    made = COMPILED["simple", Style.LETTER].render(
        Values({**PLAIN, "CLIENT.NAME": name, "CLIENT.CODE": code})
    )
    assert made.subject == " ".join(made.subject.split())
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", made.subject)
    (path,) = made.attachments
    start, folder, sub, file = path.split("/")
    assert (start, folder) == ("", "files")
    assert sub not in {".", ".."}
    assert not set(sub + file) & set('\\:*?"<>|\0\n')
    assert bool(sub) != ("CLIENT.NAME" in made.missing)


@given(VALUE)
def test_telegram_has_its_entities_and_tags_only(value: str) -> None:
    made = COMPILED["html with blocks", Style.TAGS].render(Values(dict.fromkeys(MACROS, value)))
    assert set(re.findall(r"&[^;\s]*;", made.html)) <= {"&amp;", "&lt;", "&gt;", "&quot;"}
    tags = {one[0].strip("/") for one in Shape(made.html).seen}
    assert tags <= {"b", "i", "s", "u", "a"}


@given(VALUE)
def test_an_sms_is_normal(value: str) -> None:
    made = COMPILED["simple", Style.TEXT].render(Values(dict.fromkeys(MACROS, value)))
    assert normalise(made.text) == made.text == made.text.strip()
    assert "\ufdd0" not in made.text


# --- Any text at all -----------------------------------------------------------------------------

WORDS = re.findall(
    r"\S+",
    """{КЛИЕНТ.ИМЯ} {КЛИЕНТ.ИМЯ|друг} {ДАТА} {НЕТ.ТАКОГО} {{ }} {% %} {# #} { } {{КЛИЕНТ.ИМЯ}}
    {%if⎵ДАТА%} {%elif⎵1%} {%else%} {%endif%} {%for⎵x⎵in⎵ДОКУМЕНТ.СТРОКИ%} {%for⎵x⎵in⎵[1]%} {{x}}
    {{x.ЦЕНА}} {%endfor%} {{loop.index}} {%raw%} {%endraw%} {{БАЛАНС.ФАКТИЧЕСКИЙ*2}} {{'a'~ДАТА}}
    <b> </b> <i> </i> <u> </u> <a⎵href="https://x.example/"> <a⎵href="{ДАТА}"> </a> <a⎵href="
    <img⎵src="cid:p"> <img⎵src="cid:q"> <p> </p> <br> <table> <tr> <td> </td> </tr> </table> <ul>
    <li> </ul> <style> </style> a{color:red} <!-- --> <script> <title> <p⎵title="{ДАТА}"> " ' > <
    & &lt; &nbsp; | x ⎵ ⏎ ␀ \ufdd0e0\ufdd1 \ufdd2 \ufdd3 я 😀""",
)
FRAGMENT = st.sampled_from([w.translate(str.maketrans("⎵⏎␀", " \n\0")) for w in WORDS])
TEXT = st.one_of(st.lists(FRAGMENT, max_size=14).map("".join), st.text(max_size=60))


@pytest.mark.parametrize("fmt", ["simple", "html"])
@pytest.mark.parametrize("style", list(Style))
@given(body=TEXT, subject=TEXT, path=TEXT)
def test_any_text_gives_a_message_or_a_sentence(
    fmt: Any, style: Style, body: str, subject: str, path: str
) -> None:
    source = template.Source(
        body=body, subject=subject, format=fmt, pictures=(PICTURE,), attachments=(path,)
    )
    try:
        compiled = template.compile(source, style, FIELDS)
    except TemplateError as refused:
        error = refused
    else:
        for values in (Values({}), Values({**PLAIN})):
            with suppress(RenderError):
                check(compiled.render(values))
        return
    assert [p for p in error.problems if not p.sentence or not p.fatal] == []


def check(made: template.Rendered) -> None:
    """No mark of ours is left, and every tag is closed."""
    assert not re.search("[\ufdd0-\ufdd3\0]", made.subject + made.text + made.html)
    stack = []
    for one in Shape(made.html).seen:
        if one[0].startswith("/"):
            assert stack.pop() == one[0][1:]
        elif one[0] not in {"br", "hr", "img", "meta", "col", "wbr", "decl"}:
            stack.append(one[0])
    assert not stack


# --- HTML: style sheets --------------------------------------------------------------------------


def read(document: str) -> list[Any]:
    """Tags with all their attributes, and the words: what two spellings of one document share."""
    result: list[Any] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            result.append((tag, sorted(attrs)))

        def handle_data(self, data: str) -> None:
            if data.strip():
                result.append(data.split())

    reader = Reader(convert_charrefs=True)
    reader.feed(document)
    reader.close()
    return result


@given(name=st.text(max_size=20), mail=VALUE)
def test_inlining_before_and_after_the_values_gives_the_same_letter(name: str, mail: str) -> None:
    # With a block in it, however empty, the letter's CSS is inlined after its values are in.
    after = template.compile(
        template.Source(body=PAGE + "{% if 1 %}{% endif %}", format="html", pictures=(PICTURE,)),
        Style.LETTER,
        FIELDS,
    )
    values = Values({**PLAIN, "CLIENT.NAME": name, "CLIENT.EMAIL": mail})
    assert read(after.render(values).html) == read(
        COMPILED["html", Style.LETTER].render(values).html
    )


def test_style_sheets_see_the_rows_of_loops(render: Callable[..., template.Rendered]) -> None:
    made = render(
        "<style>tr:nth-child(2) { color: red }</style><table>"
        "{% for x in [1, 2, 3] %}<tr><td>{{ x }}</td></tr>{% endfor %}</table>",
        format="html",
    )
    assert re.findall("<tr[^>]*>", made.html) == ["<tr>", '<tr style="color: red;">', "<tr>"]


def test_threads_may_share_a_compiled_template(data: Values) -> None:
    from concurrent.futures import ThreadPoolExecutor

    compiled = COMPILED["html with blocks", Style.LETTER]
    expected = [compiled.render(Values({**PLAIN, "CLIENT.NAME": f"n{n}"})) for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        names = (Values({**PLAIN, "CLIENT.NAME": f"n{n}"}) for n in range(40))
        assert list(pool.map(compiled.render, names)) == expected
