"""The sample files are what their names say."""

import csv

from depesha.cli.demo.files import write_office
from depesha.exchange.readers import open_table


def test_every_file_can_be_read_as_what_it_is(tmp_path):
    files = write_office(tmp_path / "office")
    with files["csv"].open(encoding="cp1251", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == 651
    assert files["dbf"].read_bytes()[0] == 3
    for path in files.values():
        assert open_table(path)
    assert sorted(files) == ["csv", "dbf", "documents", "employees", "vcf", "xlsx"]


def test_orders_have_lines_that_make_their_sum(tmp_path):
    files = write_office(tmp_path / "files")
    with files["documents"].open(encoding="cp1251", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len({row["Номер"] for row in rows}) == 400
    first = [row for row in rows if row["Номер"] == "ЗК-00003"]
    assert len(first) == 3
    total = sum(int(row["Количество"]) * int(row["Цена"].partition(",")[0]) for row in first)
    assert first[0]["Сумма"] == f"{total},00"
