import json
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Secret
from depesha_sms import templates
from depesha_sms.wire import reveal

TEXT = st.text(st.characters(codec="utf-8"), max_size=50)
EVIL = TEXT | st.sampled_from(['"}', "&to=7900", "{api_key}", "{text}", "\r\nX: 1", "\\"])


@given(EVIL, EVIL)
def test_a_value_in_a_form_stays_one_value(phone, text):
    filled = templates.fill(
        templates.form("to={phone}&msg=Привет, {text}!&a=1"), {"phone": phone, "text": text}
    )
    sent = parse_qsl(urlencode(filled), keep_blank_values=True)
    assert sent == [("to", phone), ("msg", f"Привет, {text}!"), ("a", "1")]


@given(EVIL, EVIL)
def test_a_value_in_json_stays_one_value(phone, text):
    template = '{"messages": [{"to": "{phone}", "text": "{text}", "n": 1, "x": null}]}'
    filled = templates.fill(templates.body(template), {"phone": phone, "text": text})
    [message] = json.loads(json.dumps(filled))["messages"]
    assert message == {"to": phone, "text": text, "n": 1, "x": None}


def test_a_string_with_a_secret_in_it_is_a_secret():
    filled = templates.fill(
        {"key": "k={api_key}", "list": ["{login}"]},
        {"api_key": Secret("geheim"), "login": "office"},
    )
    assert repr(filled) == "{'key': Secret(…), 'list': ['office']}"
    assert reveal(filled) == {"key": "k=geheim", "list": ["office"]}


@pytest.mark.parametrize(
    ("read", "template", "words"),
    [
        (templates.form, "", "name={phone}"),
        (templates.form, "hello", "name={phone}"),
        (templates.form, "a={phone}&a={text}", "each name once"),
        (templates.form, "a={fone}", "no placeholder {fone}.*{phone}"),
        (templates.body, "to={phone}", "not JSON"),
        (templates.body, '{"to": {phone}}', "inside quotes"),
        (templates.body, "[" * 100_000, "not JSON"),
        (templates.body, '{"to": "{number}"}', "no placeholder {number}"),
    ],
)
def test_a_wrong_template_is_told_in_a_sentence(read, template, words):
    with pytest.raises(ValueError, match=words):
        read(template)


def test_a_header_is_a_name_and_a_value():
    known = {"api_key"}
    assert templates.header(" ", known) == []
    assert templates.header("X-Api-Key:  {api_key} ", known) == [("X-Api-Key", "{api_key}")]


@pytest.mark.parametrize(
    "line", ["X-Key", "X Key: 1", ": 1", "X-Key: a\r\nHost: b", "Ключ: 1", "X-Key: {text}"]
)
def test_a_header_is_nothing_else(line):
    with pytest.raises(ValueError, match=r"Name: value|no placeholder"):
        templates.header(line, {"api_key"})


def test_basic_is_what_rfc_7617_says():
    assert templates.basic("Aladdin", Secret("open sesame")).reveal() == (
        "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    )
