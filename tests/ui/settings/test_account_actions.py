"""What the buttons below an account do when something is not there."""

from depesha.ui.settings.account_actions import AccountActions


def buttons(app, key: str) -> AccountActions:
    app.services.doors.settings(key)
    page = app.services.tabs.view("settings").page(key)
    return next(one for one in page.body.winfo_children() if isinstance(one, AccountActions))


def test_an_account_that_is_not_filled_in_says_what_is_missing(app, person) -> None:
    found = buttons(app, "email")
    found.test()
    person.until(lambda: app.services.notices.shown, "the sentence")
    assert "not filled in" in app.services.notices.shown[0].text
    assert found._test.instate(["!disabled"])


def test_a_channel_that_works_here_works(app, person) -> None:
    found = buttons(app, "echo")
    app.services.office.settings.change({"echo.main.connections": "1"})
    found.test()
    person.until(lambda: "✓" in found.result["text"])
