"""`depesha import`."""

import pytest


def test_import_says_what_it_did(cli, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Имя;Телефон\nИван;8 916 123-45-67\n;8 916 123-45-68\n", encoding="utf-8")
    rejected = tmp_path / "rejected.csv"
    ran = cli("import", "contacts", path, "--rejected", rejected, "--json")
    assert ran.code == 1, "somebody was rejected"
    assert (ran.json["read"], ran.json["added"], ran.json["rejected"]) == (2, 1, 1)
    assert ran.json["rejected_file"] == str(rejected)
    assert "8 916 123-45-68" in rejected.read_text(encoding="utf-8-sig")
    shown = cli("import", "contacts", path).out
    assert "Unchanged" in shown
    assert "! row 3" in shown


def test_a_dry_run_stores_nothing(cli, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Имя;Телефон\nИван;8 916 123-45-67\n", encoding="utf-8")
    ran = cli("import", "contacts", path, "--dry-run", "--json")
    assert ran.code == 0
    assert ran.json["dry_run"]
    assert ran.json["added"] == 1
    assert cli("contacts", "--json").json == []


def test_a_mapping_is_remembered(cli, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Кто;Куда\nИван;ivan@example.com\n", encoding="utf-8")
    assert cli("import", "contacts", path, "--map", "name=Кто", "--map", "email=B").code == 0
    path.write_text("Кто;Куда\nАнна;anna@example.com\n", encoding="utf-8")
    assert cli("import", "contacts", path).code == 0
    assert {one["email"] for one in cli("contacts", "--json").json} == {
        "ivan@example.com",
        "anna@example.com",
    }


def test_employees_and_documents(office, tmp_path):
    staff = tmp_path / "e.csv"
    staff.write_text("ФИО;Email\nОльга;olga@example.com\n", encoding="utf-8")
    assert office("import", "employees", staff, "--json").json["added"] == 1
    orders = tmp_path / "d.csv"
    orders.write_text(
        "Номер;Дата;Контрагент;Сумма\nЗК-1;01.11.2026;Ёлкин Пётр;100,50\n", encoding="utf-8"
    )
    ran = office("import", "documents", orders, "--type", "order", "--json")
    assert ran.json["added"] == 1, ran.json


@pytest.mark.parametrize(
    ("name", "content", "words", "said"),
    [
        ("missing.csv", None, [], "missing.csv"),
        ("empty.csv", b"", [], "empty"),
        ("a.csv", "Имя\nИван\n".encode(), ["--map", "nonsense=Имя"], "nonsense"),
        ("a.csv", "Имя\nИван\n".encode(), ["--map", "name"], "name"),
        ("a.csv", "Имя\nИван\n".encode(), ["--encoding", "klingon"], "klingon"),
        ("a.xlsx", b"PK\x03\x04 broken", [], "a.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read(cli, tmp_path, name, content, words, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ran = cli("import", "contacts", path, *words)
    assert ran.code == 2
    assert said in ran.err
    assert cli("contacts", "--json").json == []
