"""Tokens: one for each person and channel, good until they are renewed."""

import pytest

from depesha.store import invitations
from depesha.store.database import Database


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        yield connection
    database.close()


def test_a_token_is_kept_and_leads_back(c):
    token = invitations.token_for(c, "telegram", "contact", 5, 1.0)
    assert invitations.token_for(c, "telegram", "contact", 5, 2.0) == token
    assert invitations.person(c, "telegram", token) == ("contact", 5)
    assert invitations.person(c, "max", token) is None
    assert invitations.person(c, "telegram", token[:-1]) is None
    others = {
        invitations.token_for(c, "max", "contact", 5, 1.0),
        invitations.token_for(c, "telegram", "employee", 5, 1.0),
        token,
    }
    assert len(others) == 3


def test_a_renewed_token_is_good_no_more(c):
    token = invitations.token_for(c, "telegram", "contact", 5, 1.0)
    assert invitations.renew(c, "telegram", "contact", 5)
    assert not invitations.renew(c, "telegram", "contact", 5)
    assert invitations.person(c, "telegram", token) is None
    assert invitations.token_for(c, "telegram", "contact", 5, 1.0) != token
