"""`depesha suppressions`: closed, shown, opened again."""


def test_a_closed_address_is_left_out_until_it_is_opened(office, body):
    def ready():
        ran = office("send", "echo", "--body", body, "--to", "all", "--dry-run", "--json")
        return ran.json["ready"]

    assert ready() == 2
    words = ("suppressions", "add", "echo", "elkin@example.com", "--note", "asked by phone")
    assert office(*words).code == 0
    assert ready() == 1
    (closed,) = office("suppressions", "list", "--json").json
    assert (closed["reason"], closed["source"]) == ("suppressed", "person")
    assert closed["note"] == "asked by phone"
    assert "asked by phone" in office("suppressions", "list").out
    ran = office("suppressions", "remove", "echo", closed["address"])
    assert ran.code == 0
    assert closed["address"] in ran.out
    assert ready() == 2
    assert office("suppressions", "list", "--json").json == []


def test_what_is_wrong_is_said(office):
    ran = office("suppressions", "remove", "echo", "nobody@example.com")
    assert ran.code == 2
    assert "is not on the list" in ran.err
    assert office("suppressions", "add", "fax", "1").code == 2
    ran = office("suppressions", "add", "email", "a..b@")
    assert ran.code == 2
    assert "a..b@" in ran.err


def test_programs_are_answered_too(office):
    ran = office("suppressions", "add", "email", "a@пример.рф", "--json")
    assert ran.json == {"channel": "email", "address": "a@xn--e1afmkfd.xn--p1ai"}
    ran = office("suppressions", "remove", "email", "a@пример.рф", "--json")
    assert ran.json["address"] == "a@xn--e1afmkfd.xn--p1ai"


def test_a_person_is_named_by_code(office):
    ran = office("suppressions", "add", "echo", "code:17", "--json")
    assert ran.json == {"channel": "echo", "address": "elkin@example.com"}
    assert office("suppressions", "remove", "echo", "code:17").code == 0
    for nobody in ("code:19", "code:17,18", "code:999999"):
        ran = office("suppressions", "add", "echo", nobody)
        assert ran.code == 2
        assert nobody.partition(":")[2] in ran.err
