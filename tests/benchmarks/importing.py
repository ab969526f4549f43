"""Import of a spreadsheet's worth of contacts, beside reading the same file and doing nothing.

python tests/benchmarks/importing.py [--rows 100000]
"""

import argparse
import csv
import tempfile
import time
from pathlib import Path

from depesha.cli.demo.people import contacts
from depesha.exchange.contacts import import_contacts
from depesha.store.database import Database


def write(path: Path, rows: int) -> None:
    """A cp1251 file as Excel writes it, with phones in nine notations."""
    with path.open("w", encoding="cp1251", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["Наименование", "Телефон", "E-mail", "Категория", "Город", "Баланс"])
        for one in contacts(rows):
            table.writerow([one.name, one.phone, one.email, one.category, one.city, one.balance])


def main(argv: list[str] | None = None) -> None:
    """Print rows per second: the limit, the first import, the same file again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "contacts.csv"
        write(path, args.rows)
        begin = time.perf_counter()
        with path.open(encoding="cp1251", newline="") as file:
            count = sum(1 for _row in csv.reader(file, delimiter=";"))
        limit = count / (time.perf_counter() - begin)
        print(f"reading alone (limit)  {limit:10.0f} rows/s")
        database = Database(Path(name) / "depesha.db")
        for what in ("first import", "the same again"):
            begin = time.perf_counter()
            report = import_contacts(database, path)
            rate = report.read / (time.perf_counter() - begin)
            print(f"{what:22} {rate:10.0f} rows/s   {rate / limit:.3f} of the limit")
        database.close()


if __name__ == "__main__":
    main()
