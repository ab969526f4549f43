"""The same call in each of the formats that the Bot API takes."""

import json

import httpx
import pytest

from depesha.testing.bot_api_request import File, parse


def sent(**body):
    made = httpx.Request("POST", "http://127.0.0.1/bot1:x/sendMessage", **body)
    return parse("/bot1:x/sendMessage", made.headers.get("content-type", ""), made.read())


@pytest.mark.parametrize("format_", ["json", "data"])
def test_parameters_in_every_format(format_):
    request = sent(**{format_: {"chat_id": "5", "text": "Ё & <b>"}})
    assert (request.token, request.method) == ("1:x", "sendMessage")
    assert request.params == {"chat_id": "5", "text": "Ё & <b>"}


def test_files_beside_parameters():
    request = sent(
        data={"chat_id": "5", "caption": "Прайс"},
        files={"document": ('Прайс "май".pdf', b"\r\n--\x00\xff\r\n", "application/pdf")},
    )
    assert request.params == {"chat_id": "5", "caption": "Прайс"}
    file = request.files["document"]
    assert file.data == b"\r\n--\x00\xff\r\n"
    assert file.mime == "application/pdf"
    assert "content" not in repr(File("a", "b", b"content"))


def test_parameters_as_text():
    request = sent(json={"chat_id": 5, "media": [{"type": "photo"}], "text": "5"})
    assert request.text("chat_id") == "5"
    assert json.loads(request.text("media")) == [{"type": "photo"}]
    assert request.text("text") == "5"
    assert request.text("none") == ""


def test_a_call_without_parameters():
    assert sent().params == {}


@pytest.mark.parametrize("path", ["/", "/bot1:x", "/bot1:x/", "/1:x/getMe", "/favicon.ico"])
def test_paths_that_are_none(path):
    assert parse(path, "", b"").method == ""


def test_a_whole_url_as_proxies_get_it():
    assert parse("http://127.0.0.1:80/bot1:x/getMe", "", b"").method == "getMe"


def test_a_quoted_token():
    assert parse("/bot1%2Fx/getMe", "", b"").token == "1/x"
    assert parse("/bot1%3Ax/getMe", "", b"").token == "1:x"
