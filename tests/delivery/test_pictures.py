"""Pictures are what they begin with."""

import pytest

from depesha.delivery.pictures import cid_of, kind_of, picture_from
from depesha.domain.errors import InputError


def test_name_kind_and_content_are_kept(tmp_path):
    path = tmp_path / "схема.png"
    path.write_bytes(b"\xff\xd8\xff")
    picture = picture_from(path)
    assert (picture.cid, picture.mime, picture.data) == ("схема.png", "image/jpeg", b"\xff\xd8\xff")


def test_content_tells_what_a_picture_is(tmp_path):
    path = tmp_path / "логотип.png"
    path.write_bytes(b"<svg/>")
    with pytest.raises(InputError, match="PNG, JPEG, GIF or WebP"):
        picture_from(path)
    with pytest.raises(InputError, match="there is no such file"):
        picture_from(tmp_path / "нет.png")


def test_kinds():
    assert kind_of(b"GIF89a...") == "image/gif"
    assert kind_of(b"RIFF\n\n\n\nWEBPVP8 ") == "image/webp"
    assert kind_of(b"") == ""


def test_a_name_cannot_end_its_attribute():
    assert cid_of('лого "2"\n<b>.png') == "лого _2___b_.png"
