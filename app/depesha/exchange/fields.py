"""What a column can be: the fields of contacts, employees, documents, and their usual headers."""

import re
from dataclasses import dataclass
from functools import cache

from depesha.api import N_, _
from depesha.api.i18n import current_language


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a column can fill. Its name is what `--map` takes."""

    name: str
    title: str
    """Marked with `N_`."""
    also: str = ""
    """Other headers, in any case and punctuation, joined by `|`."""
    many: bool = False
    """Several columns may fill it."""


_PHONES = (
    Field(
        "mobile_phone",
        N_("Mobile phone"),
        "мобильный телефон|мобильный|моб|моб телефон|моб тел|моб номер|сотовый|сотовый телефон|сот"
        "|сот тел|телефон мобильный|телефон сотовый|тел моб|тел сот|телефон переносной|mobile|cell"
        "|cell phone|cellphone|phone mobile|mobile number|телефон для sms|телефон для смс",
        many=True,
    ),
    Field(
        "work_phone",
        N_("Work phone"),
        "рабочий телефон|раб телефон|раб тел|рабочий|рабочий номер|телефон рабочий|тел раб"
        "|городской телефон|телефон городской|городской|телефон организации|business phone"
        "|office phone|company main phone|phone work|телефонрабочий|телефон офиса",
        many=True,
    ),
    Field(
        "phone",
        N_("Phone"),
        "телефон|телефоны|тел|номер телефона|номера телефонов|контактный телефон"
        "|контактные телефоны|телефон контакта|домашний телефон|телефон домашний|primary phone"
        "|home phone|other phone|другой телефон|phone value|phones|phone number|telephone|tel"
        "|telephone number|номер тел|контакты",
        many=True,
    ),
)
_EMAIL = Field(
    "email",
    N_("E-mail"),
    "электронная почта|почта|эл почта|электронный адрес|адрес электронной почты|адрес эл почты"
    "|email"
    "|e mail address|email address|e mail value|mail|имейл|мейл|емейл|эл адрес|электронный ящик"
    "|почтовый ящик|primary email|email value|основной email",
    many=True,
)
_NAME_PARTS = (
    Field("last_name", N_("Last name"), "фамилия|family name|surname"),
    Field("first_name", N_("First name"), "имя|given name|forename"),
    Field("middle_name", N_("Middle name"), "отчество|additional name|patronymic"),
)
_PROBLEM = Field("problem", N_("Problem"))
"""Where a reader says of a row that it could not be read."""

CONTACT = (
    Field(
        "name",
        N_("Name"),
        "наименование|название|фио|ф и о|полное имя|контрагент|клиент|покупатель|заказчик|поставщик"
        "|партнер|контакт|фамилия имя отчество|фамилия имя|full name|display as|file as|customer"
        "|client|contact|наименование контрагента|имя клиента|фио клиента|название клиента",
    ),
    Field(
        "organisation",
        N_("Organisation"),
        "организация|компания|фирма|company|organization|organization name|предприятие"
        "|название организации|наименование организации|наименование компании|название компании"
        "|юридическое лицо",
    ),
    *_NAME_PARTS,
    Field("display_name", N_("Shown as"), "отображать как|display name|краткое наименование"),
    Field(
        "external_id",
        N_("External code"),
        "внешний код|код|код клиента|id клиента|ид|id|идентификатор|guid|код 1с|ид 1с|customer id"
        "|external id",
    ),
    Field("code", N_("Depesha code"), "код depesha"),
    Field("kind", N_("Kind"), "вид|вид контрагента|юр физ лицо|юр физ|юрфизлицо|правовая форма"),
    Field("type", N_("Type"), "тип|тип контрагента|роль"),
    Field(
        "parent",
        N_("Parent"),
        "контрагент родитель|родитель|головной контрагент|головная организация",
    ),
    Field(
        "category",
        N_("Category"),
        "категория|категории|группа|группа контрагентов|группа клиентов|groups|group membership"
        "|labels|categories|сегмент|категория клиента",
    ),
    Field(
        "city",
        N_("City"),
        "город|населенный пункт|адрес рабочий город|home city|business city"
        "|город рабочий адрес|address city",
    ),
    *_PHONES,
    _EMAIL,
    Field(
        "extra_emails",
        N_("Additional e-mails"),
        "дополнительные email|дополнительные email адреса|доп email|дополнительные адреса|доп почта"
        "|дополнительная почта|другой email|additional emails|other emails",
        many=True,
    ),
    Field(
        "telegram",
        N_("Telegram subscription"),
        "telegram|телеграм|telegram id|телеграм id|chat id|telegram chat id"
        "|подписка на telegram бота|подписка на телеграм бота|подписка на telegram",
    ),
    Field(
        "contact_person",
        N_("Contact person"),
        "контактное лицо|контактное лицо фио|представитель|фио контактного лица",
    ),
    Field(
        "manager",
        N_("Responsible manager"),
        "ответственный менеджер|менеджер|ответственный|manager|куратор|основной менеджер",
    ),
    Field("currency", N_("Currency"), "валюта|основная валюта"),
    Field(
        "balance",
        N_("Balance"),
        "баланс|фактический баланс|баланс фактический|фактический|долг|задолженность|сальдо"
        "|сумма долга|текущий долг",
    ),
    Field(
        "overdue",
        N_("Overdue balance"),
        "просрочено|просроченный баланс|баланс просроченный|просроченный|просроченный долг"
        "|просроченная задолженность|просрочка|overdue",
    ),
    Field("inn", N_("INN"), "инн|инн клиента|инн контрагента|tax id|инн кпп"),
    Field(
        "preferred_channels", N_("Preferred channels"), "предпочитаемые каналы|каналы|каналы связи"
    ),
    Field("language", N_("Language"), "язык|язык общения"),
    Field("timezone", N_("Time zone"), "часовой пояс|tz"),
    Field("blocked", N_("Blocked"), "блокировка|заблокирован|блок|статус блокировки"),
    Field(
        "birthday", N_("Birthday"), "день рождения|дата рождения|д р|др|birth date|date of birth"
    ),
    Field(
        "note",
        N_("Note"),
        "примечание|примечания|комментарий|заметка|заметки|notes|comment|comments|описание",
    ),
    _PROBLEM,
)

EMPLOYEE = (
    Field(
        "name", N_("Name"), "фио|ф и о|сотрудник|наименование|полное имя|full name|file as|employee"
    ),
    *_NAME_PARTS,
    Field("position", N_("Position"), "должность|job title|title|organization title"),
    Field("department", N_("Department"), "подразделение|отдел|organization department"),
    Field(
        "firm",
        N_("Own firm"),
        "наша фирма|фирма|организация|organisation|organization|company|organization name",
    ),
    *_PHONES,
    _EMAIL,
    _PROBLEM,
)

DOCUMENT = (
    Field("type", N_("Type"), "тип|тип документа|вид документа|вид|журнал|document type"),
    Field(
        "number",
        N_("Number"),
        "номер|номер документа|№|n|no|номер заказа|№ документа|№ заказа|номер накладной|заказ"
        "|document number",
    ),
    Field(
        "external_number",
        N_("External number"),
        "внешний номер|вх номер|входящий номер|номер поставщика|номер клиента",
    ),
    Field(
        "date",
        N_("Date"),
        "дата|дата документа|дата заказа|дата накладной|document date|дата оплаты",
    ),
    Field(
        "contact",
        N_("Contact"),
        "контрагент|клиент|покупатель|поставщик|заказчик|плательщик|customer|client"
        "|наименование клиента|наименование контрагента|имя клиента|фио клиента|фио",
    ),
    Field(
        "contact_external_id",
        N_("External code of the contact"),
        "внешний код контрагента|код контрагента|код клиента|id клиента|ид клиента|customer id"
        "|код покупателя",
    ),
    Field("contact_code", N_("Depesha code of the contact"), "код контрагента depesha"),
    Field(
        "contact_inn", N_("INN of the contact"), "инн контрагента|инн|инн клиента|инн покупателя"
    ),
    Field(
        "contact_phone",
        N_("Phone of the contact"),
        "телефон контрагента|телефон|телефон клиента|мобильный телефон"
        "|телефон покупателя|моб телефон",
    ),
    Field(
        "contact_email",
        N_("E-mail of the contact"),
        "электронная почта контрагента|e mail|email|почта|электронная почта"
        "|почта клиента|email клиента",
    ),
    Field("author", N_("Author"), "автор|менеджер|ответственный|автор документа|manager"),
    Field("state", N_("State"), "состояние|статус|состояние документа|статус заказа|status"),
    Field("amount", N_("Amount"), "сумма|сумма документа|итого|всего|total|стоимость|сумма заказа"),
    Field("paid", N_("Paid"), "оплачено|оплата|сумма оплаты|сумма оплачено"),
    Field("currency", N_("Currency"), "валюта|валюта документа"),
    Field("due_date", N_("Due date"), "срок оплаты|оплатить до|дата оплаты до|срок|срок платежа"),
    Field("comment", N_("Comment"), "комментарий|примечание|comments|note"),
    Field("files", N_("Files"), "файлы|файл|file|вложения|attachments"),
    Field("line_article", N_("Article"), "артикул|код товара|sku|каталожный номер"),
    Field(
        "line_name",
        N_("Product"),
        "товар|номенклатура|наименование|наименование товара|позиция|product name|item",
    ),
    Field("line_quantity", N_("Quantity"), "количество|кол во|кол|qty|шт"),
    Field("line_price", N_("Price"), "цена|цена за единицу|unit price"),
    Field("line_state", N_("State of the line"), "подсостояние|состояние позиции|состояние строки"),
    _PROBLEM,
)

FIELDS = {"contacts": CONTACT, "employees": EMPLOYEE, "documents": DOCUMENT}
"""By what is imported."""

REASON_HEADERS = frozenset({"почему не принято", "why not accepted"})
"""The column that a file of rejected rows has more; never a field, and no part of the layout."""

_IDLE_WORDS = re.compile(r"\b(?:\d+|руб|р|rub|шт)\b")


def normal(header: str) -> str:
    """A header without case, ё, punctuation: `Моб. тел.` → `моб тел`."""
    return " ".join(re.findall(r"[^\W_]+|№", header.casefold().replace("ё", "е")))


@cache
def _by_header(what: str, language: str) -> dict[str, str]:  # noqa: ARG001 - `_` speaks it
    table: dict[str, str] = {}
    for field in FIELDS[what]:
        for header in (field.name, field.title, _(field.title), *field.also.split("|")):
            table.setdefault(normal(header), field.name)
    del table[""]
    return table


def field_named(what: str, header: str) -> str:
    """The field that a header means, or empty. `Phone 2` and `Баланс, руб.` are understood."""
    table = _by_header(what, current_language())
    text = normal(header)
    if found := table.get(text):
        return found
    return table.get(normal(_IDLE_WORDS.sub(" ", text)), "")


@cache
def by_name(what: str) -> dict[str, Field]:
    """The fields of contacts, employees or documents."""
    return {field.name: field for field in FIELDS[what]}
