"""How a mailing will go out: through which accounts, in pieces of what size."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import AccountSettings
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.ways import WORK, Way, way_of
from depesha.domain.errors import NotConfiguredError
from depesha.store.ledger import BATCH_MAX


def test_one_account_or_all_of_them(office, post):
    main = office.accounts.known["main"]
    office.accounts.known = {"main": main, "second": replace(main, gap=2.0)}
    assert [id_ for id_, _s in way_of(office.accounts, post, "second", ()).accounts] == [
        "post.second"
    ]
    assert [id_ for id_, _s in way_of(office.accounts, post, "", ()).accounts] == [
        "post.main",
        "post.second",
    ]


def test_what_is_not_filled_in_says_so(office, post):
    with pytest.raises(NotConfiguredError, match="not filled in"):
        way_of(office.accounts, post, "gone", ())
    office.accounts.known = {}
    with pytest.raises(NotConfiguredError, match="post has no account yet"):
        way_of(office.accounts, post, "", ())
    assert way_of(office.accounts, post, REHEARSAL, ()).accounts[0][0] == f"post.{REHEARSAL}"


def test_without_a_price_there_is_none(office, post):
    assert way_of(office.accounts, post, "", ()).price == Decimal(0)


@pytest.mark.parametrize(
    ("people", "settings", "size"),
    [
        (100_000, {"connections": 8}, BATCH_MAX),
        (160, {"connections": 4}, 10),
        (3, {"connections": 8}, 1),
        (0, {}, 1),
        (100_000, {"per_minute": 20}, 15),
        (100_000, {"per_day": 2}, 1),
        (100_000, {"gap": 3.0}, 15),
    ],
)
def test_pieces_are_a_minute_of_work_and_shared_out(post, people, settings, size):
    assert Way(post, [("post.main", AccountSettings(**settings))]).batch_size(people) == size


@given(
    st.integers(0, 10**7),
    st.lists(
        st.builds(
            AccountSettings,
            connections=st.integers(1, 16),
            per_minute=st.integers(0, 10**6),
            per_hour=st.integers(0, 10**6),
            per_day=st.integers(0, 10**6),
            gap=st.just(0.0) | st.floats(0.001, 10**6),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_a_piece_is_never_more_than_the_slowest_account_does_in_its_time(people, accounts):
    size = Way(None, [("post.a", one) for one in accounts]).batch_size(people)
    assert 1 <= size <= BATCH_MAX
    for one in accounts:
        if size > 1 and one.per_minute:
            assert (size - 1) / one.per_minute * 60.0 < WORK
