"""What the played methods take, and what they refuse as the real ones do."""

import json

import pytest

from depesha.testing.max_api_methods import ApiError, Methods
from depesha.testing.web import Request


@pytest.fixture
def methods():
    return Methods("bot")


def post(methods, body, query="user_id=5"):
    request = Request("POST", f"/messages?{query}", {}, json.dumps(body).encode())
    return methods.run("messages", request, "")


def upload(methods, kind, data, name="a.png"):
    head = {"content-type": "multipart/form-data; boundary=x"}
    body = b'--x\r\nContent-Disposition: form-data; name="data"; filename="%s"\r\n\r\n%s\r\n--x--'
    request = Request("POST", f"/upload/{kind}", head, body % (name.encode(), data))
    result, _none = methods.run("upload", request, "")
    return result


def image(methods):
    (photo,) = upload(methods, "image", b"\x89PNG\r\n..")["photos"].values()
    return {"type": "image", "payload": {"token": photo["token"]}}


def file(methods):
    return {"type": "file", "payload": {"token": upload(methods, "file", b"%PDF")["token"]}}


def keyboard(*rows):
    return {"type": "inline_keyboard", "payload": {"buttons": list(rows)}}


LINK = {"type": "link", "text": "Да", "url": "https://a.example"}


def test_html_is_taken_off(methods):
    _result, got = post(methods, {"text": "<b>1</b> &lt; 2 <p>", "format": "html"})
    assert got.text == "1 < 2 "
    _result, got = post(methods, {"text": "<b>1</b>"}, "chat_id=-7")
    assert (got.text, got.address) == ("<b>1</b>", "-7")


def test_pictures_files_and_buttons(methods):
    post(methods, {"attachments": [image(methods)] * 11 + [keyboard([LINK] * 3)]})
    post(methods, {"attachments": [file(methods), keyboard([LINK])]})
    assert [kind for kind, _name, _size in methods.uploads] == ["image", "file"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "я" * 4001},
        {"attachments": [{"type": "image", "payload": {"token": "other"}}]},
        {"attachments": [keyboard([LINK] * 4)]},
        {"attachments": [keyboard(*[[LINK]] * 31)]},
        {"attachments": [keyboard([LINK | {"text": "я" * 129}])]},
        {"attachments": [keyboard([LINK]), keyboard([LINK])]},
    ],
)
def test_what_is_refused(methods, body):
    with pytest.raises(ApiError) as caught:
        post(methods, body)
    assert (caught.value.status, caught.value.code) == (400, "proto.payload")


def test_files_do_not_mix(methods):
    for others in ([image(methods)], [file(methods)]):
        with pytest.raises(ApiError, match="mixed"):
            post(methods, {"attachments": [file(methods), *others]})
    with pytest.raises(ApiError, match="Too many attachments"):
        post(methods, {"attachments": [image(methods)] * 13})


def test_nobody_is_written_to_without_an_address(methods):
    with pytest.raises(ApiError, match="user_id or chat_id"):
        post(methods, {"text": "Да"}, "user_id=ivan")


def test_uploads(methods):
    place = methods.run("uploads", Request("POST", "/uploads?type=file", {}, b""), "http://h")[0]
    assert place["url"].startswith("http://h/upload/file?sig=secret")
    with pytest.raises(ApiError, match="type"):
        methods.run("uploads", Request("POST", "/uploads?type=x", {}, b""), "http://h")
    with pytest.raises(ApiError, match="Not an image"):
        upload(methods, "image", b"<svg/>")
    with pytest.raises(ApiError, match="No field"):
        methods.run("upload", Request("POST", "/upload/file", {}, b""), "")
    token = file(methods)
    methods.forget_files()
    with pytest.raises(ApiError):
        post(methods, {"attachments": [token]})


def test_events_by_type_and_by_hundreds(methods):
    for number in range(130):
        methods.happen("bot_started" if number % 2 else "message_created", {"n": number})
    ask = Request("GET", "/updates?types=bot_started", {}, b"")
    told = methods.run("updates", ask, "")[0]
    assert (len(told["updates"]), told["marker"]) == (50, 100)


def test_other_paths_are_not_there(methods):
    with pytest.raises(ApiError, match="404"):
        methods.run("chats", Request("GET", "/chats", {}, b""), "")
