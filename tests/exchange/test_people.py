"""Names, phones and e-mails of contacts and employees alike."""

import pytest

from depesha.exchange.people import PhoneSet, complaint, emails_of, is_total, name_of, phones_of
from depesha.exchange.row import Cells

MOBILE, MOBILE_2, LANDLINE = "8 916 123-45-67", "8 916 123-45-68", "8 (495) 123-45-67"
M, M2, L, L2 = "+79161234567", "+79161234568", "+74951234567", "+74951234568"


def cells_of(**fields: str) -> Cells:
    """A row with a column for each field."""
    return Cells(list(fields.values()), {name: (place,) for place, name in enumerate(fields)})


def said(cells: Cells) -> list[str]:
    """What was told of the row."""
    return [problem.text for problem in cells.problems]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "Иванов Иван"}, "Иванов Иван"),
        ({"last_name": "Иванов", "first_name": "Иван", "middle_name": ""}, "Иванов Иван"),
        ({"name": "", "last_name": "Иванов"}, "Иванов"),
        ({"name": "ИП Иванов", "last_name": "Иванов"}, "ИП Иванов"),
        ({"name": "---"}, ""),
        ({}, ""),
    ],
)
def test_names(fields: dict[str, str], expected: str) -> None:
    assert name_of(cells_of(**fields)) == expected


def test_a_name_in_the_wrong_encoding_is_told() -> None:
    cells = cells_of(name="Ив\ufffdнов")
    assert name_of(cells) == "Ив\ufffdнов"
    assert said(cells) == ["Letters of the name cannot be read: choose another encoding."]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"phone": MOBILE}, PhoneSet(mobile=M)),
        ({"phone": LANDLINE}, PhoneSet(work=L)),
        ({"phone": f"{LANDLINE}, {MOBILE}"}, PhoneSet(M, L)),
        ({"mobile_phone": MOBILE, "phone": LANDLINE}, PhoneSet(M, L)),
        ({"mobile_phone": MOBILE, "phone": MOBILE}, PhoneSet(M)),
        ({"mobile_phone": MOBILE, "work_phone": MOBILE}, PhoneSet(M)),
        ({"work_phone": MOBILE}, PhoneSet(work=M)),
        ({"work_phone": MOBILE_2, "phone": MOBILE}, PhoneSet(M, M2)),
        ({"work_phone": f"{LANDLINE} доб. 12"}, PhoneSet(work=L, extension="12")),
        ({"phone": f"{MOBILE}, {LANDLINE}, 84951234568"}, PhoneSet(M, L, (L2,))),
        ({"phone": "+1 212 555 0123"}, PhoneSet("+12125550123")),
        ({}, PhoneSet()),
    ],
)
def test_phones_find_their_place_in_silence(fields: dict[str, str], expected: PhoneSet) -> None:
    cells = cells_of(**fields)
    assert phones_of(cells, "RU") == expected
    assert said(cells) == []


def test_a_second_mobile_number_becomes_the_work_phone_and_is_told() -> None:
    cells = cells_of(phone=f"{MOBILE}, {MOBILE_2}")
    assert phones_of(cells, "RU") == PhoneSet(M, M2)
    assert said(cells) == [f"There are two mobile numbers: {M2} was taken as work phone."]
    assert not cells.problems[0].lost


def test_a_landline_among_mobile_numbers_is_told() -> None:
    cells = cells_of(mobile_phone=LANDLINE)
    assert phones_of(cells, "RU") == PhoneSet(work=L)
    assert said(cells) == [f"{L} is a landline number; it was taken as work phone."]


def test_a_bad_number_is_lost_alone() -> None:
    cells = cells_of(mobile_phone="7,9E+10", phone=LANDLINE)
    assert phones_of(cells, "RU") == PhoneSet(work=L)
    assert [(p.column, p.value, p.lost) for p in cells.problems] == [(0, "7,9E+10", True)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"email": "a@b.ru"}, ("a@b.ru", ())),
        ({"email": "a@b.ru; c@d.ru"}, ("a@b.ru", ("c@d.ru",))),
        (
            {"email": "a@b.ru", "extra_emails": "c@d.ru, A@b.ru, e@f.ru"},
            ("a@b.ru", ("c@d.ru", "e@f.ru")),
        ),
        ({"email": "", "extra_emails": "c@d.ru"}, ("", ("c@d.ru",))),
        ({}, ("", ())),
    ],
)
def test_emails(fields: dict[str, str], expected: tuple[str, tuple[str, ...]]) -> None:
    assert emails_of(cells_of(**fields)) == expected


def test_a_bad_address_is_lost_and_a_mended_one_is_told() -> None:
    cells = cells_of(email="нет", extra_emails="ivan@mail,ru")
    assert emails_of(cells) == ("", ("ivan@mail.ru",))
    assert [(p.column, p.lost) for p in cells.problems] == [(0, True), (1, False)]


@pytest.mark.parametrize(
    ("fields", "name", "addressed", "expected"),
    [
        ({}, "Иванов", False, ""),
        ({}, "", True, "The row has no name."),
        ({}, "Итого по списку", False, "The row is a total and no person."),
        ({}, "ИТОГО", True, ""),
        ({"problem": "The card cannot be read"}, "", False, "The card cannot be read"),
    ],
)
def test_rows_that_are_nobody(
    fields: dict[str, str], name: str, addressed: bool, expected: str
) -> None:
    assert complaint(cells_of(**fields), name, addressed=addressed) == expected


def test_totals() -> None:
    assert [is_total(text) for text in ("Итого:", "ВСЕГО", "Total", "Тотал", "Всеголов")] == [
        True, True, True, False, False,
    ]  # fmt: skip
