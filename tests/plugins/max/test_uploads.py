"""Uploads: once each, certain whatever happens."""

import pytest

from depesha.api import (
    AccountBroken,
    Attachment,
    NotNow,
    Picture,
    Reason,
    Refused,
    Scope,
)
from depesha.api.http import AnswerLostError
from depesha.testing import Fault
from depesha_max.opening import reached
from depesha_max.uploads import Uploads, _token

PNG = Picture("a", "image/png", b"\x89PNG\r\n\x1a\n")


@pytest.fixture
def uploads(account, context):
    with reached(account, context) as (bot, host, _name):
        yield Uploads(bot, host)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "price.pdf"
    path.write_bytes(b"%PDF")
    return Attachment("Прайс.pdf", "application/pdf", path)


def test_each_goes_up_once(uploads, api, paper):
    uploads.ensure([PNG, paper])
    uploads.ensure([PNG, paper, PNG])
    assert [kind for kind, _name, _size in api.uploads] == ["image", "file"]
    assert api.uploads[1][2] == 4
    assert set(uploads.known) == {PNG, paper}


def test_a_picture_that_is_none(uploads):
    with pytest.raises(Refused, match="Not an image"):
        uploads.ensure([Picture("a", "image/png", b"<svg/>")])


def test_a_file_that_is_gone(uploads, paper):
    paper.path.unlink()
    with pytest.raises(Refused) as caught:
        uploads.ensure([paper])
    assert caught.value.reason is Reason.MISSING_ATTACHMENT
    assert str(paper.path) not in str(caught.value)


@pytest.mark.parametrize("task", ["uploads", "upload"])
@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER])
def test_a_broken_line_lets_the_row_wait(uploads, api, task, fault):
    api.fail(fault, task=task)
    with pytest.raises(NotNow) as caught:
        uploads.ensure([PNG])
    assert caught.value.scope is Scope.ROW
    uploads.ensure([PNG])


def test_a_portal_in_between_wants_a_person(uploads, api):
    api.fail(Fault.GARBAGE, task="upload")
    with pytest.raises(AccountBroken) as caught:
        uploads.ensure([PNG])
    assert caught.value.reason is Reason.NOT_THE_PROVIDER
    assert "secret" not in repr(caught.value) + str(caught.value.__cause__)


@pytest.mark.parametrize("url", [None, 5, "", "file:///etc/passwd", "ftp://a.example/"])
def test_an_address_that_is_none(uploads, url):
    class Strange:
        client = uploads._bot.client

        def call(self, *_args, **_kwargs):
            return {"url": url}

    with pytest.raises(NotNow):
        Uploads(Strange(), "api.example").ensure([PNG])


@pytest.mark.parametrize("answer", [{}, {"photos": {}}, {"photos": {"a": {}}}, {"token": 5}])
def test_an_upload_without_a_token(answer):
    with pytest.raises(AnswerLostError):
        _token(answer)
