"""`depesha journal`."""

import csv
import json

import pytest

from depesha.exchange.readers import open_table


@pytest.fixture
def sent(office, body):
    office("send", "echo", "--body", body, "--subject", "Тема", "--to", "all", "--yes")
    return office


def test_all_columns_as_json(sent):
    rows = sent("journal", "--json").json
    assert len(rows) == 4
    assert len(rows[0]) == 18
    first = next(row for row in rows if row["code"] == 17)
    assert first["text"] == "Тема\n\nЗдравствуйте, Ёлкин Пётр! Баланс 100,50."
    assert first["status"] == "Sent"
    assert first["address"] == "elkin@example.com"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--person", "елкин"], [17]),
        (["--person", "19"], [19]),
        (["--address", "anna@"], [18, 20]),
        (["--state", "skipped"], [18, 19]),
        (["--since", "2099-01-01"], []),
        (["--until", "2000-01-01"], []),
        (["--mailing", "5"], []),
        (["--channel", "sms"], []),
    ],
)
def test_filters(sent, words, codes):
    assert sorted(row["code"] for row in sent("journal", "--json", *words).json) == codes


def test_export_to_files(sent, tmp_path):
    path = tmp_path / "j.csv"
    ran = sent("journal", "--format", "csv", "--output", path, "--columns", "name,status")
    assert ran.code == 0, ran.err
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["Recipient name", "Status"]
    assert ["Ёлкин Пётр", "Sent"] in rows
    book = tmp_path / "j.xlsx"
    assert sent("journal", "--format", "xlsx", "--output", book).code == 0
    assert book.stat().st_size > 1000
    assert open_table(book)
    plain = tmp_path / "j.json"
    assert sent("journal", "--format", "json", "--output", plain).code == 0
    assert len(json.loads(plain.read_text(encoding="utf-8"))) == 4


def test_wrong_words(sent):
    assert "provider_id" in sent("journal", "--columns", "nonsense").err
    assert sent("journal", "--format", "csv").code == 2
    assert sent("journal", "--since", "yesterday-ish").code == 2


def test_for_people(sent):
    shown = sent("journal").out
    assert "Ёлкин Пётр" in shown
    assert "No address" in shown


def test_who_may_not_export_may_look(office, body, tmp_path):
    sent = office("send", "echo", "--subject", "Тема", "--body", body, "--to", "code:17", "--yes")
    assert sent.code == 0
    assert office("settings", "set", "rights.who=1", "rights.roles=1:viewer").code == 0
    shown = office("journal").out
    assert "Ёлкин Пётр" in shown
    assert "elkin@example.com" not in shown
    refused = office("journal", "--format", "csv", "--output", tmp_path / "j.csv")
    assert refused.code == 2
    assert "Settings ► Rights" in refused.err
    assert not (tmp_path / "j.csv").exists()
    again = office("send", "echo", "--subject", "Тема", "--body", body, "--to", "code:18", "--yes")
    assert again.code == 2
    assert "Send messages" in again.err
