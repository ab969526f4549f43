"""A contact as texts, and back."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.categories import Category
from depesha.domain.people import Blocked, Contact, ContactType, Kind
from depesha.exchange.typed import read_card
from depesha.ui.contacts import card_fields

WORDS = (
    st.text(st.sampled_from("абвё АБВ-"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(
    st.builds(
        Contact, name=WORDS, display_name=WORDS, city=WORDS, kind=st.sampled_from(Kind),
        type=st.sampled_from(ContactType), blocked=st.sampled_from(Blocked),
        balance=st.decimals(-10**6, 10**6, places=2),
        birthday=st.dates(dt.date(1930, 1, 1), dt.date(2025, 1, 1)),
        category_id=st.sampled_from([None, 1, 7]), manager_id=st.sampled_from([None, 3]),
        mobile_phone=st.just("+79161234567"), email=st.just("a@example.com"),
        extra_emails=st.just(("b@example.com", "c@example.com")), note=WORDS,
        custom=st.dictionaries(WORDS, WORDS, max_size=3),
    )
)  # fmt: skip
def test_what_is_shown_and_saved_unchanged_is_the_same_contact(contact: Contact) -> None:
    texts = card_fields.texts_of(contact)
    typed = {
        key: text for key, text in texts.items()
        if key not in card_fields.LISTED and not key.startswith(card_fields.CUSTOM)
    }  # fmt: skip
    read = read_card(typed, "RU")
    assert read.problems == {}
    assert card_fields.contact_of(contact, texts, read.values) == contact


def test_fields_that_the_card_does_not_show_stay() -> None:
    base = Contact(name="x", custom={"Скидка": "5"}, telegram="12", preferred_channels=("sms",))
    texts = card_fields.texts_of(base)
    texts.pop("custom.Скидка")
    kept = card_fields.contact_of(base, texts, {"balance": Decimal(0)})
    assert kept.custom == {"Скидка": "5"}
    assert (kept.telegram, kept.preferred_channels) == ("12", ("sms",))


def test_categories_are_shown_with_those_above_them() -> None:
    tree = [Category(id=2, name="Казань", parent_id=1), Category(id=1, name="Опт")]
    assert card_fields.paths(tree) == {1: "Опт", 2: "Опт / Казань"}


def test_the_card_has_a_field_for_each_text() -> None:
    fields = {one.key for group in card_fields.groups({}, [], ["Скидка"]) for one in group.fields}
    contact = Contact(name="x", custom={"Скидка": "5"})
    assert set(card_fields.texts_of(contact)) == fields


def test_addresses_of_other_channels_stand_with_the_addresses() -> None:
    groups = card_fields.groups({}, [], ["MAX", "Скидка"], ["MAX"])
    _who, reach, _business, notes = groups
    assert [one.key for one in reach.fields if one.key.startswith("custom.")] == ["custom.MAX"]
    assert [one.key for one in notes.fields if one.key.startswith("custom.")] == ["custom.Скидка"]
