"""Each door leads where it says."""

from array import array

from depesha.delivery.selection import Selection
from depesha.domain.people import Contact
from depesha.store import contacts


def test_doors_open_tabs(app, person) -> None:
    with app.services.office.database.write() as c:
        id_ = contacts.insert(c, Contact(name="Ёлкин", email="e@example.com"))
    doors, tabs = app.services.doors, app.services.tabs
    doors.contact(id_)
    assert tabs.front == f"contact:{id_}"
    doors.settings("plugins")
    assert tabs.front == "settings"
    doors.results(1)
    assert tabs.front == "results:1"
    doors.write("email", Selection(contacts=array("q", [id_])))
    person.until(lambda: app.services.bridge.idle)
    assert tabs.front not in {"results:1", "settings"}
