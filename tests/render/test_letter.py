"""Foreign HTML put in order, and the document around it."""

import re

import pytest

from depesha.render import letter
from depesha.render.pieces import MARK

VALUE = "\ufdd0e0\ufdd1"
START, ELSE, END = "\ufdd0s0\ufdd1", "\ufdd0m0\ufdd1", "\ufdd0x0\ufdd1"


def test_the_document() -> None:
    made = letter.document("<b>x</b>", "ru", plain=True)
    assert made.startswith('<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">')
    assert "font:15px/1.5 Arial" in made
    assert "<style>" not in made
    foreign = letter.document("x", "en", css="p {color: red}", plain=False)
    assert "<style>\np {color: red}\n</style>" in foreign
    assert "<body>" in foreign


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("<script>alert(1)</script>a", "a"),
        ('<p onclick="x" style="color:red" class="c" id="i">a</p>',
         '<p style="color:red" class="c" id="i">a</p>'),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ('<a href="https://x.example" target="_blank">a</a>',
         '<a href="https://x.example" target="_blank">a</a>'),
        ('<img src="data:image/png;base64,AA"><img src="cid:p"><img src="http://x.example/p">',
         '<img><img src="cid:p"><img src="http://x.example/p">'),
        ("<iframe src=x>a</iframe><object>b</object><form><input>c</form>", "c"),
        ("<b>a", "<b>a</b>"),
        ("a<!-- c -->b", "ab"),
        ("<!-- open", ""),
        ('<body bgcolor="#eee" onload="x">a</body>', '<div bgcolor="#eee">a</div>'),
        ("<svg><script>x</script></svg><math>m</math>", "m"),
        ('<meta http-equiv="refresh"><link rel="stylesheet" href="x"><base href="x">a', "a"),
    ],
)  # fmt: skip
def test_sanitising(source: str, clean: str) -> None:
    attributes = re.compile(r'\s[\w-]+="[^"]*"')
    made = letter.sanitised(source)
    assert sorted(attributes.findall(made)) == sorted(attributes.findall(clean))
    assert attributes.sub("", made) == attributes.sub("", clean)


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        (f"<table>{START}<tr><td>{VALUE}</td></tr>{ELSE}{END}</table>",
         f"<table><tbody>{START}<tr><td>{VALUE}</td></tr>{ELSE}{END}</tbody></table>"),
        (f"<table><caption>a</caption>\n{START}<tr><td>b</td></tr>{ELSE}{END}</table>",
         f"<table><caption>a</caption><tbody>\n{START}<tr><td>b</td></tr>{ELSE}{END}</tbody></table>"),
        (f"<ul>{START}<li>a</li>{ELSE}{END}</ul>", f"<ul>{START}<li>a</li>{ELSE}{END}</ul>"),
        (f'<p title="{START}a{ELSE}b{END}">c</p>', f'<p title="{START}a{ELSE}b{END}">c</p>'),
    ],
)  # fmt: skip
def test_blocks_stay_where_they_were(source: str, clean: str) -> None:
    assert letter.sanitised(source) == clean


@pytest.mark.parametrize(
    "source",
    [
        f"<p {VALUE}>a</p>",
        f"<p {START}title='x'{ELSE}{END}>a</p>",
        f"<!-- {VALUE} -->",
        f"<title>{VALUE}</title>",
        f'<a href="javascript:{VALUE}">a</a>',
        f"<p onclick='{VALUE}'>a</p>",
    ],
)
def test_marks_at_impossible_places_are_gone(source: str) -> None:
    assert not MARK.search(letter.sanitised(source))


@pytest.mark.parametrize(
    ("source", "rest", "css"),
    [
        ("a<style>b{c:d}</style>e", "ae", "b{c:d}"),
        ("<STYLE type='x'>a\n{}</STYLE >\n<style>b{}</style>", "\n\n", "a\n{}\nb{}"),
        ("<!-- {{ -->a<title>{%</title><script>{#</script>", "a", ""),
        ("<style>@import url(http://x.example/a.css); b{}</style>", "", "b{}"),
        ("<style><!-- </b><script> a{} --></style>", "", "!-- /b>script> a{} -->"),
        ("<style>a{}", "<style>a{}", ""),
        ("<!-- a", "<!-- a", ""),
    ],
)
def test_css_is_set_aside(source: str, rest: str, css: str) -> None:
    assert letter.without_css(source) == (rest, css)


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        (f"<p>{VALUE}</p>", f"<p>{VALUE}</p>"),
        (f'<p title="a {VALUE}">b</p>', '<p title="a \ufdd0e0:attribute\ufdd1">b</p>'),
        (f'<a href="https://x.example/{VALUE}">b</a>',
         '<a href="https://x.example/\ufdd0e0:url\ufdd1">b</a>'),
        (f'<img src="{VALUE}">', '<img src="\ufdd0e0:link\ufdd1">'),
    ],
)  # fmt: skip
def test_values_know_their_places(source: str, placed: str) -> None:
    assert letter.placed(source, pytest.fail) == placed


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f'<p style="color:{VALUE}">a</p>', "style="),
        (f'<a href="/{VALUE}">a</a>', "must begin with"),
        (f'<img src="cid:{VALUE}">', "must begin with"),
        (f'<a href="{START}{VALUE}{ELSE}{END}">a</a>', "must begin with"),
    ],
)
def test_values_have_no_place_in_styles_and_other_addresses(source: str, words: str) -> None:
    said: list[str] = []
    letter.placed(source, said.append)
    assert len(said) == 1
    assert words in said[0]


@pytest.mark.parametrize(
    ("source", "css"),
    [
        ("", "x" * 50_001),
        ("<p>" * 20_001, ""),
        ("<div>" * 201, ""),
        ("<font>" * 31, ""),
    ],
)
def test_html_that_would_explode_is_refused(source: str, css: str) -> None:
    said: list[str] = []
    letter.check_size(source, css, said.append)
    assert len(said) == 1


def test_ordinary_html_is_not() -> None:
    rows = "<tr><td><p>a<br><b>b</b><a href=x>c</a></td></tr>" * 500
    letter.check_size(
        "<div><table>" * 100 + rows + "</table></div>" * 100, "x" * 50_000, pytest.fail
    )


def test_css_goes_into_the_tags_and_nothing_is_fetched() -> None:
    # The network guard of the tests would tell.
    page = letter.document(
        '<link rel="stylesheet" href="http://192.0.2.1/x.css"><p class="c">a</p>',
        "en",
        css=".c{color:red} @media print{p{margin:0}}",
        plain=False,
    )
    made = letter.inlined(page)
    assert '<p class="c" style="color: red;">' in made
    assert "@media print" in made
    assert letter.inlined("<p>" * 50_000) == "<p>" * 50_000
