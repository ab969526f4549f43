"""What happened is said in place; nothing has to be clicked away before going on."""

import pytest

from depesha.domain.errors import InputError
from depesha.ui.notices import MOST, Notice, Notices
from depesha.ui.theme import Theme


@pytest.fixture
def details():
    return []


@pytest.fixture
def notices(tk_root, details):
    made = Notices(tk_root, Theme(tk_root, "light"), lambda *said: details.append(said))
    made.pack(fill="x")
    return made


def test_an_error_written_for_people_is_shown_as_it_is(notices) -> None:
    notices.error(InputError("The file is open in Excel."))
    assert [one.text for one in notices.shown] == ["The file is open in Excel."]
    assert notices.shown[0].details == ""


@pytest.mark.logs_errors
def test_any_other_error_is_kept_for_whoever_can_read_it(notices) -> None:
    notices.error(ZeroDivisionError("division by zero"))
    assert "division" not in notices.shown[0].text
    assert "ZeroDivisionError" in notices.shown[0].details


def test_the_same_is_not_said_twice_and_old_ones_make_room(notices) -> None:
    for number in range(MOST + 1):
        notices.show(Notice(f"{number}", "bad"))
        notices.show(Notice(f"{number}", "bad"))
    assert [one.text for one in notices.shown] == [str(number) for number in range(1, MOST + 1)]


def test_acting_closes_it(notices, driver) -> None:
    done = []
    notice = Notice("Sent.", "good", action="Report", act=lambda: done.append(1))
    notices.show(notice)
    driver.root.update()
    button = next(w for w in notices._rows[notice].winfo_children() if str(w["text"]) == "Report")
    driver.click(button)
    driver.until(lambda: done)
    assert notices.shown == []


def test_details_open_elsewhere(notices, driver, details) -> None:
    notice = Notice("Failed.", "bad", details="Trace")
    notices.show(notice)
    button = next(w for w in notices._rows[notice].winfo_children() if str(w["text"]) == "Details")
    button.invoke()
    assert details == [("Failed.", "Trace")]


def test_closing_what_is_gone_is_nothing(notices) -> None:
    notices.close(Notice("never shown"))
    notices.good("Done.")
    assert notices.shown[0].kind == "good"
