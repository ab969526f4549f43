"""What other letters would save, and that the messages really leave in them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.api.i18n import use_language
from depesha.delivery import savings as looked
from depesha.delivery.composer import Composers
from depesha.delivery.composition import Composition, plan
from depesha.delivery.copies import copy_of
from depesha.delivery.savings import Saving, in_words, of_one, savings
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.domain.segments import Spelling
from depesha.store import contacts, ledger


@pytest.fixture
def office(profile):
    made = bootstrap.office(profile)
    made.settings.change(
        {"office.secrets": "file", "sms.mode": "test", "sms.main.gateway": "smsru",
         "sms.main.price": "2.50"}
    )  # fmt: skip
    made.settings.set_secret("sms.main.api_id", Secret("0" * 8))
    with made.database.write() as c:
        for n, name in enumerate(("Щукина", "Ёлкин", "Cook")):
            contacts.insert(c, Contact(name=name, mobile_phone=f"+7916100000{n}"))
    yield made
    made.close()


@pytest.fixture
def sheet_of(office):
    def make(body, **more):
        people = select(office.database.reader, ["all"])
        return plan(office, Composition(channel="sms", body=body, people=people, **more))

    return make


def found(office, sheet):
    return {one.spelling: one for one in savings(office, sheet)}


def test_signs_that_force_unicode(office, sheet_of):
    one = found(office, sheet_of("x" * 140 + " — «ok»"))[Spelling.PLAIN]
    assert (one.before, one.after, one.money, one.exact) == (9, 3, Decimal("15.00"), True)
    assert one.characters == ("—", "«", "»")
    assert one.sample == ("x" * 140 + " — «ok»", "x" * 140 + ' - "ok"')


def test_cyrillic_letters_in_the_text_and_in_the_values(office, sheet_of):
    text = "Здравствуйте, {КЛИЕНТ.ИМЯ}! " + "Заказ готов. " * 5
    ways = found(office, sheet_of(text))
    assert set(ways) == {Spelling.LATIN}, "plain signs alone would change nothing"
    one = ways[Spelling.LATIN]
    assert (one.before, one.after) == (6, 3)
    assert one.sample[1].startswith("Zdravstvuyte, Cook! Zakaz gotov.")
    assert one.characters == ()


def test_the_milder_way_comes_first_and_the_other_only_where_it_saves_more(office, sheet_of):
    texts = {
        "x" * 140 + " —": [Spelling.PLAIN],
        "{КЛИЕНТ.ИМЯ} " + "x" * 90 + " —": [Spelling.PLAIN, Spelling.LATIN],
        "short — text": [],
        "🎉" * 80: [],
    }
    for body, ways in texts.items():
        assert [one.spelling for one in savings(office, sheet_of(body))] == ways, body


def test_of_many_people_some_are_looked_at(office, sheet_of, monkeypatch):
    monkeypatch.setattr(looked, "SAMPLE", 1)
    one = found(office, sheet_of("x" * 140 + " —"))[Spelling.PLAIN]
    assert (one.before, one.after, one.exact) == (9, 3, False)


def test_without_a_price_no_money_is_named(office, sheet_of):
    office.settings.change({"sms.main.price": "0"})
    assert found(office, sheet_of("x" * 140 + " —"))[Spelling.PLAIN].money == 0


def test_the_mailing_is_planned_and_leaves_in_the_letters_that_were_chosen(office, sheet_of):
    text = "Здравствуйте, {КЛИЕНТ.ИМЯ}! " + "Заказ готов. " * 5
    sheet = sheet_of(text, spelling=Spelling.LATIN)
    assert (sheet.parts, sheet.cost) == (3, Decimal("7.50"))
    assert savings(office, sheet) == ()
    c = office.database.reader
    composer = Composers(office.channel).get(c, sheet.mailing.id)
    batch = c.execute("SELECT min(id) FROM batch").fetchone()[0]
    rows = ledger.queued(c, batch, office.clock.now())
    written = {composer.message(row).text[:23] for row in rows}
    assert written == {"Zdravstvuyte, Cook! Zak"}
    # Sent once more, it is the same mailing.
    assert copy_of(office, sheet.mailing).spelling is Spelling.LATIN


def test_a_saving_in_a_sentence():
    one = Saving(Spelling.PLAIN, 480, 240, Decimal(600), True, ("—", "«"), ("a — b", "a - b"))
    assert in_words(one, "р.") == (
        "With plain signs instead of “—” “«”: 240 SMS instead of 480, 600,00 р. less."
    )
    about = replace(one, spelling=Spelling.LATIN, exact=False)
    assert in_words(about, "") == "In Latin letters: ~240 SMS instead of 480, ~600,00 less."
    assert in_words(replace(one, money=Decimal(0)), "р.").endswith("240 SMS instead of 480.")
    assert "“—” …:" in in_words(replace(one, characters=tuple("«»„“”‘’—–№")), "")
    use_language("ru")
    assert in_words(one, "р.").endswith("240 SMS вместо 480, дешевле на 600,00 р.")


def test_what_one_message_would_save():
    assert of_one("x" * 100 + " —") == ["With plain signs: 1 SMS instead of 2"]
    assert of_one("Заказ готов. " * 6) == ["In Latin letters: 1 SMS instead of 2"]
    assert of_one("short — text") == []
