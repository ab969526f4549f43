"""Contacts as rows."""

from depesha.store.contact_list import ORDERS
from depesha.ui.contacts.rows import columns, fetcher


def test_every_column_can_be_sorted_by_and_every_row_fills_it(app, people) -> None:
    keys = [column.key for column in columns()]
    assert {column.key for column in columns() if column.sortable} == set(ORDERS)
    rows = fetcher(app.services.office)([*people.values(), 999])
    assert set(rows) == set(people.values())
    for row in rows.values():
        assert set(row.cells) == set(keys)
    assert rows[people["Ёлкин Пётр"]].cells["category"] == "Розница"
    assert rows[people["Банк"]].cells["balance"] == "0,00"
