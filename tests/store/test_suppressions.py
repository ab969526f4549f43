"""Closed addresses, and what people agreed to."""

from dataclasses import replace

import pytest

from depesha.store import contacts, suppressions
from depesha.store.suppressions import Consent, Suppression

GONE = Suppression("email", "a@b.ru", "bad_address", 100.5, "bounce", "550 no such user")


def test_a_closed_address_is_closed_for_its_channel_until_it_is_opened(c):
    suppressions.add(c, GONE)
    assert suppressions.suppressed(c, "email", ["a@b.ru", "c@d.ru"]) == {"a@b.ru"}
    assert suppressions.suppressed(c, "sms", ["a@b.ru"]) == set()
    assert suppressions.remove(c, "email", "a@b.ru")
    assert not suppressions.remove(c, "email", "a@b.ru")
    assert suppressions.suppressed(c, "email", ["a@b.ru"]) == set()


def test_capitals_make_no_other_address(c):
    suppressions.add(c, replace(GONE, address="Anna@b.ru"))
    assert suppressions.suppressed(c, "email", ["anna@b.ru", "ANNA@b.ru", "ann@b.ru"]) == {
        "anna@b.ru", "ANNA@b.ru"
    }  # fmt: skip
    assert suppressions.remove(c, "email", "aNNA@b.ru")
    assert suppressions.everything(c) == []


def test_the_later_word_replaces_the_earlier(c):
    suppressions.add(c, replace(GONE, at=50.0, address="z@z.ru"))
    suppressions.add(c, GONE)
    later = replace(GONE, at=200.0, reason="complaint", source="person", note="")
    suppressions.add(c, later)
    assert [one.address for one in suppressions.everything(c)] == ["a@b.ru", "z@z.ru"]
    assert suppressions.everything(c)[0] == later


def test_a_long_list_is_asked_in_pieces(c):
    for number in range(0, 2000, 3):
        suppressions.add(c, replace(GONE, address=f"{number}@b.ru"))
    asked = [f"{number}@b.ru" for number in range(2000)]
    assert suppressions.suppressed(c, "email", asked) == set(asked[::3])
    assert suppressions.suppressed(c, "email", []) == set()


@pytest.fixture
def say(c, add):
    add()

    def say(at, *, granted, channel="email", contact_id=1):
        consent = Consent(contact_id, channel, granted, float(at), "form", "")
        suppressions.set_consent(c, consent)
        return consent

    return say


def test_the_last_word_counts(c, say):
    assert suppressions.opted_out(c, "email", [1]) == set()
    say(1, granted=True)
    assert suppressions.opted_out(c, "email", [1]) == set()
    say(2, granted=False)
    assert suppressions.opted_out(c, "email", [1]) == {1}
    assert suppressions.opted_out(c, "sms", [1]) == set()
    say(3, granted=True)
    assert suppressions.opted_out(c, "email", [1]) == set()


def test_an_old_list_imported_later_takes_back_nothing(c, say):
    no = say(200, granted=False)
    yes = say(100, granted=True)
    assert suppressions.opted_out(c, "email", [1]) == {1}
    assert suppressions.consents(c, 1) == [no, yes]


def test_of_two_words_in_one_moment_the_later_written_counts(c, say):
    say(5, granted=True)
    say(5, granted=False)
    assert suppressions.opted_out(c, "email", [1]) == {1}


def test_many_people_are_asked_at_once(c, add, say):
    ids = [1] + [add() for _ in range(1200)]
    for id_ in ids[::2]:
        say(1, granted=False, contact_id=id_)
    assert suppressions.opted_out(c, "email", ids) == set(ids[::2])


def test_a_contact_takes_its_consents_along(c, say):
    say(1, granted=False)
    contacts.delete(c, 1)
    assert c.execute("SELECT count(*) FROM consent").fetchone() == (0,)
