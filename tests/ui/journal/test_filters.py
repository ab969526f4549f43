"""What the fields above the journal mean, and how they stand."""

from datetime import datetime

import pytest

from depesha.delivery.clock import Clock
from depesha.domain.errors import InputError
from depesha.store.journal import Filter
from depesha.ui.journal.filters import Chosen, FilterBar, filter_of
from depesha.ui.theme import Theme


class Noon(Clock):
    """A clock that stands at noon of one day."""

    def now(self) -> float:
        return datetime(2026, 11, 27, 12, tzinfo=self._zone).timestamp()


CLOCK = Noon("Europe/Moscow")


def shown(moment):
    return f"{CLOCK.local(moment):%d.%m.%Y %H:%M}"


@pytest.mark.parametrize(
    ("period", "since"),
    [("today", "27.11.2026 00:00"), ("week", "21.11.2026 00:00"), ("month", "28.10.2026 00:00")],
)
def test_periods_begin_at_midnight(period, since):
    assert shown(filter_of(Chosen(period=period), CLOCK).since) == since


def test_the_last_day_belongs_to_the_dates():
    chosen = Chosen(period="dates", since="01.11.2026", until="02.11.2026")
    found = filter_of(chosen, CLOCK)
    assert (shown(found.since), shown(found.until)) == ("01.11.2026 00:00", "03.11.2026 00:00")
    assert filter_of(Chosen(period="dates"), CLOCK) == Filter()
    with pytest.raises(InputError, match="is no time"):
        filter_of(Chosen(period="dates", since="first of May"), CLOCK)


def test_the_other_fields():
    chosen = Chosen("all", person="анна", address="@x", status="sent", channel="sms", mailing=7)
    assert filter_of(chosen, CLOCK) == Filter(
        person="анна", address="@x", states=("accepted", "delivered", "read"), channel="sms",
        mailing_id=7,
    )  # fmt: skip


def test_fields_say_what_was_chosen_and_tell_after_the_last_key(tk_root, driver):
    told = []
    bar = FilterBar(tk_root, Theme(tk_root, "light"), lambda: told.append(bar.chosen))
    bar.pack(fill="x")
    bar.offer_channels([("sms", "SMS")])
    bar.offer_mailings([(7, "7. Новости")])
    driver.live()
    chosen = Chosen("dates", "01.11.2026", "", "анна", "@x", "failed", "sms", 7)
    bar.show(chosen)
    assert bar.chosen == chosen
    driver.until(lambda: told, "the news")
    assert told == [chosen], "once for all of them"
    bar.offer_channels([])
    assert bar.chosen.channel == "", "a channel that is gone is not asked for"


def test_dates_have_fields_only_where_asked_for_and_all_fit(tk_root, driver):
    bar = FilterBar(tk_root, Theme(tk_root, "light"), lambda: None)
    bar.pack(fill="x")
    for width in (1200, 500):
        tk_root.geometry(f"{width}x400")
        for period in ("month", "dates"):
            bar.show(Chosen(period))
            driver.live(0.2)
            shown = [one for one in bar._fields if one.winfo_ismapped()]
            assert len(shown) == (8 if period == "dates" else 6)
            assert all(one.winfo_x() + one.winfo_width() <= bar.winfo_width() for one in shown)
