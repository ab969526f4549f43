"""Finding contacts, held against a filter in plain Python."""

import random
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from depesha.domain.people import Contact
from depesha.store import contacts, migrations, search
from depesha.store.search import RANKED

SURNAMES = ["Иванов", "Ивановский", "Алёшин", "Алешина", "Петров", "О'Нил", "Жёлудь-Ов", "Ли"]
FIRST = ["Иван", "Пётр", "ПЕТР", "Алёна", "Ян", "Li"]
CITIES = ["Москва", "Нижний Новгород", "Орёл", ""]


def person(chance: random.Random) -> Contact:
    full = f"{chance.choice(SURNAMES)} {chance.choice(FIRST)}"
    firm = chance.random() < 0.3
    number = chance.randrange(10**4)
    return Contact(
        name=f"ООО «{chance.choice(SURNAMES)} и К°»" if firm else full,
        display_name=chance.choice(["", "", "", "8 марта", "Ёж"]),
        contact_person=full if firm else "",
        city=chance.choice(CITIES),
        mobile_phone=chance.choice(["", f"+7916123{number:04}", f"+38044{number:04}89"]),
        work_phone=chance.choice(["", f"8 (495) 12{number % 10}-{number:04}"]),
        email=chance.choice(["", f"user{number}@mail.ru", f"IVAN.{number}@орёл.рф"]),
        inn=chance.choice(["", f"7701{number:06}"]),
        custom={"secret": "невидимка"},
    )


def simple(text: str) -> list[str]:
    return [word.strip("«»°,.") for word in text.casefold().replace("ё", "е").split()]


def words_of(contact: Contact) -> list[str]:
    texts = [contact.name, contact.display_name, contact.contact_person, contact.city,
             contact.email, contact.inn, str(contact.code)]  # fmt: skip
    phones = [re.sub(r"\D", "", p) for p in (contact.mobile_phone, contact.work_phone)]
    phones = ["7" + p[1:] if p[0] == "8" else p for p in phones if p]
    return [word for text in texts for word in simple(text) if word] + phones


def fits(word: str, own: list[str]) -> bool:
    if not word.isdigit():
        return any(word in one if len(word) > 2 else one.startswith(word) for one in own)
    if len(word) == 1:
        return any(one.startswith(word) for one in own)
    if word[0] == "8" and any(one.startswith("7" + word[1:]) for one in own):
        return True
    part = word if len(word) > 2 else rf"^{word}|{word}(\d|$)"
    return any(re.search(part, one) for one in own)


def oracle(people: dict[int, list[str]], typed: str) -> set[int]:
    joined = re.sub(r"(?<!\S)\d+( \d+)+(?!\S)", lambda run: run[0].replace(" ", ""), typed)
    for text in (joined, typed):
        found = {id_ for id_, own in people.items() if all(fits(w, own) for w in simple(text))}
        if found:
            return found
    return set()


def empty() -> sqlite3.Connection:
    c = sqlite3.connect(":memory:", isolation_level=None)
    migrations.migrate(c, Path(":memory:"))
    return c


def known(c: sqlite3.Connection) -> dict[int, list[str]]:
    return {one.id: words_of(one) for one in contacts.iterate(c, contacts.all_ids(c))}


class Office:
    """400 contacts, and what each may be found by."""

    def __init__(self) -> None:
        self.c, chance = empty(), random.Random(7)
        for _ in range(400):
            contacts.insert(self.c, person(chance))
        self.people = known(self.c)


@pytest.fixture(scope="module")
def office():
    office = Office()
    yield office
    office.c.close()


pieces = st.sampled_from(
    sorted({part[start : start + size].lstrip("-'@") for part in [*map(str.lower, SURNAMES),
            "петр", "алена", "новгород", "9161234", "79161", "84951", "7701000", "user1", "38044"]
            for start in range(4) for size in range(1, 8)} - {""})
)  # fmt: skip
letters = st.text(alphabet="иваноенпртлёщ", min_size=1, max_size=4)
digits = st.text(alphabet="0123456789", min_size=1, max_size=5)
typed_words = st.lists(pieces | letters | digits, min_size=1, max_size=4)


@settings(max_examples=300)
@given(words=typed_words, shout=st.booleans())
def test_hits_are_those_of_a_plain_filter(office, words, shout):
    c = office.c
    words = [word.strip("-'") or "и" for word in words]
    typed = " ".join(words)
    found = search.search_ids(c, typed.upper().replace("Е", "Ё") if shout else typed).tolist()
    assert set(found) == oracle(office.people, typed)
    assert len(found) == len(set(found))
    assert search.search(c, typed, 7) == found[:7]
    assert search.search(c, typed) == found[:50]


