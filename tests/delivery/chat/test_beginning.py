"""A chat that the office begins."""

from depesha.delivery.chat.beginning import begin
from depesha.domain.people import Contact
from depesha.store import contacts


def test_with_whom_one_can_begin(office):
    with office.database.write() as c:
        vera = contacts.insert(c, Contact(name="Вера", telegram="9"))
        odd = contacts.insert(c, Contact(name="Глеб", telegram="@gleb"))
    assert begin(office.real, ("contact", office.anna)) == 0, "not subscribed"
    assert begin(office.real, ("contact", odd)) == 0, "no address"
    assert begin(office.real, ("contact", 999)) == 0
    number = begin(office.real, ("contact", vera))
    assert office.chat(9).id == number
    assert office.chat(9).person_id == vera
    assert begin(office.real, ("contact", vera)) == number
