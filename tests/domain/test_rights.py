"""Rights, roles, and how both are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.masking import WHOLE
from depesha.domain.rights import (
    ROLES,
    TITLES,
    NotAllowedError,
    Right,
    Rights,
    Role,
    parse_rights,
    parse_roles,
    spell_rights,
    spell_roles,
)


def test_every_right_and_role_has_a_name() -> None:
    assert set(TITLES) == set(Right)
    assert set(ROLES) == set(Role)


def test_without_a_role_everything_is_allowed() -> None:
    rights = Rights()
    for right in Right:
        rights.require(right)
    assert rights.masking == WHOLE


def test_a_refusal_says_what_and_where() -> None:
    rights = Rights(frozenset({Right.SEND, Right.EMAILS}))
    rights.require(Right.SEND)
    with pytest.raises(NotAllowedError, match=r"Export tables into files.*Settings ► Rights"):
        rights.require(Right.EXPORT)
    assert not rights.masking.phones
    assert rights.masking.emails


@given(st.frozensets(st.sampled_from(Right)))
def test_rights_are_read_as_they_are_spelt(rights: frozenset[Right]) -> None:
    assert parse_rights(spell_rights(rights)) == rights


@given(st.dictionaries(st.integers(1, 10**9), st.sampled_from(Role)))
def test_roles_are_read_as_they_are_spelt(roles: dict[int, Role]) -> None:
    assert parse_roles(spell_roles(roles)) == roles


@pytest.mark.parametrize("text", ["phone", "send none", "send,export"])
def test_unknown_rights_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="phones, emails, send"):
        parse_rights(text)


@pytest.mark.parametrize("text", ["17", "17:boss", "x:viewer", "-1:viewer", "²:viewer", ":viewer"])
def test_unknown_roles_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="17:manager 18:viewer"):
        parse_roles(text)
