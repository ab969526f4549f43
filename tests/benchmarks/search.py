"""How fast a search answers while somebody types, beside the naive `LIKE '%…%'` of the same run.

    python tests/benchmarks/search.py [--contacts 100000 1000000] [--queries 200] [--folder DIR]

Contacts are made up from Russian names with their real inequality (a few names are very common),
the same ones in every run. They are stored through `depesha.store.contacts`, so the time of the
import is the product's. Memory does not grow with the number of contacts.
"""

# ruff: noqa: SIM905 - a list of words reads better as a text
import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path

from depesha.domain.lookup import readings
from depesha.domain.people import Contact, Kind
from depesha.store import contacts, search
from depesha.store.database import Database

STEMS = """Иван Смирн Кузнец Поп Соколов Лебед Козл Новик Мороз Петр Волк Соловь Васил Зайц Павл
Семён Голуб Виноград Богдан Воробь Фёдор Михайл Беля Тарас Бел Комар Орл Кисел Макар Андре Ковал
Иль Гус Тит Кузьм Кудряв Баран Кулик Алексе Степан Яковл Сорок Серге Роман Захар Борис Королёв
Герасим Пономар Григор Лазар Медвед Ерш Никит Собол Ряб Полян Цвет Данил Жук Фрол Журавл Никола
Крыл Максим Сидор Осип Белоус Федот Дорофе Егор Матве Бобр Дмитри Калин Анис Петух Антон Тимофе
Никифор Весел Филипп Марк Большак Сухан Мирон Шир Александр Коновал Шест Казак Ефим Денис Гром
Фомин Давыд Мельник Щербак Блин Колесник Карп Афанась Влас Масл Исак Тихон Аксён Гаврил Родион
Кот Горбун Кудряш Бык Зу Треть Сав Пан Рыбак Сувор Абрам Воронов Мухин Архип Трофим""".split()
ENDINGS = ("ов", "ев", "ин", "енко", "ский", "ук", "ян", "их")
MEN = """Александр Сергей Владимир Андрей Алексей Дмитрий Николай Евгений Михаил Юрий Виктор
Иван Игорь Анатолий Максим Олег Павел Виталий Константин Артём Пётр Роман Семён Фёдор""".split()
WOMEN = """Елена Ольга Татьяна Наталья Ирина Светлана Анна Мария Екатерина Людмила Юлия Галина
Анастасия Марина Валентина Надежда Любовь Дарья Алёна Вера Лариса Алина Ксения Полина""".split()
CITIES = """Москва Санкт-Петербург Новосибирск Екатеринбург Казань Челябинск Омск Самара
Ростов-на-Дону Уфа Красноярск Воронеж Пермь Волгоград Орёл Королёв Тверь Псков""".split()
FORMS = ("ООО", "АО", "ИП", "ЗАО")
TRADES = ("Авто", "Строй", "Торг", "Мед", "Агро", "Пром", "Тех", "Электро")
KINDS = ("сервис", "деталь", "мир", "плюс", "снаб", "маш", "центр", "комплект")
MAILS = ("mail.ru", "yandex.ru", "gmail.com", "bk.ru", "rambler.ru")
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h c ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)


def people(number: int, seed: int = 1) -> Iterator[Contact]:
    """So many contacts: four in five people, the rest firms with a contact person."""
    chance = random.Random(seed)
    surnames = [stem + ending for ending in ENDINGS for stem in STEMS]
    common = [list(accumulate(1 / (place + 5) for place in range(len(names))))
              for names in (surnames, MEN, WOMEN)]  # fmt: skip

    def pick(names: Sequence[str], weights: list[float]) -> str:
        return chance.choices(names, cum_weights=weights)[0]

    for place in range(number):
        surname, father = pick(surnames, common[0]), pick(MEN, common[1])
        if chance.random() < 0.5:
            full = f"{surname} {pick(MEN, common[1])} {father}ович"
        else:
            surname += "а" if surname.endswith(("в", "н")) else ""
            full = f"{surname} {pick(WOMEN, common[2])} {father}овна"
        firm = place % 5 == 0
        login = "".join(LATIN.get(letter, "") for letter in surname.lower())
        trade = f"{chance.choice(TRADES)}{chance.choice(KINDS)}"
        yield Contact(
            kind=Kind.COMPANY if firm else Kind.PERSON,
            name=f"{chance.choice(FORMS)} «{trade} {surname}»" if firm else full,
            contact_person=full if firm else "",
            city=chance.choice(CITIES),
            mobile_phone=f"+79{chance.randrange(10**9):09}",
            work_phone=f"+7495{chance.randrange(10**7):07}" if firm else "",
            email=f"{login}{chance.randrange(10_000)}@{chance.choice(MAILS)}",
            inn=str(chance.randrange(10**9, 10**10)) if firm else "",
            balance=Decimal(chance.randrange(10**7)) / 100,
            external_id=f"{place:08}",
        )


