"""`depesha contacts`."""


def test_search_as_people_type(office):
    for text in ("елкин", "ЁЛК", "пётр елкин", "8 916 000-00-17", "elkin@", "17"):
        found = office("contacts", text, "--json").json
        assert [one["code"] for one in found] == [17], text
    assert office("contacts", "никого такого", "--json").json == []
    assert len(office("contacts", "--json").json) == 4
    assert len(office("contacts", "--limit", "2", "--json").json) == 2


def test_for_people(office):
    shown = office("contacts", "елкин").out
    assert "Ёлкин Пётр" in shown
    assert "+79160000017" in shown
    assert "1 of 4" in shown


def test_who_may_not_see_addresses_sees_them_in_part(office):
    set_ = office("settings", "set", "rights.who=1", "rights.roles=1:operator")
    assert set_.code == 0
    found = office("contacts", "елкин", "--json").json[0]
    assert (found["mobile_phone"], found["email"]) == ("****0017", "e***@example.com")
    shown = office("contacts", "елкин").out
    assert "****0017" in shown
    assert "elkin@" not in shown
