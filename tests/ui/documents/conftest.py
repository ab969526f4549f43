"""An office with documents of two contacts."""

import datetime as dt
from decimal import Decimal

import pytest

from depesha.domain.people import Contact, Document, Line
from depesha.store import contacts, documents

DAY = dt.date(2026, 11, 1)


@pytest.fixture
def papers(app, tmp_path):
    """Number → id: two orders of one contact, the first with a file, and one of another."""
    bill = tmp_path / "счёт.pdf"
    bill.write_bytes(b"%PDF-1.4")
    line = Line(article="OC90", name="Фильтр", quantity=Decimal("2.50"), price=Decimal(540))
    with app.services.office.database.write() as c:
        documents.add_type(c, "act", "Акты")
        anna = contacts.insert(c, Contact(name="Анна", email="anna@example.ru"))
        boris = contacts.insert(c, Contact(name="Борис"))
        return {
            one.number: documents.insert(c, one)
            for one in (
                Document(type="order", number="ЗК-1", date=DAY, contact_id=anna, state="Новый",
                         amount=Decimal(1350), lines=(line,), files=(str(bill),)),
                Document(type="order", number="ЗК-2", date=DAY, contact_id=anna,
                         files=("/no.pdf",)),
                Document(type="order", number="ЗК-3", date=DAY, contact_id=boris),
                Document(type="act", number="А-1", date=DAY, contact_id=boris),
            )
        }  # fmt: skip
