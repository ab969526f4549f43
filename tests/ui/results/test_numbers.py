"""The totals as text, each a button that shows its people."""

from depesha.delivery.progress import progress_of
from depesha.store import mailings
from depesha.ui.results.numbers import ALL, Numbers
from depesha.ui.theme import Theme


def texts(numbers):
    return [button["text"].strip() for button in numbers._buttons.values()]


def test_numbers_stand_beside_the_picture_and_choose(tk_root, driver, office, told):
    heard = []
    numbers = Numbers(tk_root, Theme(tk_root, "light"), heard.append)
    numbers.pack(fill="x")
    progress = progress_of(office, mailings.get(office.database.reader, told))
    numbers.show(progress)
    driver.live()
    assert texts(numbers) == ["All: 4", "Sent: 1", "Not sent: 1", "Unknown: 1", "Skipped: 1"]
    driver.click(numbers._buttons["failed"])
    assert (heard, numbers.chosen) == (["failed"], "failed")
    numbers.show(progress)
    assert numbers.chosen == "failed", "the choice stays when numbers change"


def test_a_choice_that_is_gone_becomes_all(tk_root, office, told):
    numbers = Numbers(tk_root, Theme(tk_root, "light"), lambda _name: None)
    progress = progress_of(office, mailings.get(office.database.reader, told))
    numbers.show(progress)
    numbers._chosen.set("unknown")
    progress.counts["unknown"] = 0
    numbers.show(progress)
    assert numbers.chosen == ALL


def test_without_a_choice_they_are_text_alone(tk_root, office, told):
    numbers = Numbers(tk_root, Theme(tk_root, "light"))
    numbers.show(progress_of(office, mailings.get(office.database.reader, told)))
    assert texts(numbers) == ["Sent: 1", "Not sent: 1", "Unknown: 1", "Skipped: 1"]
