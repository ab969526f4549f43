"""Every place can be opened, by its command too."""

from depesha.ui import rooms


def test_every_place_opens(app, person) -> None:
    for place in rooms.places(app.services):
        app.services.doors.go(place.key)
        person.until(lambda: app.services.bridge.idle, place.key)
        assert app.services.tabs.front == place.key
    assert app.services.notices.shown == []


def test_every_place_has_a_command(app) -> None:
    commands = {one.id for one in app.services.commands.all()}
    assert {f"go.{place.key}" for place in rooms.places(app.services)} <= commands
