"""Words for kinds and types."""

from enum import StrEnum

import pytest

from depesha.domain.people import Blocked, ContactType, Kind
from depesha.exchange.words import (
    TITLES,
    as_channels,
    as_code,
    as_language,
    as_member,
    inn_of,
    is_company,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Юр. лицо", Kind.COMPANY),
        ("юридическое лицо", Kind.COMPANY),
        ("ЮрЛицо", Kind.COMPANY),
        ("Физ. лицо", Kind.PERSON),
        ("ИП", Kind.PERSON),
        ("company", Kind.COMPANY),
        ("Покупатель", ContactType.CUSTOMER),
        ("Клиент", ContactType.CUSTOMER),
        ("Поставщик", ContactType.SUPPLIER),
        ("Наша фирма", ContactType.OWN_FIRM),
        ("own_firm", ContactType.OWN_FIRM),
        ("Банк", ContactType.BANK),
        ("Прочее; Поставщик, Покупатель", ContactType.SUPPLIER),
        ("Да", Blocked.FORBID),
        ("нет", Blocked.NO),
        ("Предупреждать", Blocked.WARN),
    ],
)
def test_words_of_offices(text: str, expected: StrEnum) -> None:
    assert as_member(type(expected), text) is expected


@pytest.mark.parametrize("member", TITLES)
def test_our_own_titles_and_values_are_read_back(member: StrEnum) -> None:
    assert (
        as_member(type(member), TITLES[member]) is as_member(type(member), member.value) is member
    )


def test_every_member_has_a_title() -> None:
    assert set(TITLES) == {*Kind, *ContactType, *Blocked}


def test_other_words_are_told_what_is_understood() -> None:
    with pytest.raises(
        ValueError, match=r"“нечто” is not understood here. Write one of: Person, Legal entity."
    ):
        as_member(Kind, "нечто")
    with pytest.raises(ValueError, match="Customer, Supplier, Own firm, Bank"):
        as_member(ContactType, "Юр. лицо")


@pytest.mark.parametrize(
    ("text", "expected"), [("ru", "ru"), ("Русский", "ru"), ("EN", "en"), ("kk", "kk")]
)
def test_languages(text: str, expected: str) -> None:
    assert as_language(text) == expected


@pytest.mark.parametrize("text", ["суржик", "r", "rus"])
def test_no_languages(text: str) -> None:
    with pytest.raises(ValueError, match="is no language code"):
        as_language(text)


@pytest.mark.parametrize(
    ("name", "inn", "expected"),
    [
        ("ООО «Ромашка»", "", True),
        ('Фирма "Рога", ООО', "", True),
        ("Иванов Иван", "7707083893", True),
        ("Иванов Иван", "500100732259", False),
        ("ИП Иванов", "", False),
        ("Ооооо", "", False),
        ("АОкна", "", False),
        ("Rose Ltd", "", True),
    ],
)
def test_companies_are_known_by_their_form(name: str, inn: str, expected: bool) -> None:
    assert is_company(name, inn) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7707083893", "7707083893"),
        ("7707083893/770701001", "7707083893"),
        ("500100732259", "500100732259"),
        ("105018051", "0105018051"),  # Excel took the zero
        ("105018050", "105018050"),  # an UNP of Belarus: with a zero before it no INN
        ("12", "12"),
    ],
)
def test_inn(text: str, expected: str) -> None:
    assert inn_of(text) == expected


def test_codes() -> None:
    assert as_code("17") == 17
    for text in ("0", "-1", "1.5", "ЦБ-00017", "99999999999", "١٧"):
        with pytest.raises(
            ValueError, match=r"is no code of Depesha. Codes of other programs go into"
        ):
            as_code(text)


def test_channels_by_their_ids_and_as_people_call_them() -> None:
    assert as_channels("Telegram, sms; email,,sms") == ("telegram", "sms", "email")
    assert as_channels("Почта, СМС; тг, e-mail") == ("email", "sms", "telegram")
    assert as_channels("pigeon") == ("pigeon",)
