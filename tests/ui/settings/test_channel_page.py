"""The page of one channel."""

from tkinter import ttk


def test_a_service_says_what_it_is(app, person) -> None:
    app.services.office.settings.change({"sms.main.gateway": "smsc"})
    app.services.doors.settings("sms")
    page = app.services.tabs.view("settings").page("sms")
    labels = [one for one in page.body.winfo_children() if isinstance(one, ttk.Label)]
    texts = " ".join(str(label["text"]) for label in labels)
    gateway = app.services.office.host.gateways()["smsc"]
    assert gateway.terms in texts


def test_services_are_listed_by_their_titles(app) -> None:
    app.services.doors.settings("sms")
    page = app.services.tabs.view("settings").page("sms")
    titles = list(page._gateways().values())
    assert titles[0] == "Choose a service"
    assert titles[1:] == sorted(titles[1:])
