"""What goes on beside the views shows at the foot of the window."""

from depesha.domain.health import Health, Service


def test_a_mailing_that_another_process_releases_shows_in_the_strip(app, person, office, told):
    app.services.engine.stop(5)
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'paused'")
        c.execute("UPDATE delivery SET state = 'queued' WHERE id = 2")
    strip = app._attending.strip
    person.until(strip.resume.winfo_ismapped, "the strip")
    assert strip.said["text"] == "Paused · 2 of 3"
    person.click(strip.title)
    person.until(lambda: app.services.tabs.front == "results:1", "the results")


def test_what_waits_makes_services_be_looked_at(app, person, office, told):
    app.services.engine.stop(5)
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'held', why = 'login'")
        c.execute("INSERT INTO hold VALUES ('email.main', NULL, 'login', '535', '')")
    office.settings.change({"email.mode": "on", "email.main.host": "127.0.0.1"})
    person.until(lambda: app.services.notices.shown, "the notice")
    person.until(lambda: "failed" in app.window.status._indicator["text"], "the red sign")


def test_little_money_is_told_once_until_there_is_more(app, person, office):
    low = Service("SMS", Health.QUIET, "Little money.", "sms", notice="SMS: little money.")
    fine = Service("SMS", Health.GOOD, "Works.", "sms")
    notices = app.services.notices

    def told():
        return [one.text for one in notices.shown]

    app._attending._healthy((low,))
    assert told() == ["SMS: little money."]
    notices.close(notices.shown[0])
    app._attending._healthy((low,))
    assert told() == [], "not every twenty seconds"
    app._attending._healthy((fine,))
    app._attending._healthy((low,))
    assert told() == ["SMS: little money."]
    notices.shown[0].act()
    assert app.services.tabs.front == "settings"
