"""Headers understood."""

import pytest

from depesha.api.i18n import _, use_language
from depesha.exchange import fields
from depesha.exchange.fields import FIELDS, by_name, field_named, normal
from depesha.exchange.log import REASON


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Наименование", "name"),
        ("ФИО", "name"),
        ("Ф.И.О.", "name"),
        ("Фамилия", "last_name"),
        ("Отчество", "middle_name"),
        ("Организация", "organisation"),
        ("Телефон", "phone"),
        ("Телефон 2", "phone"),
        ("Моб. тел.", "mobile_phone"),
        ("МОБИЛЬНЫЙ ТЕЛЕФОН", "mobile_phone"),
        ("Раб. телефон", "work_phone"),
        ("E-mail", "email"),
        ("e_mail", "email"),
        ("Эл. почта", "email"),
        ("Доп. e-mail", ""),
        ("Дополнительные email", "extra_emails"),
        ("Категория", "category"),
        ("ИНН", "inn"),
        ("ИНН/КПП", "inn"),
        ("Баланс, руб.", "balance"),
        ("Просрочено", "overdue"),
        ("Менеджер", "manager"),
        ("Код", "external_id"),
        ("Код Depesha", "code"),
        ("День рождения", "birthday"),
        ("Заблокирован", "blocked"),
        ("Телефон менеджера", ""),
        ("Скидка", ""),
        ("", ""),
        ("№", ""),
    ],
)
def test_headers_of_russian_offices(header: str, expected: str) -> None:
    assert field_named("contacts", header) == expected


GOOGLE = {
    "Name": "name", "Given Name": "first_name", "Additional Name": "middle_name",
    "Family Name": "last_name", "First Name": "first_name", "Middle Name": "middle_name",
    "Last Name": "last_name", "E-mail 1 - Type": "", "E-mail 1 - Value": "email",
    "E-mail 2 - Value": "email", "Phone 1 - Type": "", "Phone 1 - Label": "",
    "Phone 1 - Value": "phone", "Group Membership": "category", "Labels": "category",
    "Birthday": "birthday", "Organization 1 - Name": "organisation",
    "Organization Name": "organisation",
    "Address 1 - City": "city", "Notes": "note",
}  # fmt: skip
OUTLOOK = {
    "First Name": "first_name", "Last Name": "last_name", "Company": "organisation",
    "E-mail Address": "email", "E-mail 2 Address": "email", "Mobile Phone": "mobile_phone",
    "Business Phone": "work_phone", "Home Phone": "phone", "Business Fax": "",
    "Имя": "first_name", "Отчество": "middle_name", "Фамилия": "last_name",
    "Адрес эл. почты": "email", "Адрес 2 эл. почты": "email", "Телефон переносной": "mobile_phone",
    "Рабочий телефон": "work_phone", "Домашний телефон": "phone", "Рабочий факс": "",
    "Заметки": "note", "Категории": "category", "Password": "",
}  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), [*GOOGLE.items(), *OUTLOOK.items()])
def test_headers_of_mail_programs(header: str, expected: str) -> None:
    assert field_named("contacts", header) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Номер", "number"),
        ("№", "number"),
        ("Дата", "date"),
        ("Контрагент", "contact"),
        ("Код контрагента", "contact_external_id"),
        ("Телефон", "contact_phone"),
        ("Сумма, руб.", "amount"),
        ("Статус", "state"),
        ("Менеджер", "author"),
        ("Артикул", "line_article"),
        ("Наименование", "line_name"),
        ("Кол-во", "line_quantity"),
        ("Цена", "line_price"),
        ("Срок оплаты", "due_date"),
    ],
)
def test_headers_of_documents(header: str, expected: str) -> None:
    assert field_named("documents", header) == expected


@pytest.mark.parametrize("what", FIELDS)
def test_no_header_means_two_fields_and_every_title_its_own(what: str) -> None:
    for field in FIELDS[what]:
        assert field_named(what, field.name) == field.name
        assert field_named(what, field.title) == field.name
        for language in ("ru", "en"):
            use_language(language)
            assert field_named(what, _(field.title)) == field.name
    words = [normal(word) for field in FIELDS[what] for word in field.also.split("|") if word]
    assert sorted(words) == sorted(set(words)), "a header stands twice"
    assert set(by_name(what)) == {field.name for field in FIELDS[what]}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Моб. тел.", "моб тел"),
        ("Ещё_один", "еще один"),
        ("  E-Mail:", "e mail"),
        ("№ п/п", "№ п п"),
    ],
)
def test_normal_headers(header: str, expected: str) -> None:
    assert normal(header) == expected


def test_the_column_of_reasons_is_no_field() -> None:
    assert normal(REASON) in fields.REASON_HEADERS
    assert not any(field_named(what, header) for what in FIELDS for header in fields.REASON_HEADERS)
