"""Events written in their three shapes."""

import pytest

from depesha.render.tags import (
    Event,
    address,
    cids,
    without_values,
    write_html,
    write_tags,
    write_text,
)

VALUE = "\ufdd0e0\ufdd1"


def value(place: str) -> str:
    return f"\ufdd0e0:{place}\ufdd1"


EVENTS = [
    Event("open", "b"),
    Event("text", 'a < "b"\n'),
    Event("close", "b"),
    Event("picture", "p&q.png"),
    Event("block", "\ufdd0s0\ufdd1"),
    Event("link", "https://x.example/?a&b"),
    Event("text", "тут"),
    Event("close", "a"),
]


def test_html() -> None:
    assert write_html(EVENTS) == (
        '<b>a &lt; "b"<br>\n</b><img src="cid:p&amp;q.png" alt="">\ufdd0s0\ufdd1'
        '<a href="https://x.example/?a&amp;b">тут</a>'
    )


def test_telegram() -> None:
    assert write_tags(EVENTS) == (
        '<b>a &lt; "b"\n</b>\ufdd0s0\ufdd1<a href="https://x.example/?a&amp;b">тут</a>'
    )


def test_text() -> None:
    assert write_text(EVENTS) == 'a < "b"\n\ufdd0s0\ufdd1тут (https://x.example/?a&b)'
    assert cids(EVENTS) == ["p&q.png"]


@pytest.mark.parametrize(
    ("said", "href", "text"),
    [
        ("сайт", "https://x.example", "сайт (https://x.example)"),
        ("https://x.example", "https://x.example/", "https://x.example"),
        ("x.example/", "https://x.example", "x.example/"),
        ("", "https://x.example", "https://x.example"),
        ("пишите", "mailto:a@x.example", "пишите (a@x.example)"),
        ("a@x.example", "mailto:a@x.example", "a@x.example"),
        (VALUE, f"mailto:{value('url')}", VALUE),
        (VALUE, value("link"), VALUE),
        ("сайт", value("link"), f"сайт ({value('linktext')})"),
    ],
)
def test_a_link_in_plain_text(said: str, href: str, text: str) -> None:
    assert write_text([Event("link", href), Event("text", said), Event("close", "a")]) == text


@pytest.mark.parametrize(
    ("href", "known"),
    [
        (" https://x.example/a b ", "https://x.example/a%20b"),
        (f"https://x.example/{VALUE}/{VALUE}?q={VALUE}&x={VALUE}",
         f"https://x.example/{value('url')}/{value('url')}?q={value('query')}&x={value('query')}"),
        (f"{VALUE}/x?y={VALUE}", f"{value('link')}/x?y={value('query')}"),
        (f"tel:{VALUE}", f"tel:{value('url')}"),
        (f"x.example/{VALUE}", f"https://x.example/{value('url')}"),
        (f"javascript:{VALUE}", None),
        (f"/{VALUE}", None),
        (f"http{VALUE}", None),
        ("", None),
    ],
)  # fmt: skip
def test_addresses_tell_their_values_how_to_fit_in(href: str, known: str | None) -> None:
    assert address(href) == known


def test_people_are_not_shown_marks() -> None:
    assert without_values(f"a{VALUE}b{value('url')}") == "a…b…"
