"""From words to a mailing."""

from pathlib import Path

import pytest

from depesha.cli.composing import pictures_of
from depesha.domain.errors import InputError


def test_a_template_file_brings_its_own_subject(office, tmp_path):
    path = tmp_path / "письмо.txt"
    path.write_text(
        '+++\ntitle = "Моё"\nsubject = "Своя тема"\nformat = "simple"\n+++\nТекст', encoding="utf-8"
    )
    words = ("preview", "email", "--template", path, "--to", "code:17", "--json")
    assert office(*words).json[0]["subject"] == "Своя тема"
    assert office(*words, "--subject", "Другая").json[0]["subject"] == "Другая"


def test_text_and_template_exclude_each_other(office, body):
    ran = office("preview", "email", "--template", "balance", "--body", body, "--to", "all")
    assert ran.code == 2
    assert office("preview", "email", "--to", "all").code == 2


def test_pictures_keep_name_kind_and_content(tmp_path):
    path = tmp_path / "схема.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    (picture,) = pictures_of([path])
    assert (picture.cid, picture.mime, picture.data) == ("схема.jpg", "image/jpeg", b"\xff\xd8\xff")
    with pytest.raises(InputError):
        pictures_of([Path("a.exe")])
