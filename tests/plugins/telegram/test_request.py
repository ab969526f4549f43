"""Messages cut into as few calls as Telegram allows."""

import pytest

from depesha.api import Attachment, Button, Picture, Reason, Refused
from depesha_telegram.request import Step, file_ids, request, steps

PHOTOS = tuple(Picture(f"{n}", "image/png", b"PNG%d" % n) for n in range(25))


@pytest.fixture
def papers(tmp_path):
    found = []
    for n in range(12):
        path = tmp_path / f"{n}"
        path.write_bytes(b"PDF%d" % n)
        found.append(Attachment(f"Счёт {n}.pdf", "application/pdf", path))
    return tuple(found)


def shape(message):
    return [(len(step.text), len(step.items)) for step in steps(message)]


def test_one_call_wherever_it_can_be(message, papers):
    assert shape(message("текст")) == [(5, 0)]
    assert shape(message("текст", pictures=PHOTOS[:1])) == [(5, 1)]
    assert shape(message("текст", pictures=PHOTOS[:10])) == [(5, 10)]
    assert shape(message("текст", attachments=papers[:3])) == [(5, 3)]
    assert shape(message("", pictures=PHOTOS[:1])) == [(0, 1)]


def test_a_caption_is_counted_as_seen(message):
    assert shape(message("&lt;" * 1024, pictures=PHOTOS[:1])) == [(4096, 1)]
    assert shape(message("🎉" * 1025, pictures=PHOTOS[:1])) == [(1025, 0), (0, 1)]


def test_more_than_a_group_holds(message, papers):
    assert shape(message("текст", pictures=PHOTOS)) == [(5, 10), (0, 10), (0, 5)]
    assert shape(message("т", pictures=PHOTOS[:1], attachments=papers)) == [(1, 1), (0, 10), (0, 2)]
    assert shape(message("т" * 2000, pictures=PHOTOS[:11])) == [(2000, 0), (0, 10), (0, 1)]


def test_a_text_too_long_for_one_message(message):
    assert shape(message("т" * 5000)) == [(4096, 0), (904, 0)]
    assert shape(message("т" * 5000, pictures=PHOTOS[:1])) == [(4096, 0), (904, 0), (0, 1)]
    with pytest.raises(Refused) as caught:
        steps(message("т" * (3 * 4096 + 1)))
    assert caught.value.reason is Reason.CONTENT


def buttons(message):
    return [(len(step.items), bool(step.keyboard)) for step in steps(message)]


def test_buttons_hang_on_the_text(message):
    keys = (Button("Каталог", "https://x.ru"),)
    assert buttons(message("т", buttons=keys)) == [(0, True)]
    assert buttons(message("т" * 5000, buttons=keys)) == [(0, False), (0, True)]
    assert buttons(message("т", buttons=keys, pictures=PHOTOS[:1])) == [(1, True)]
    assert buttons(message("т", buttons=keys, pictures=PHOTOS[:3])) == [(0, True), (3, False)]
    assert buttons(message("", buttons=keys, pictures=PHOTOS[:3])) == [(0, True), (3, False)]
    (step,) = steps(message("т", buttons=keys))
    _method, params, _files = made(step)
    assert params["reply_markup"] == {
        "inline_keyboard": [[{"text": "Каталог", "url": "https://x.ru"}]]
    }


def test_asking_for_the_phone_number(message):
    (step,) = steps(message("Кто вы?", ask_phone=True))
    assert step.keyboard["keyboard"] == [
        [{"text": "Share my phone number", "request_contact": True}]
    ]


def made(step, *, as_html=True, known=None):
    return request(step, 5, as_html=as_html, known=known or {})


def test_a_text():
    method, params, files = made(Step("<b>1</b> &lt; 2"))
    assert (method, files) == ("sendMessage", {})
    assert params == {
        "chat_id": 5,
        "text": "<b>1</b> &lt; 2",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def test_a_text_as_plain():
    _, params, _ = made(Step("<b>1</b> &lt; 2"), as_html=False)
    assert params["text"] == "1 < 2"
    assert "parse_mode" not in params


def test_one_picture_or_file(papers):
    method, params, files = made(Step("Вот", PHOTOS[:1]))
    assert (method, params) == ("sendPhoto", {"chat_id": 5, "caption": "Вот", "parse_mode": "HTML"})
    assert files == {"photo": ("picture1", b"PNG0", "image/png")}
    method, params, files = made(Step("", papers[:1]))
    assert (method, params) == ("sendDocument", {"chat_id": 5})
    assert files == {"document": ("Счёт 0.pdf", b"PDF0", "application/pdf")}


def test_a_known_picture_is_not_uploaded():
    _, params, files = made(Step("", PHOTOS[:1]), known={PHOTOS[0]: "id-0"})
    assert (params, files) == ({"chat_id": 5, "photo": "id-0"}, {})


def test_a_group():
    method, params, files = made(Step("Вот", PHOTOS[:3]), known={PHOTOS[1]: "id-1"})
    assert method == "sendMediaGroup"
    assert params["media"] == [
        {"type": "photo", "media": "attach://file1", "caption": "Вот", "parse_mode": "HTML"},
        {"type": "photo", "media": "id-1"},
        {"type": "photo", "media": "attach://file3"},
    ]
    assert list(files) == ["file1", "file3"]


def test_a_file_that_is_gone(papers):
    papers[0].path.unlink()
    with pytest.raises(Refused, match=r"Счёт 0\.pdf: No such file") as caught:
        made(Step("", papers[:1]))
    assert caught.value.reason is Reason.MISSING_ATTACHMENT
    assert str(papers[0].path) not in str(caught.value)


@pytest.mark.parametrize(
    ("result", "ids"),
    [
        ({"photo": [{"file_id": "small"}, {"file_id": "large"}]}, ["large"]),
        ({"document": {"file_id": "d"}}, ["d"]),
        ([{"document": {"file_id": "d"}}, {"photo": [{"file_id": "p"}]}], ["d", "p"]),
        ([{"text": "a"}, {"photo": []}, {"photo": [{}]}, {"document": 5}, None], [""] * 5),
    ],
)
def test_file_ids(result, ids):
    assert file_ids(result) == ids
