"""The fields of rights."""

import pytest

from depesha.domain.people import Employee
from depesha.domain.rights import Right, Role
from depesha.settings.access import Access
from depesha.ui.settings.rights_form import RightsForm
from depesha.ui.theme import Theme

STAFF = [Employee(name="Вера", code=1), Employee(name="Олег", code=2)]


@pytest.fixture
def build(tk_root):
    def made(access=None, staff=STAFF, *, open_=True):
        form = RightsForm(
            tk_root, Theme(tk_root, "light"), access or Access(), staff, lambda: None, open_=open_
        )
        form.pack()
        tk_root.update()
        return form

    return made


def test_ticks_are_what_roles_may_do(build) -> None:
    form = build()
    assert form.ticks[Role.MANAGER, Right.EXPORT].get()
    assert not form.ticks[Role.VIEWER, Right.SEND].get()
    form.ticks[Role.OPERATOR, Right.PHONES].set(value=True)
    form.ticks[Role.OPERATOR, Right.SEND].set(value=False)
    assert form.changes == {"rights.operator": "phones"}
    form.ticks[Role.OPERATOR, Right.PHONES].set(value=False)
    assert form.changes == {"rights.operator": "none"}
    assert form.valid()


def test_roles_go_to_people_and_stay_with_those_who_are_gone(build) -> None:
    form = build(Access(who=9, roles="2:manager 9:viewer"))
    assert form.who.get() == "9"
    assert form.boxes[2].get() == "Manager"
    assert not form.dirty
    form.boxes[2].current(0)
    form.boxes[1].set("Observer")
    assert form.changes == {"rights.roles": "1:viewer 9:viewer"}


def test_nobody_in_particular_can_always_be_chosen(build) -> None:
    form = build(Access(who=2), open_=False)
    assert form.who.instate(["!disabled"])
    assert form.boxes[1].instate(["disabled"])
    form.who.current(0)
    assert form.changes == {"rights.who": "0"}


def test_without_employees_it_says_what_to_do(build) -> None:
    form = build(staff=[])
    texts = [str(one["text"]) for one in form.winfo_children() if one.winfo_class() == "TLabel"]
    assert any("no employees yet" in text for text in texts)
