"""The indicator follows how services are."""


def test_the_indicator_turns_red_when_an_account_breaks(app, person, office):
    bar = app.window.status
    person.until(lambda: bar.services, "the first look")
    assert "All is well" in bar._indicator["text"]
    office.settings.change({"sms.mode": "on"})
    app._attending.health.begin()
    person.until(lambda: "Something failed" in bar._indicator["text"], "the red sign")
