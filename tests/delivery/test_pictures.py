"""Pictures are what they begin with."""

import io
import os
import re

import pytest
from PIL import Image

from depesha.delivery.pictures import cid_of, fit_for_mail, kind_of, picture_from
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


def drawn(size, kind="PNG", mode="RGB", noise=False):
    data = os.urandom(size[0] * size[1] * 3) if noise else None
    image = Image.frombytes("RGB", size, data) if data else Image.new(mode, size, "red")
    written = io.BytesIO()
    image.save(written, kind)
    return written.getvalue()


def test_a_small_picture_stays_as_it_is():
    data = drawn((40, 30))
    picture = fit_for_mail(data, "Лого.png")
    assert picture.data == data
    assert re.fullmatch(r"Лого-[0-9a-f]{8}\.png", picture.cid)


def test_a_large_picture_is_made_smaller():
    picture = fit_for_mail(drawn((4000, 1000), noise=True), "фото.png")
    assert picture.mime == "image/jpeg"
    assert Image.open(io.BytesIO(picture.data)).size == (1600, 400)
    assert picture.cid.endswith(".jpeg")


def test_what_can_be_seen_through_stays_so():
    picture = fit_for_mail(drawn((2000, 20), mode="RGBA"), "a.png")
    assert picture.mime == "image/png"
    assert Image.open(io.BytesIO(picture.data)).mode == "RGBA"


def test_kinds_that_mail_programs_do_not_show_become_ones_that_they_do():
    assert fit_for_mail(drawn((10, 10), "BMP"), "").mime == "image/jpeg"


def test_pictures_of_one_name_are_told_apart():
    one, other = fit_for_mail(drawn((9, 9)), "a.png"), fit_for_mail(drawn((8, 8)), "a.png")
    assert one.cid != other.cid


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nrubbish", b"<svg/>"])
def test_what_is_no_picture_is_said(data):
    with pytest.raises(InputError, match="no picture"):
        fit_for_mail(data, "a.png")
