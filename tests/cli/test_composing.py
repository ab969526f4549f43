"""From words to a mailing."""


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


def test_a_picture_may_have_any_name(office, body, tmp_path):
    path = tmp_path / 'лого "2"\n<b>.png'
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    words = ("preview", "email", "--body", body, "--image", path, "--to", "code:17", "--json")
    ran = office(*words)
    assert ran.code == 0, ran.err
    assert 'src="cid:лого _2___b_.png"' in ran.json[0]["html"]


def test_an_empty_text_is_not_sent_unless_something_comes_with_it(office, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text(" \n\n", encoding="utf-8")
    words = ("preview", "email", "--body", path, "--to", "code:17", "--json")
    ran = office(*words)
    assert ran.code == 2
    assert "empty.txt" in ran.err
    assert office(*words, "--attach", path).json[0]["problem"] == ""


def test_an_own_template_by_its_title(office, profile):
    (profile / "templates").mkdir()
    path = profile / "templates" / "x.txt"
    path.write_text('+++\ntitle = "Моё"\nsubject = "Тема"\n+++\nТекст', encoding="utf-8")
    words = ("preview", "email", "--template", "моё", "--to", "code:17", "--json")
    assert office(*words).json[0]["subject"] == "Тема"
