"""Messages cut into as few calls as MAX allows."""

import pytest

from depesha.api import Attachment, Picture
from depesha_max.request import Step, address, body, steps

PHOTOS = tuple(Picture(f"{n}", "image/png", b"PNG%d" % n) for n in range(15))
LINK = '\n<a href="https://a.example">Открыть</a>'


@pytest.fixture
def papers(tmp_path):
    return tuple(Attachment(f"{n}.pdf", "application/pdf", tmp_path / f"{n}") for n in range(3))


def shape(message):
    return [(len(one.text), len(one.items), len(one.buttons)) for one in steps(message)]


def test_one_call_wherever_it_can_be(message, papers):
    assert shape(message("текст")) == [(5, 0, 0)]
    assert shape(message("текст", pictures=PHOTOS[:11])) == [(5, 11, 0)]
    assert shape(message("текст", attachments=papers[:1])) == [(5, 1, 0)]
    assert shape(message("текст" + LINK, pictures=PHOTOS[:1])) == [(5, 1, 1)]
    assert shape(message("", pictures=PHOTOS[:1])) == [(0, 1, 0)]
    assert shape(message("")) == [(0, 0, 0)]


def test_more_than_one_call_holds(message, papers):
    assert shape(message("текст", pictures=PHOTOS)) == [(5, 11, 0), (0, 4, 0)]
    both = message("текст", pictures=PHOTOS[:2], attachments=papers)
    assert shape(both) == [(5, 2, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0)]
    long = message("т" * 5000 + LINK, pictures=PHOTOS[:1])
    assert shape(long) == [(4000, 1, 0), (1000, 0, 1)]


def test_a_person_and_a_group():
    assert address("5") == {"user_id": "5"}
    assert address("-5") == {"chat_id": "-5"}


def test_what_is_posted(papers):
    step = Step("<b>Да</b>", PHOTOS[:1], (("Открыть", "https://a.example"),))
    assert body(step, {PHOTOS[0]: "t1"}) == {
        "text": "<b>Да</b>",
        "format": "html",
        "attachments": [
            {"type": "image", "payload": {"token": "t1"}},
            {
                "type": "inline_keyboard",
                "payload": {
                    "buttons": [[{"type": "link", "text": "Открыть", "url": "https://a.example"}]]
                },
            },
        ],
    }
    assert body(Step(items=papers[:1]), {papers[0]: "t2"}) == {
        "attachments": [{"type": "file", "payload": {"token": "t2"}}]
    }
    assert body(Step("Да"), {}) == {"text": "Да", "format": "html"}