def typed(sample: Sequence[Contact], seed: int = 2) -> dict[str, list[str]]:
    """What people type who look for one of the sample, by kind."""
    chance = random.Random(seed)
    persons = [contact for contact in sample if contact.kind is Kind.PERSON]
    names = [contact.name.split() for contact in persons]
    phones = [contact.mobile_phone[2:] for contact in sample]
    logins = [contact.email.partition("@")[0] for contact in sample]
    return {
        "1 letter": [name[0][0] for name in names],
        "2 letters": [name[0][:2] for name in names],
        "3 letters": [name[0][:3] for name in names],
        "part of a word": [name[0][2:] for name in names if len(name[0]) > 5],
        "surname": [name[0].upper() for name in names],
        "surname, name": [f"{name[0]} {name[1]}" for name in names],
        "name, surname": [f"{name[1]} {name[0]}" for name in names],
        "three, any order": [f"{name[2]} {name[0]} {name[1]}" for name in names],
        "beginnings": [f"{name[1][:2]} {name[0][:3]}" for name in names],
        "phone 8 9xx xxx": [f"8 {p[:3]} {p[3:6]}" for p in phones],
        "phone +7 (9xx) x": [f"+7 ({p[:3]}) {p[3:5]}" for p in phones],
        "last 4 digits": [p[-4:] for p in phones],
        "2 digits": [p[4:6] for p in phones],
        "login": logins,
        "city, surname": [f"{contact.city} {name[0]}"
                          for contact, name in zip(persons, names, strict=True)],
        "nobody": ["".join(chance.sample(name[0].lower(), len(name[0]))) for name in names],
    }  # fmt: skip


def naive(c: sqlite3.Connection, text: str) -> None:
    """The first 50 by name, by LIKE on the same folded column."""
    words = readings(text)[0].terms
    tests = " AND ".join("search_text LIKE ?" for _word in words)
    c.execute(
        f"SELECT id FROM contact WHERE {tests} ORDER BY shown_key, id LIMIT 50",
        [f"%{pieces[0].strip()}%" for pieces in words],
    ).fetchall()


def milliseconds(run: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """How long each took, in order of size."""
    taken = []
    for text in texts:
        before = time.perf_counter()
        run(text)
        taken.append((time.perf_counter() - before) * 1000)
    return sorted(taken)


def at(share: float, taken: Sequence[float]) -> float:
    """The quantile."""
    return taken[min(len(taken) - 1, int(len(taken) * share))]


def fill(database: Database, number: int) -> float:
    """Store the contacts; the store's own seconds."""
    spent, source = 0.0, people(number)
    while batch := list(islice(source, 10_000)):
        before = time.perf_counter()
        with database.write() as c:
            for contact in batch:
                contacts.insert(c, contact)
        spent += time.perf_counter() - before
    return spent


def measure(folder: Path, number: int, queries: int) -> None:
    """Fill one database and print its table."""
    path = folder / f"{number}.db"
    database = Database(path)
    seconds = fill(database, number)
    print(f"\n{number:,} contacts; stored at {number / seconds:,.0f}/s; "
          f"file {path.stat().st_size / 1e6:,.0f} MB")  # fmt: skip
    c = database.reader
    chance = random.Random(3)
    sample = contacts.get_many(c, [chance.randint(1, number) for _ in range(queries)])
    before = time.perf_counter()
    read = sum(1 for _contact in contacts.iterate(c, range(1, min(number, 100_000) + 1)))
    print(f"read in order of ids: {read / (time.perf_counter() - before):,.0f} contacts/s")
    print(f"{'':18}{'p50 ms':>8}{'p95 ms':>8}{'worst':>8}{'all hits':>9}"
          f"{'LIKE p50':>9}{'p95':>8}{'ratio':>7}")  # fmt: skip
    for kind, texts in typed(sample).items():
        own = milliseconds(lambda text: search.search(c, text), texts)
        every = milliseconds(lambda text: search.search_ids(c, text), texts[:10])
        like = milliseconds(lambda text: naive(c, text), texts[:10])
        print(f"{kind:18}{at(0.5, own):8.2f}{at(0.95, own):8.2f}{own[-1]:8.2f}"
              f"{at(0.5, every):9.1f}{at(0.5, like):9.1f}{at(0.95, like):8.1f}"
              f"{at(0.5, like) / at(0.5, own):6.0f}x")  # fmt: skip
    database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def main(argv: Sequence[str] | None = None) -> int:
    """Print one table per number of contacts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--contacts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    given = parser.parse_args(argv)
    for number in given.contacts:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            measure(Path(folder), number, given.queries)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
