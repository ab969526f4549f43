"""`depesha preview`: exactly what each person would get."""

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def test_the_promised_shape(office, body):
    words = ("--body", body, "--subject", "Для {КЛИЕНТ.ИМЯ}", "--to", "code:17", "--json")
    ran = office("preview", "echo", *words)
    (one,) = ran.json
    assert one["recipient"] == "Ёлкин Пётр"
    assert one["address"] == "elkin@example.com"
    assert one["subject"] == "Для Ёлкин Пётр"
    assert one["text"] == "Здравствуйте, Ёлкин Пётр! Баланс 100,50."
    assert "Здравствуйте, Ёлкин Пётр!" in one["html"]
    assert one["segments"] is None


def test_sms_are_counted_for_each(office, body):
    found = office("preview", "sms", "--body", body, "--to", "all", "--json").json
    assert {one["recipient"]: one["segments"] for one in found}["Ёлкин Пётр"] == 1
    assert all(one["html"] == "" for one in found)
    assert "SMS per message  1" in office("preview", "sms", "--body", body, "--to", "code:17").out


def test_whoever_will_not_get_it_is_shown_with_the_reason(office, body):
    (one,) = office("preview", "echo", "--body", body, "--to", "code:19", "--json").json
    assert "No address" in one["problem"]


def test_an_empty_macro_is_a_problem_not_a_text(office, tmp_path):
    path = tmp_path / "m.txt"
    path.write_text("Ваш менеджер {МЕНЕДЖЕР.ИМЯ}", encoding="utf-8")
    (one,) = office("preview", "echo", "--body", path, "--to", "code:17", "--json").json
    assert one["text"] == ""
    assert "Empty macro" in one["problem"]


def test_pictures_are_shown_where_they_are_named_or_at_the_end(office, body, tmp_path):
    picture = tmp_path / "logo.png"
    picture.write_bytes(PNG)
    ran = office("preview", "email", "--body", body, "--subject", "Т", "--image", picture, "--to",
                 "code:17", "--json")  # fmt: skip
    assert ran.json[0]["html"].count("cid:logo.png") == 1


@pytest.mark.parametrize(
    ("name", "said"), [("logo.bmp", "PNG, JPEG, GIF or WebP"), ("gone.png", "cannot be read")]
)
def test_pictures_that_cannot_be_used(office, body, tmp_path, name, said):
    if name == "logo.bmp":
        (tmp_path / name).write_bytes(b"BM")
    ran = office("preview", "email", "--body", body, "--image", tmp_path / name, "--to", "all")
    assert ran.code == 2
    assert said in ran.err


def test_nothing_is_stored(office, body):
    office("preview", "echo", "--body", body, "--to", "all")
    assert office("status", "--json").json == []
    assert office("journal", "--json").json == []


@pytest.mark.parametrize(
    "term", ["code:99", "code:x", "category:Нет", "search:zzz", "fax", "all:1"]
)
def test_selections_that_choose_nobody(office, body, term):
    ran = office("preview", "echo", "--body", body, "--to", term)
    assert ran.code == 2
    assert ran.err


def test_selections_add_up_and_nobody_comes_twice(office, body):
    found = office(
        "preview", "echo", "--body", body, "--to", "category:опт", "--to", "code:17,18", "--to",
        "search:елкин", "--json",
    ).json  # fmt: skip
    names = [one["recipient"] for one in found]
    assert set(names) == {"Ёлкин Пётр", "Без почты", "Сидорова Анна"}
    assert len(names) == 3


def test_what_will_not_look_as_it_was_typed_is_said_before(office, tmp_path):
    path = tmp_path / "m.txt"
    path.write_text("Здравствуйте! </b>", encoding="utf-8")
    words = ("email", "--subject", "Тема", "--body", path, "--to", "code:17")
    ran = office("preview", *words, "--json")
    assert "Text, line 1" in ran.err
    assert len(ran.json) == 1, "the answer for programs is as it was"
