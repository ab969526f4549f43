"""A person, a document, and the two calls the tests make."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from depesha.api import Picture, Style
from depesha.domain.people import Contact, Document, Employee, Line
from depesha.render import template, values
from depesha.render.problems import Problem, TemplateError

FIELDS = ("Скидка", "Сайт")


@pytest.fixture
def person() -> Contact:
    return Contact(
        code=17,
        name="ООО «Ромашка»",
        display_name="Ромашка",
        mobile_phone="+79161234567",
        work_phone="+74951234567",
        email="office@romashka.example",
        balance=Decimal(48200),
        overdue=Decimal(0),
        custom={"Скидка": "5", "Сайт": "https://romashka.example/?a=1&b=2"},
    )


@pytest.fixture
def document() -> Document:
    return Document(
        type="order",
        number="АБ-12/3",
        date=date(2026, 11, 2),
        contact_id=1,
        state="готов",
        amount=Decimal("10.5"),
        lines=(
            Line(article="F1", name="Фильтр", quantity=Decimal("2.000"), price=Decimal("5.25")),
            Line(name="Масло <5W>", quantity=Decimal("2.5"), price=Decimal(1), state="в пути"),
        ),
    )


@pytest.fixture
def data(person: Contact, document: Document) -> values.Values:
    return values.values_of(
        person,
        manager=Employee(name="Анна Ким", email="anna@office.example"),
        category="Опт",
        document=document,
        document_type="Заказ клиента",
        office_name="Автомир",
        today=date(2026, 11, 23),
    )


@pytest.fixture
def render(data: values.Values) -> Callable[..., template.Rendered]:
    """`render(body, style=…, given={"CLIENT.NAME": …}, **rest of Source)`."""

    def call(
        body: str,
        style: Style = Style.LETTER,
        *,
        given: Mapping[str, Any] | None = None,
        **source: Any,
    ) -> template.Rendered:
        made = template.compile(template.Source(body=body, **source), style, FIELDS)
        return made.render(data if given is None else values.Values(dict(given)))

    return call


@pytest.fixture
def problems() -> Callable[..., list[Problem]]:
    """What `compile` has against a template; its warnings where it has nothing fatal."""

    def call(body: str, style: Style = Style.LETTER, **source: Any) -> list[Problem]:
        try:
            made = template.compile(template.Source(body=body, **source), style, FIELDS)
        except TemplateError as error:
            return list(error.problems)
        return list(made.warnings)

    return call


@pytest.fixture
def picture() -> Picture:
    return Picture("logo.png", "image/png", b"\x89PNG")
