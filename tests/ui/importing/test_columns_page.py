"""What a column becomes is chosen in its row."""

import pytest

from depesha.exchange.importing import How
from depesha.exchange.preview import preview
from depesha.store.database import Database
from depesha.ui.importing.columns_page import ColumnsPage
from depesha.ui.theme import Theme


@pytest.fixture
def page(tk_root, driver, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ФИО;Что-то\nАнна;7\nБорис;8\nВера;7\n", encoding="utf-8")
    db = Database(tmp_path / "depesha.db")
    heard = []
    made = ColumnsPage(tk_root, Theme(tk_root, "light"), lambda: heard.append(1))
    made.pack(fill="both", expand=True)
    made.show(preview(db, path, "contacts", How()), "contacts")
    db.close()
    made.heard = heard
    driver.live()
    return made


def test_columns_with_examples(page):
    assert page.fields == ["name", ""]
    assert page.tree.item("1", "values") == ("Что-то", "– not imported –", "7 · 8")
    assert "1 of 2 columns" in page.said["text"]


def test_the_list_stands_in_the_chosen_row(page, driver):
    driver.focus(page.tree)
    driver.keys("Down")
    _x, y, _width, height = page.tree.bbox("1")
    middle = y + height // 2
    driver.until(
        lambda: abs(page.choice.winfo_y() + page.choice.winfo_height() // 2 - middle) <= 1,
        "the list in the second row",
    )
    assert page.choice.get() == "– not imported –"
    page.choice.current(list(page.choice["values"]).index("Note"))
    page.choice.event_generate("<<ComboboxSelected>>")
    assert page.fields == ["name", "note"]
    assert page.tree.set("1", "field") == "Note"
    assert page.heard


def test_the_wheel_changes_nothing(page, driver):
    driver.click(page.choice, button=4)
    driver.click(page.choice, button=5)
    assert page.fields == ["name", ""]
    assert page.choice.get() == "Name"
