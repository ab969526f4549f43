"""What goes on beside the views shows at the foot of the window."""


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
