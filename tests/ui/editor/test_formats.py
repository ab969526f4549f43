"""A text goes on in another editor."""

import pytest

from depesha.api import Document, Picture
from depesha.ui.editor.formats import converted

PICTURES = (Picture("a", "image/png", b""),)


def test_text_becomes_html_that_says_the_same():
    body = 'Цена < 5 & > 3\n<b>важно</b> <p>не тег</p> <a href="https://x.ru?a=1&b=2">x</a>'
    html = converted(Document(body, "simple", PICTURES), "html")
    assert html.body == (
        "Цена &lt; 5 &amp; &gt; 3<br>\n<b>важно</b> &lt;p&gt;не тег&lt;/p&gt; "
        '<a href="https://x.ru?a=1&b=2">x</a>'
    )
    assert (html.format, html.pictures) == ("html", PICTURES)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Раз</p><p>Два<br>Три</p>", "Раз\nДва\nТри"),
        ("<style>p{}</style><strong>да</strong> <em>нет</em>", "<b>да</b> <i>нет</i>"),
        ("<div style='x'>a &lt; b</div><!-- нет -->", "a < b"),
        ('<img src="cid:a"><span>x</span>', '<img src="cid:a">x'),
        ("<ul><li>1</li><li>2</li></ul>", "1\n2"),
    ],
)
def test_of_html_what_text_has_is_kept(html, text):
    assert converted(Document(html, "html"), "simple").body == text


def test_back_and_forth_changes_nothing():
    document = Document("<b>a</b> & {КЛИЕНТ.ИМЯ}\n\nб < в")
    assert converted(converted(document, "html"), "simple") == document
    assert converted(document, "simple") is document
