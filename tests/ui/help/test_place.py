"""F1 opens the page of the place."""


def test_f1_opens_the_page_about_what_is_in_front(app, person) -> None:
    person.focus(app.services.tabs.view("contacts").search)
    person.keys("F1")
    person.until(lambda: app.services.tabs.front == "help")
    view = app.services.tabs.view("help")
    person.until(lambda: view.list.selection() == ("02-contacts",))
    assert "Contacts" in view.view.text.get("1.0", "2.0")
    app.services.doors.help("08-trouble")
    person.until(lambda: view.list.selection() == ("08-trouble",))
