"""The people of the sample office: made up, the same in every run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_MEN = (
    "Александр", "Дмитрий", "Сергей", "Андрей", "Алексей", "Иван", "Пётр", "Фёдор", "Николай",
    "Артём",
)  # fmt: skip
_WOMEN = (
    "Анна", "Елена", "Ольга", "Наталья", "Мария", "Ирина", "Алёна", "Татьяна", "Юлия", "Софья",
)  # fmt: skip
_NAMES = (
    "Смирнов", "Иванов", "Кузнецов", "Попов", "Соколов", "Лебедев", "Козлов", "Новиков", "Морозов",
    "Волков", "Соловьёв", "Васильев", "Зайцев", "Павлов", "Семёнов", "Голубев", "Виноградов",
    "Богданов", "Воробьёв", "Фёдоров",
)  # fmt: skip
_FIRMS = (
    "АвтоМир", "СтройТехСнаб", "Вектор", "Ромашка", "Гарант", "Партнёр", "Меридиан", "Орион",
    "Север", "Магистраль",
)  # fmt: skip
_CITIES = ("Москва", "Казань", "Самара", "Омск", "Тверь", "Уфа", "Пермь", "Тула")
CATEGORIES = ("Розница", "Опт", "СТО")


@dataclass(frozen=True, slots=True)
class Sample:
    """One contact as some file of the office knows it: texts as somebody typed them."""

    name: str
    company: bool
    phone: str
    email: str
    telegram: str
    category: str
    city: str
    manager: str
    balance: str
    overdue: str


def managers() -> list[tuple[str, str, str]]:
    """Twenty employees: name, e-mail, mobile phone."""
    return [
        (
            f"{_NAMES[n]} {_MEN[n % 10]}" if n % 2 else f"{_NAMES[n]}а {_WOMEN[n % 10]}",
            f"manager{n + 1}@example.com",
            f"+7 903 555-{n // 10}{n % 10}-{n:02}",
        )
        for n in range(20)
    ]


def notation(number: int, way: int) -> str:
    """A mobile number in one of the nine ways in which offices write them."""
    digits = f"916{1_000_000 + number:07}"
    a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
    return (
        f"+7 ({a}) {b}-{c}-{d}",
        f"8 ({a}) {b}-{c}-{d}",
        f"8{digits}",
        f"7{digits}",
        digits,
        f"8-{a}-{b}-{c}-{d}",
        f"+7 {a} {b} {c} {d}",
        f"8 {a} {b}-{c}-{d} доб. 12",
        f"8 (495) 70{number % 10}-{c}-{d}, 8-{a}-{b}-{c}-{d}",
    )[way]


def contacts(count: int = 1000) -> Iterator[Sample]:
    """So many contacts, with the duplicates and wrong addresses that every office has."""
    chance = random.Random(2026)  # noqa: S311 - a sample, not a secret
    staff = [name for name, _email, _phone in managers()]
    for n in range(count):
        yield Sample(
            name=_name(n, chance),
            company=n % 4 == 0,
            phone=notation(n - 1 if n % 97 == 5 else n, n % 9),
            email=_email(n),
            telegram=str(700_000 + n) if n % 5 == 2 else "",
            category=CATEGORIES[n % 7 % 3],
            city=chance.choice(_CITIES),
            manager=chance.choice(staff),
            balance=f"{chance.randint(0, 90_000)},{chance.randint(0, 99):02}",
            overdue=f"{chance.randint(1, 5000)},00" if n % 6 == 0 else "0,00",
        )


def _name(n: int, chance: random.Random) -> str:
    if n % 4 == 0:
        return f"ООО «{chance.choice(_FIRMS)}-{n}»"
    if n % 2:
        return f"{chance.choice(_NAMES)} {chance.choice(_MEN)} №{n}"
    return f"{chance.choice(_NAMES)}а {chance.choice(_WOMEN)} №{n}"


_WRONG = ("ivan@mail,ru", "нет", "petrov@@example.com", "sidorov.example.com")


def _email(n: int) -> str:
    if n % 41 == 3:
        return _WRONG[n // 41 % len(_WRONG)]
    if n % 37 == 1:
        return ""
    return f"client{n - 1 if n % 53 == 7 else n}@example.com"
