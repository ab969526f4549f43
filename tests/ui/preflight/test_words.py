"""What the sheet says."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from depesha.api.i18n import use_language
from depesha.delivery.chains import ChainSheet, Link
from depesha.delivery.clock import Clock
from depesha.delivery.plan import Sheet
from depesha.delivery.preflight import Preflight
from depesha.delivery.savings import Saving
from depesha.domain.segments import Spelling
from depesha.store.journal import Group
from depesha.store.mailings import Mailing
from depesha.ui.preflight import words


class Noon(Clock):
    """A clock that stands at noon of one day."""

    def now(self) -> float:
        return datetime(2026, 11, 27, 12, tzinfo=self._zone).timestamp()


CLOCK = Noon("Europe/Moscow")
NOW = CLOCK.now()
MAILING = Mailing(
    id=7, key="k", channel="sms", title="T", subject="S", body="B", created_at=NOW, start_at=NOW
)
SHEET = Sheet(
    MAILING, 100, 96, (Group("no_address", 3, ()), Group("too_many_parts", 1, ())), 192,
    Decimal("480.5"), NOW + 3600,
)  # fmt: skip
FOUND = Preflight(Link(SHEET), "SMS", "21:00-09:00", "1-5")


def facts(found=FOUND):
    return dict(words.facts(found, CLOCK, "р."))


def test_the_figures():
    assert facts() == {
        "Way of sending": "SMS", "Subject": "S", "SMS in all": "192", "Cost": "480,50 р.",
        "Finished about": "today, 13:00", "Quiet hours": "21:00-09:00: nothing leaves then",
        "Working days": "1-5 (1 is Monday)",
    }  # fmt: skip
    assert words.headline(ChainSheet((Link(SHEET),))) == "96 of 100 will get it"
    assert (
        words.headline(ChainSheet((Link(replace(SHEET, ready=0)),)))
        == "Nobody would get this message."
    )


def test_the_account_is_named_where_one_was_chosen():
    named = replace(FOUND, link=Link(replace(SHEET, mailing=replace(MAILING, account="second"))))
    assert facts(named)["Way of sending"] == "SMS · second"
    test = replace(SHEET, mailing=replace(MAILING, account="(test)", mode="test"))
    assert facts(replace(FOUND, link=Link(test)))["Way of sending"] == "SMS"
    assert facts(replace(FOUND, link=Link(test)))["Finished about"] == "at once: nothing leaves"


def test_nobody_can_tell_the_end_without_limits():
    open_end = replace(FOUND, link=Link(replace(SHEET, finish_at=None)))
    assert "no limits are set" in facts(open_end)["Finished about"]


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0.5, "today, 12:30"), (24, "tomorrow, 12:00"), (48, "29.11.2026, 12:00")],
)
def test_moments_as_people_say_them(hours, said):
    later = replace(SHEET, mailing=replace(MAILING, start_at=NOW + hours * 3600))
    assert facts(replace(FOUND, link=Link(later)))["Begins"] == said
    assert words.send_title(later.mailing, CLOCK) == "Schedule"
    assert words.send_title(MAILING, CLOCK) == "Send"


def test_the_groups_and_where_they_are_mended():
    first, second, third = words.lines(SHEET)
    assert (first.reason, first.count) == (words.GETS_IT, 96)
    assert (second.title, second.mended_in_card, second.mended_in_text) == (
        "No address", True, False,
    )  # fmt: skip
    assert (third.mended_in_card, third.mended_in_text) == (False, True)
    assert words.lines(replace(SHEET, ready=0))[0].reason == "no_address"


def test_what_to_think_of():
    assert words.warnings(FOUND) == []
    test = replace(SHEET, mailing=replace(MAILING, mode="test"))
    (said,) = words.warnings(replace(FOUND, link=Link(test)))
    assert said.startswith("Test mode: nothing leaves")


def test_the_countdown_in_both_languages():
    assert words.countdown(1, 5) == "Sending to 1 person in 5 s"
    use_language("ru")
    assert words.countdown(21, 4) == "Отправка 21 получателю через 4 с"


def test_what_will_not_look_as_it_was_typed_is_a_warning():
    typed = replace(FOUND, link=Link(replace(SHEET, warnings=("Text, line 1: …",))))
    assert "Text, line 1: …" in words.warnings(typed)


def test_a_message_before_and_after_begins_alike():
    one = Saving(Spelling.LATIN, 480, 240, Decimal(600), True, (), ("ё" * 99, "x\ny"))
    assert words.saving_sample(one) == f"«{'ё' * 37}…» → «x y»"


def test_letters_that_were_chosen_are_named():
    assert words.spelt(Spelling.AS_TYPED) == ""
    assert "Latin" in words.spelt(Spelling.LATIN)
    assert "plain signs" in words.spelt(Spelling.PLAIN)


def test_what_several_channels_cost():
    free = Link(replace(SHEET, cost=Decimal(0)))
    assert words.in_all(ChainSheet((free, free)), "р.") == ""
    both = ChainSheet((free, Link(SHEET)))
    assert words.in_all(both, "р.") == "Together 480,50 р."
    reserve = Link(SHEET, reserved=80, reserve_parts=160, reserve_cost=Decimal(400))
    said = words.in_all(ChainSheet((free, reserve)), "р.")
    assert said.startswith("Together 480,50 р.; at most 880,50 р.")
    assert words.way_title(replace(FOUND, link=reserve)) == "SMS: 96 + 80 in reserve"
    assert facts(replace(FOUND, link=reserve))["In reserve"] == "80, at most 400,00 р."
    assert facts(replace(FOUND, link=Link(SHEET, elsewhere=4)))["By another channel"] == "4"
