"""Who works here, as the settings file says it."""

import pytest

from depesha import bootstrap
from depesha.domain.errors import InputError
from depesha.domain.rights import Right, Role
from depesha.settings.access import Access


def test_nobody_in_particular_may_do_everything() -> None:
    assert Access().rights.held == frozenset(Right)
    assert Access(who=17).rights.held == frozenset(Right)


def test_a_role_goes_with_the_employee() -> None:
    access = Access(who=17, roles="17:operator 18:viewer")
    assert access.rights.held == {Right.SEND}
    assert Access(who=18, roles=access.roles).rights.held == frozenset()


def test_what_a_role_may_do_can_be_changed() -> None:
    assert Access(operator="phones send").of_role(Role.OPERATOR) == {Right.PHONES, Right.SEND}
    assert Right.SETTINGS not in Access().of_role(Role.MANAGER)


def test_the_file_takes_nothing_else(profile) -> None:
    settings = bootstrap.office(profile).settings
    settings.change({"rights.who": "17", "rights.roles": "17:viewer", "rights.viewer": "none"})
    assert settings.access.rights.held == frozenset()
    for key, text in (("who", "Вера"), ("roles", "17=viewer"), ("viewer", "everything")):
        with pytest.raises(InputError, match=f"rights.{key}"):
            settings.change({f"rights.{key}": text})
    assert "rights.manager" in [row.key for row in settings.rows()]
    assert settings.fields("rights")[0][0].key == "rights.who"
