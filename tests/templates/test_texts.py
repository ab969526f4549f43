"""The shipped texts: complete in both languages, short where it costs, and never with a gap."""

import re
from datetime import date
from decimal import Decimal

import pytest

from depesha.api import Style
from depesha.api.i18n import LANGUAGES, use_language
from depesha.domain import segments
from depesha.domain.people import Contact, Document, Employee
from depesha.render import template
from depesha.render.gallery import Shipped, shipped
from depesha.render.template import Rendered, Source
from depesha.render.values import Values, values_of
from depesha_templates import template_packs

TOPICS = {
    "balance",
    "birthday",
    "documents-sent",
    "holiday-hours",
    "order-accepted",
    "order-ready",
    "overdue",
    "payment-received",
    "price-list",
    "telegram-invitation",
}
ALL = [one for language in LANGUAGES for one in shipped(template_packs(), language)]
BY_SMS = [one for one in ALL if one.template.channel in {"sms", "any"}]
STYLES = {"email": [Style.LETTER], "sms": [Style.TEXT], "telegram": [Style.TAGS], "any": [*Style]}

TODAY = date(2026, 12, 7)
NAMES = {
    "ru": ("Анна Иванова", "Пётр Сидоров", "Автодеталь"),
    "en": ("Anna Jones", "Pete Hill", "Car Parts"),
}


def label(one: Shipped) -> str:
    return f"{one.language}/{one.name}"


def full(language: str) -> Values:
    """Everything is known of this customer, and there is an order."""
    client, manager, firm = NAMES[language]
    return values_of(
        Contact(
            code=17,
            name=client,
            mobile_phone="+79161234567",
            email="anna@example.com",
            balance=Decimal("48200.00"),
            overdue=Decimal("1250.50"),
        ),
        manager=Employee(name=manager, mobile_phone="+79037654321", email="pete@example.com"),
        category="Опт" if language == "ru" else "Wholesale",
        document=Document(
            type="order",
            contact_id=1,
            number="ЗК-10452",
            date=date(2026, 12, 4),
            amount=Decimal("48200.00"),
        ),
        document_type="Заказ" if language == "ru" else "Order",
        office_name=firm,
        today=TODAY,
    )


def bare(language: str) -> Values:
    """Nothing but a name, and an office that has not yet said its own."""
    return values_of(Contact(name=NAMES[language][0]), today=TODAY)


def render(one: Shipped, style: Style, values: Values) -> Rendered:
    text = one.template
    source = Source(
        body=text.body, subject=text.subject, format=text.format, language=text.language
    )
    use_language(one.language)
    made = template.compile(source, style)  # raises where a macro is not known
    assert not made.warnings
    return made.render(values)


@pytest.fixture(params=ALL, ids=label)
def one(request: pytest.FixtureRequest) -> Shipped:
    return request.param  # type: ignore[no-any-return]


def test_both_languages_have_the_same_ten_topics() -> None:
    for language in LANGUAGES:
        names = {one.name for one in ALL if one.language == language}
        assert {name.removesuffix("-sms") for name in names} == TOPICS
        assert names == {one.name for one in ALL}


def test_a_pack_can_be_told_from_another() -> None:
    (pack,) = template_packs()
    assert (pack.id, pack.title) == ("office", "Letters of an office")


def test_the_header_is_complete(one: Shipped) -> None:
    text = one.template
    assert text.language == one.language
    assert text.channel in STYLES
    assert text.title
    assert bool(text.subject) == (text.channel != "sms")
    twins = [o.template.channel for o in ALL if o.name == one.name]
    assert len(set(twins)) == 1


def test_nothing_is_missing_for_a_customer_who_is_fully_known(one: Shipped) -> None:
    for style in STYLES[one.template.channel]:
        made = render(one, style, full(one.language))
        assert made.missing == ()
        assert made.text
        assert not re.search(r"[{}<>]", made.text + made.subject)


def test_a_bare_name_leaves_no_gap_but_what_only_a_document_can_fill(one: Shipped) -> None:
    for style in STYLES[one.template.channel]:
        made = render(one, style, bare(one.language))
        unfilled = {name for name in made.missing if not name.startswith("DOCUMENT.")}
        # This one is about the firm's bot and makes no sense without its name.
        assert unfilled == ({"FIRM.NAME"} if one.name == "telegram-invitation" else set())
        if not made.missing:
            assert not re.search(r"  |«»|“”| [.,!]", made.text)


@pytest.mark.parametrize("one", BY_SMS, ids=label)
def test_what_goes_by_sms_costs_two_parts_at_most(one: Shipped) -> None:
    made = render(one, Style.TEXT, full(one.language))
    counted = segments.count(made.text)
    assert counted.segments <= 2, f"{counted.units} units: {made.text}"


@pytest.mark.parametrize("one", [one for one in BY_SMS if one.language == "en"], ids=label)
def test_english_text_of_its_own_forces_no_unicode(one: Shipped) -> None:
    assert not segments.count(one.template.body.replace("{", "").replace("}", "")).forcing


@pytest.mark.parametrize("one", [one for one in ALL if one.name == "balance"], ids=label)
def test_the_balance_shows_what_is_known_of_a_customer(one: Shipped) -> None:
    made = template.compile(Source(body=one.template.body), Style.LETTER)
    assert made.used >= {
        "CLIENT.NAME",
        "CLIENT.CATEGORY",
        "CLIENT.PHONE",
        "CLIENT.EMAIL",
        "BALANCE.ACTUAL",
        "BALANCE.OVERDUE",
        "CURRENCY.SYMBOL",
        "MANAGER.NAME",
        "MANAGER.PHONE",
        "MANAGER.EMAIL",
    }
