"""The played methods check what the real ones check."""

import json

import pytest

from depesha.testing.bot_api_markup import ApiError
from depesha.testing.bot_api_methods import Methods
from depesha.testing.bot_api_request import File, Request

PNG = b"\x89PNG\r\n\x1a\n"
PHOTO = File("a.png", "image/png", PNG)
PAPER = File("a.pdf", "application/pdf", b"%PDF")


@pytest.fixture
def methods():
    return Methods("depesha_bot")


@pytest.fixture
def run(methods):
    def run(method, files=None, **params):
        return methods.run(Request("t", method, {"chat_id": 5, **params}, files or {}))

    return run


def test_get_me(run):
    me, received = run("getMe")
    assert (me["username"], me["is_bot"], received) == ("depesha_bot", True, None)


def test_a_text_is_seen_without_its_markup(run):
    result, received = run("sendMessage", text="<b>Ё</b> &amp; Ж", parse_mode="HTML")
    assert (received.address, received.text) == ("5", "Ё & Ж")
    assert (result["message_id"], result["chat"]["id"], result["text"]) == (1, 5, "Ё & Ж")
    assert run("sendMessage", text="<b>")[0]["text"] == "<b>"


def test_control_characters_do_not_arrive(run):
    assert run("sendMessage", text="a\x00b\r\nc\n ")[1].text == "a b\nc"


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "🎉" * 4097}, "message is too long"),
        ({"text": "<p>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "a", "chat_id": "@ivan"}, "chat not found"),
        ({"text": "a", "chat_id": ""}, "chat not found"),
    ],
)
def test_texts_that_it_refuses(run, params, complaint):
    with pytest.raises(ApiError, match=complaint):
        run("sendMessage", **params)


def test_lengths_count_what_is_seen(run):
    run("sendMessage", text=f"<b>{'🎉' * 4095}</b>&amp;", parse_mode="HTML")
    run("sendPhoto", {"photo": PHOTO}, caption="&lt;" * 1024, parse_mode="HTML")
    with pytest.raises(ApiError, match="caption is too long"):
        run("sendPhoto", {"photo": PHOTO}, caption="a" * 1025)


@pytest.mark.parametrize(("kind", "file"), [("photo", PHOTO), ("document", PAPER)])
def test_a_file_is_known_after_its_upload(run, methods, kind, file):
    method = f"send{kind.title()}"
    result, received = run(method, {kind: file}, caption="Вот")
    found = result[kind][-1] if kind == "photo" else result[kind]
    assert json.loads(received.raw)["files"] == {kind: [file.name, file.mime, len(file.data)]}
    again, received = run(method, **{kind: found["file_id"]})
    assert again[kind] == result[kind]
    assert json.loads(received.raw)["files"] == {}
    methods.forget_files()
    with pytest.raises(ApiError, match="wrong file identifier"):
        run(method, **{kind: found["file_id"]})


@pytest.mark.parametrize(
    ("method", "files", "complaint"),
    [
        ("sendPhoto", {"photo": PAPER}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": File("", "", PNG + bytes(10 * 2**20))}, "Too Large"),
        ("sendDocument", {"document": File("", "", bytes(50 * 2**20 + 1))}, "Too Large"),
        ("sendDocument", {}, "wrong file identifier"),
    ],
)
def test_files_that_it_refuses(run, method, files, complaint):
    with pytest.raises(ApiError, match=complaint):
        run(method, files)


def media(*kinds):
    return [{"type": kind, "media": f"attach://{n}"} for n, kind in enumerate(kinds)]


def test_a_group_is_several_messages_and_one_text(run):
    group = media("photo", "photo")
    group[0] |= {"caption": "<i>Две</i>", "parse_mode": "HTML"}
    result, received = run("sendMediaGroup", {"0": PHOTO, "1": PHOTO}, media=json.dumps(group))
    assert [one["message_id"] for one in result] == [1, 2]
    assert received.text == "Две"


@pytest.mark.parametrize(
    ("kinds", "complaint"),
    [
        ((), "wrong number"),
        (("photo",), "wrong number"),
        (("photo",) * 11, "wrong number"),
        (("photo", "document"), "can't be mixed"),
        (("photo", "photo", "photo"), "wrong file identifier"),
    ],
)
def test_groups_that_it_refuses(run, kinds, complaint):
    with pytest.raises(ApiError, match=complaint):
        run("sendMediaGroup", {"0": PHOTO, "1": PHOTO}, media=media(*kinds))


def test_a_migrated_group_has_a_new_id(run, methods):
    methods.migrated["5"] = "-1005"
    with pytest.raises(ApiError, match="upgraded") as caught:
        run("sendMessage", text="a")
    assert caught.value.parameters == {"migrate_to_chat_id": -1005}


def test_a_method_that_there_is_not(run):
    with pytest.raises(ApiError, match="Not Found"):
        run("sendPigeon", text="a")