@given(st.text() | st.text(alphabet="\"'*()^:+-{}., \\NEAR AND OR NOT%_иё8") | st.characters())
def test_nothing_that_is_typed_is_syntax(office, typed):
    assert set(search.search_ids(office.c, typed)) <= office.people.keys()


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', "'; DROP TABLE contact; --", "\0", "\udc98", "невидимка", "a" * 10_000,
     "% _", "NEAR(иванов петров)", "search_text : иванов", "{search_text} : иван"],
)  # fmt: skip
def test_odd_texts_find_nobody(office, typed):
    assert search.search(office.c, typed) == []


def test_a_long_row_of_numbers_is_no_burden(office):
    found = search.search_ids(office.c, "12 " * 99)
    assert set(found) == set(search.search_ids(office.c, "12"))


def test_order_the_code_then_names_that_begin_so_then_the_rest(c, add):
    rest_b = add("Яшин Борис", city="Киров")
    begins_b = add("Кирова Анна")
    rest_a = add("Андреев Кирилл")
    begins_a = add("Киреев Ян")
    shown = add("Я", display_name="Кирпич")
    assert search.search(c, "Кир") == [begins_a, begins_b, shown, rest_a, rest_b]
    assert search.search_ids(c, "Кир").tolist() == [begins_a, begins_b, shown, rest_a, rest_b]
    assert search.search(c, "кир", limit=2) == [begins_a, begins_b]
    coded = add("Яя", code=17)
    digits = add("17 мгновений", mobile_phone="+79990001717")
    phone = add("Аа", mobile_phone="+79990001717")
    assert search.search(c, "17") == [coded, digits, phone]
    assert search.search(c, "017") == [digits, phone]


def test_a_whole_name_is_the_beginning_of_itself(c, add):
    other = add("АО Ромашка плюс", contact_person="ООО")
    firm = add("ООО «Ромашка»")
    assert search.search(c, 'ооо "ромашка"') == [firm, other]


@pytest.mark.parametrize(
    "typed",
    ["8 916 123", "+7 (916) 12", "916123", "89161234567", "8-916-123-45-67", "4567", "45 67", "67"],
)
def test_phones_in_any_notation(c, add, typed):
    add("Другой", mobile_phone="+79031112233", work_phone="+74959161230")
    id_ = add("Нужный", mobile_phone="+79161234567")
    assert id_ in search.search(c, typed)
    assert typed not in {"8 916 123", "+7 (916) 12"} or search.search(c, typed) == [id_]


def test_of_too_many_the_first_stored_are_shown_and_all_are_listed(c):
    for number in range(RANKED + 20):
        contacts.insert(c, Contact(name=f"Я{RANKED + 20 - number:06}", city="Омск"))
    found, shown = search.search_ids(c, "омск").tolist(), search.search(c, "омск")
    assert found == contacts.all_ids(c).tolist()
    assert shown == found[20:70]
    assert search.search(c, "я", 60) == found[:60]


def test_no_search_reads_the_whole_table(office):
    c = office.c
    read = []
    c.set_trace_callback(read.append)
    for typed in ("ив", "иванов", "916 123", "17"):
        search.search(c, typed)
    c.set_trace_callback(None)
    for statement in {line for line in read if line.lstrip().startswith("SELECT id")}:
        for *_, plan in c.execute(f"EXPLAIN QUERY PLAN {statement}"):
            assert not re.fullmatch(r"SCAN contact", plan), statement


class Index(RuleBasedStateMachine):
    """Whatever is done to contacts, the index tells the truth."""

    @initialize(seed=st.integers())
    def open(self, seed):
        self.c, self.chance = empty(), random.Random(seed)

    @rule()
    def insert(self):
        contacts.insert(self.c, person(self.chance))

    @rule()
    def update(self):
        if ids := contacts.all_ids(self.c):
            old = contacts.get(self.c, self.chance.choice(ids))
            new = person(self.chance)
            fields = {name: getattr(new, name) for name in ("name", "city", "mobile_phone")}
            contacts.update(self.c, Contact(id=old.id, **fields))

    @rule()
    def delete(self):
        if ids := contacts.all_ids(self.c):
            contacts.delete(self.c, self.chance.choice(ids))

    @invariant()
    def agrees(self):
        self.c.execute("INSERT INTO contact_search (contact_search) VALUES ('integrity-check')")
        people = known(self.c)
        for typed in ("ив", "петр", "916 123"):
            assert set(search.search_ids(self.c, typed)) == oracle(people, typed)

    def teardown(self):
        self.c.close()


TestIndex = Index.TestCase
TestIndex.settings = settings(max_examples=25, stateful_step_count=15)
