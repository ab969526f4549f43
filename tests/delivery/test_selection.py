"""Whom the words mean, and nobody else."""

from array import array

import pytest

from depesha.delivery.selection import Selection, select
from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Employee
from depesha.store import categories, contacts, employees


@pytest.fixture(scope="module")
def directory(new_office):
    """Three contacts, a category, two employees; nobody changes them."""
    with new_office() as office:
        fill(office)
        yield office


def fill(office):
    with office.database.write() as c:
        trade = categories.ensure_path(c, "Опт")
        people = [
            Contact(
                name="Анна Белова",
                code=17,
                email="anna@x.ru",
                extra_emails=("work@anna.ru",),
                mobile_phone="+79161234567",
                category_id=trade,
            ),
            Contact(name="Иоанна Белова", code=18, email="ioanna@x.ru", work_phone="+74951234567"),
            Contact(name="ООО «Ёлка»", code=19, display_name="Ёлочка", category_id=trade),
        ]
        for person in people:
            contacts.insert(c, person)
        for name in ("Борис", "Вера"):
            employees.insert(c, Employee(name=name))


@pytest.fixture
def chosen(directory):
    """Codes of the contacts and names of the employees that terms choose, in order."""

    def choose(*terms) -> list:
        c = directory.database.reader
        people = [person for chunk in select(c, terms).chunks(c) for person in chunk]
        return [person.code if isinstance(person, Contact) else person.name for person in people]

    return choose


@pytest.fixture
def listed(chosen, tmp_path):
    """As `chosen`, from a file with that text."""

    def choose(text: str | bytes) -> list:
        path = tmp_path / "list.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return chosen(f"file:{path}")

    return choose


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("all", [17, 19, 18]),
        ("ALL", [17, 19, 18]),
        ("employees", ["Борис", "Вера"]),
        ("code:18,17", [18, 17]),
        ("code: 18 , 17,", [18, 17]),
        ("category:опт", [17, 19]),
        ("search:белов", [17, 18]),
        ("search:елка", [19]),
    ],
)
def test_terms(chosen, term, expected):
    assert chosen(term) == expected


def test_several_choices_add_up_and_nobody_is_chosen_twice(chosen):
    assert chosen("code:18", "search:белов", "employees", "category:опт", "code:18") == [
        18,
        17,
        19,
        "Борис",
        "Вера",
    ]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("", "is no selection"),
        ("everybody", "is no selection"),
        ("all:17", "is no selection"),
        ("code:", "is no selection"),
        ("code:17-19", "Codes are numbers"),
        ("code:" + "9" * 40, "Codes are numbers"),
        ("code:17,999", "999"),
        ("category:нет такой", "There is no category"),
        ("search:никого", "Nobody is chosen"),
        ("search:!!!", "Nobody is chosen"),
        ("file:/nowhere/list.txt", "cannot be read"),
        ("file:/", "cannot be read"),
    ],
)
def test_what_names_nobody_says_so(chosen, term, words):
    with pytest.raises(InputError, match=words):
        chosen(term)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("17", 17),
        ("anna@x.ru", 17),
        ("ANNA@X.RU", 17),
        ("work@anna.ru", 17),
        ("+79161234567", 17),
        ("8 (916) 123-45-67", 17),
        ("916 123 45 67", 17),
        ("+7 495 123-45-67", 18),
        ("анна белова", 17),
        ("Елочка", 19),
        ("ООО Ёлка", 19),
    ],
)
def test_a_line_of_a_list_names_one_contact(listed, line, code):
    assert listed(f"\n  {line}\t\n\n") == [code]


@pytest.mark.parametrize(
    "line",
    [
        "nna@x.ru",  # a part of anna@x.ru
        "oanna@x.ru",
        "anna@x.r",
        "Иоанна",  # a part of one name
        "Анна",
        "123-45-67",  # a part of two phones
        "9161234568",
        "7",
        "99999999999999999999999",
        "Белова Анна",
    ],
)
def test_a_part_of_somebody_is_nobody(listed, line):
    with pytest.raises(InputError, match="1 lines name nobody"):
        listed(line)


