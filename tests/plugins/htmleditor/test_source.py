"""Tags in a source."""

from depesha_htmleditor.source import linked, markup, picture, wrapped


def test_tags_and_comments_are_found():
    source = '<p class="a">x < y</p><!-- <b> -->{КЛИЕНТ.ИМЯ}'
    found = [(kind, source[start:end]) for kind, start, end in markup(source)]
    assert found == [("tag", '<p class="a">'), ("tag", "</p>"), ("comment", "<!-- <b> -->")]


def test_a_selection_is_put_between_tags_and_taken_out_again():
    assert wrapped("x", "b") == "<b>x</b>"
    assert wrapped("<b>x</b>", "b") == "x"
    assert wrapped("", "i") == "<i></i>"


def test_an_address_cannot_end_its_attribute():
    assert linked("x", 'https://x.ru/?a=1&b="') == '<a href="https://x.ru/?a=1&amp;b=&quot;">x</a>'
    assert linked("", "https://x.ru") == '<a href="https://x.ru">https://x.ru</a>'
    assert picture('a".png') == '<img src="cid:a&quot;.png" alt="">'