def test_two_of_one_name_are_nobody(office, tmp_path):
    fill(office)
    office.person(name="Анна Белова", code=20)
    path = tmp_path / "list.txt"
    path.write_text("Анна Белова\n18\n", encoding="utf-8")
    with pytest.raises(InputError, match="more than one contact: Анна Белова"):
        select(office.database.reader, [f"file:{path}"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lists_come_as_editors_save_them(listed, encoding, newline):
    assert listed(newline.join(["Анна Белова", "Елочка", "18"]).encode(encoding)) == [17, 19, 18]


def test_bytes_that_are_no_text_are_refused_in_words(listed):
    with pytest.raises(InputError, match="lines name nobody"):
        listed(bytes(range(256)))


def test_the_tags_of_a_report_choose_whatever_stands_around_them(listed, directory):
    boris = employees.everybody(directory.database.reader)[0].code
    text = (
        "Не дошло:\n email · кто-то · ? {contact:19} бла\n"
        f"{{contact:17}}{{employee:{boris}}}\n{{contact:19}}"
    )
    assert listed(text) == [19, 17, "Борис"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{contact:17} {contact:999}", "No contact has the code 999"),
        ("{contact:17} {employee:998} {employee:999}", "No employees have the codes 998, 999"),
        ("{contact:" + "9" * 30 + "}", "name nobody"),
    ],
)
def test_who_is_gone_is_named_not_passed_over(listed, text, words):
    with pytest.raises(InputError, match=words):
        listed(text)


def test_an_empty_list_chooses_nobody(listed):
    with pytest.raises(InputError, match="Nobody is chosen"):
        listed("\ufeff\n \n")


def test_people_come_a_few_hundred_at_a_time_and_the_deleted_not_at_all(office):
    office.people(1203)
    c = office.database.reader
    found = select(c, ["all"])
    with office.database.write() as writer:
        contacts.delete(writer, found.contacts[700])
    assert [len(chunk) for chunk in found.chunks(c)] == [500, 499, 203]
    assert len(found) == 1203
    assert list(Selection().chunks(c)) == []


def test_a_hundred_thousand_lines_are_found_by_index(office, tmp_path, monkeypatch):
    office.people(300)
    lines = [f"a{n}@x.ru" for n in range(300)]
    path = tmp_path / "list.txt"
    path.write_text("\n".join(lines * 40), encoding="utf-8")

    def never(*_args):
        raise AssertionError("whoever is known by an address needs no search")

    monkeypatch.setattr("depesha.store.search.search_ids", never)
    assert len(select(office.database.reader, [f"file:{path}"])) == 300


def test_anybody_by_place_contacts_first(office):
    office.people(3)
    c = office.database.reader
    with office.database.write() as writer:
        employee = employees.insert(writer, Employee(name="Анна Менеджер"))
    chosen = Selection(select(c, ["all"]).contacts, array("q", [employee]))
    assert [chosen.at(c, n).name for n in range(4)] == [
        "Контакт 0", "Контакт 1", "Контакт 2", "Анна Менеджер",
    ]  # fmt: skip
    with office.database.write() as writer:
        contacts.delete(writer, chosen.contacts[0])
    assert chosen.at(c, 0) is None
    with pytest.raises(IndexError):
        chosen.at(c, 4)


def test_the_place_of_the_first_who_is_meant(office):
    office.people(3)
    c = office.database.reader
    with office.database.write() as writer:
        employee = employees.insert(writer, Employee(name="Анна Менеджер"))
    everybody = Selection(select(c, ["all"]).contacts, array("q", [employee]))
    assert everybody.find(c, "a2@x.ru") == 2
    assert everybody.find(c, "МЕНЕДЖЕР") == 3
    assert everybody.find(c, "никто") is None
    assert everybody.find(c, " ") is None
    assert Selection().find(c, "a2@x.ru") is None
